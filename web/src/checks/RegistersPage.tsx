import { Navigate } from 'react-router';
import type { ComparisonLine, ContractLine, LaboratoryLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm, type Field } from '../oversight/ActForm';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { PointedNote } from '../shared/pointed';
import { Answer, Coming, Nothing } from '../shared/states';
import { useSession } from '../shell/session';

const many = { size: 500 };

/** What the checks compare with: laboratories, figures of other offices, contracts with consultants. */
export default function RegistersPage() {
  const { t } = useText();
  const { session } = useSession();
  if (session === null) return <Coming />;
  if (!session.signedIn) return <Navigate to="/sign-in" replace />;
  const inside = session.role === 'regulator' || session.role === 'auditor';
  return (
    <PageFrame
      title={t('checks.registers')}
      lead={t('checks.registers.lead')}
      back={{ to: '/mrv/checks', label: t('checks.back') }}
    >
      <PointedNote ready />
      <Contracts own={session.role === 'company' ? (session.organisation?.id ?? null) : null} />
      <Laboratories acts={session.role === 'regulator'} />
      {inside && <Comparisons acts={session.role === 'regulator'} />}
    </PageFrame>
  );
}

function useFields() {
  const { t } = useText();
  const text = (name: string, key: Parameters<typeof t>[0], more: Partial<Field> = {}): Field => ({
    name,
    label: t(key),
    kind: 'text',
    ...more,
  });
  return { text };
}

function Laboratories({ acts }: { acts: boolean }) {
  const { t } = useText();
  const { text } = useFields();
  const state = useApi<Page<LaboratoryLine>>('/mrv/laboratories', many);
  return (
    <Section title={t('checks.laboratories')}>
      <Answer state={state}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('checks.laboratories.none')}>{t('checks.laboratories.help')}</Nothing>
          ) : (
            <PlainTable
              label={t('checks.laboratories')}
              head={[t('checks.name'), t('months.lab.accreditation'), t('checks.valid'), t('checks.scope'), t('checks.capacity'), t('checks.online')]}
              rows={page.items.map(one => [
                one.name,
                one.accreditation,
                `${one.validFrom} – ${one.validThrough}`,
                one.scope.join(', '),
                one.samplesPerDay,
                t(one.online ? 'checks.yes' : 'checks.no'),
              ])}
            />
          )
        }
      </Answer>
      {acts && (
        <ActForm
          title={t('checks.laboratories.add')}
          path="/mrv/laboratories"
          fields={[
            text('name', 'checks.name'),
            text('accreditation', 'months.lab.accreditation'),
            text('validFrom', 'checks.validFrom', { kind: 'date' }),
            text('validThrough', 'checks.validThrough', { kind: 'date' }),
            text('scope', 'checks.scope', {
              kind: 'choices',
              options: ['carbon', 'ncv'].map(value => ({ value, label: t(`checks.scope.${value as 'carbon' | 'ncv'}`) })),
            }),
            text('samplesPerDay', 'checks.capacity', { numeric: true }),
          ]}
          submit={t('checks.save')}
          done={state.reload}
        />
      )}
    </Section>
  );
}

function Contracts({ own }: { own: string | null }) {
  const { t, say } = useText();
  const { text } = useFields();
  const state = useApi<Page<ContractLine>>('/mrv/contracts', many);
  const form = (contingent: boolean) => (
    <ActForm
      title={t(contingent ? 'checks.contracts.addContingent' : 'checks.contracts.add')}
      path={`/mrv/contracts/${own}`}
      fields={[
        text('year', 'checks.year', { numeric: true }),
        text('consultant', 'checks.consultant'),
        text('group', 'checks.group', { optional: true }),
      ]}
      fixed={{ contingent }}
      submit={t('checks.save')}
      done={state.reload}
    />
  );
  return (
    <Section title={t('checks.contracts')}>
      <Answer state={state}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('checks.contracts.none')}>{t('checks.contracts.help')}</Nothing>
          ) : (
            <PlainTable
              label={t('checks.contracts')}
              head={[t('checks.entity'), t('checks.year'), t('checks.consultant'), t('checks.group'), t('checks.contingent')]}
              rows={page.items.map(one => [
                say(one.entity),
                String(one.year),
                <span key="name" data-place={`consultant ${one.consultant}`}>
                  {one.consultant}
                </span>,
                one.group,
                t(one.contingent ? 'checks.yes' : 'checks.no'),
              ])}
            />
          )
        }
      </Answer>
      {own !== null && (
        <>
          {form(false)}
          {form(true)}
        </>
      )}
    </Section>
  );
}

function Comparisons({ acts }: { acts: boolean }) {
  const { t, say } = useText();
  const state = useApi<Page<ComparisonLine>>('/mrv/comparisons', many);
  return (
    <Section title={t('checks.comparisons')}>
      <Answer state={state}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('checks.comparisons.none')}>{t('checks.comparisons.help')}</Nothing>
          ) : (
            <PlainTable
              label={t('checks.comparisons')}
              head={[t('checks.entity'), t('checks.month'), t('checks.kind'), t('checks.value'), t('checks.from')]}
              rows={page.items.map(one => [
                say(one.entity),
                one.month === 0 ? `${one.year}` : `${one.year}-${String(one.month).padStart(2, '0')}`,
                t(`checks.kind.${one.kind}`),
                `${one.value} ${one.unit}`,
                one.source,
              ])}
            />
          )
        }
      </Answer>
      {acts && <p className="muted small">{t('checks.comparisons.api')}</p>}
    </Section>
  );
}
