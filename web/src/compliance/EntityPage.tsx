import { Select } from 'antd';
import { Link, useParams, useSearchParams } from 'react-router';
import type { EntityProfile } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { MethodName, StatusMark } from '../shared/marks';
import { PageFrame } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { AllocationTab } from './AllocationTab';
import { ObligationTab } from './ObligationTab';
import { YearsTab } from './YearsTab';
import { StatementTab } from '../registry/StatementTab';

const tabs = ['obligation', 'allocation', 'years', 'statement'] as const;

export default function EntityPage() {
  const { id = '' } = useParams();
  const { t, say } = useText();
  const state = useApi<EntityProfile>(`/entities/${encodeURIComponent(id)}`);
  const profile = state.data;
  return (
    <PageFrame
      title={profile ? say(profile.name) : id}
      lead={profile ? `${say(profile.sector.name)} · ${say(profile.city)} · ${profile.id}` : undefined}
      asOf={profile?.asOf}
      back={{ to: '/compliance', label: t('nav.compliance') }}
    >
      <Answer state={state} rows={10}>
        {entity => <Entity entity={entity} />}
      </Answer>
    </PageFrame>
  );
}

function Entity({ entity }: { entity: EntityProfile }) {
  const { t } = useText();
  const [parameters, setParameters] = useSearchParams();
  const asked = Number(parameters.get('year'));
  const latest = entity.years.find(one => one.due !== null) ?? entity.years[0];
  const row = entity.years.find(one => one.year === asked) ?? latest;
  if (!row) return <Nothing title={t('entity.noYears')}>{t('entity.noYears.help')}</Nothing>;
  const set = (name: string, value: string) =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.set(name, value);
        return after;
      },
      { replace: true },
    );
  const tab = tabs.find(one => one === parameters.get('tab')) ?? tabs[0];
  const addressOf = (name: string) => {
    const after = new URLSearchParams(parameters);
    after.set('tab', name);
    return `?${after}`;
  };
  return (
    <>
      <div className="entity-bar">
        {entity.years.length > 1 ? (
          <Select
            aria-label={t('table.year')}
            value={row.year}
            onChange={year => set('year', String(year))}
            options={entity.years.map(one => ({ value: one.year, label: t('compliance.year', { year: one.year }) }))}
          />
        ) : (
          <span>{t('compliance.year', { year: row.year })}</span>
        )}
        <StatusMark status={row.status} />
        <span className="muted">
          <MethodName method={row.method} />
        </span>
      </div>
      <nav className="tabs" aria-label={t('entity.parts')}>
        {tabs.map(name => (
          <Link
            key={name}
            to={addressOf(name)}
            replace
            preventScrollReset
            aria-current={name === tab ? 'page' : undefined}
          >
            {t(`entity.${name}`)}
          </Link>
        ))}
      </nav>
      {tab === 'obligation' && <ObligationTab entityId={entity.id} row={row} />}
      {tab === 'allocation' && <AllocationTab entityId={entity.id} year={row.year} />}
      {tab === 'years' && <YearsTab rows={entity.years} />}
      {tab === 'statement' && <StatementTab accounts={entity.accounts} />}
    </>
  );
}
