import { Select } from 'antd';
import { Navigate } from 'react-router';
import type { ComparisonLine, ContractLine, LaboratoryLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm, type Field } from '../oversight/ActForm';
import { useLedger } from '../shared/ledger';
import { LedgerTable, type LedgerColumn } from '../shared/LedgerTable';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { PointedNote } from '../shared/pointed';
import { Answer, Coming, Nothing } from '../shared/states';
import { useSession } from '../shell/session';

const many = { size: 500 };
const filters = ['kind'] as const;
const kinds = ['electricityBill', 'heatInvoice', 'continuousMeasurement', 'outputStatistics'] as const;
const scopes = ['carbon', 'ncv'] as const;

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
  const named = (scope: string) => {
    const known = scopes.find(one => one === scope);
    return known ? t(`checks.scope.${known}`) : scope;
  };
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
                one.scope.map(scope => named(scope)).join(t('checks.run.and')),
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
              options: scopes.map(value => ({ value, label: t(`checks.scope.${value}`) })),
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
  const ledger = useLedger<Page<ComparisonLine>>('/mrv/comparisons', filters);
  const when = (one: ComparisonLine) =>
    one.month === 0 ? `${one.year} ${t('checks.wholeYear')}` : `${one.year}-${String(one.month).padStart(2, '0')}`;
  const amount = (one: ComparisonLine) => `${one.value.toLocaleString('en-US', { maximumFractionDigits: 3 })} ${one.unit}`;
  const columns: LedgerColumn<ComparisonLine>[] = [
    { key: 'entity', title: t('checks.entity'), lead: true, sortable: true, cell: one => say(one.entity) },
    { key: 'month', title: t('checks.month'), sortable: true, cell: when },
    { key: 'kind', title: t('checks.kind'), sortable: true, cell: one => t(`checks.kind.${one.kind}`) },
    { key: 'value', title: t('checks.value'), number: true, sortable: true, cell: amount },
    { key: 'source', title: t('checks.from'), sortable: true, cell: one => one.source },
  ];
  return (
    <Section title={t('checks.comparisons')}>
      <LedgerTable<ComparisonLine, Page<ComparisonLine>>
        id="comparisons"
        label={t('checks.comparisons')}
        ledger={ledger}
        columns={columns}
        rowKey={one => `${one.entityId} ${one.year}-${one.month} ${one.kind} ${one.item}`}
        none={{ title: t('checks.comparisons.none'), help: t('checks.comparisons.help') }}
        filters={
          <Select
            mode="multiple"
            allowClear
            className="filter"
            maxTagCount="responsive"
            aria-label={t('checks.kind')}
            placeholder={t('checks.kind')}
            value={ledger.values('kind')}
            onChange={(values: string[]) => ledger.change({ kind: values })}
            options={kinds.map(value => ({ value, label: t(`checks.kind.${value}`) }))}
          />
        }
        card={one => (
          <>
            <p className="card-head">
              <span>{say(one.entity)}</span>
              <span className="figures">{amount(one)}</span>
            </p>
            <p className="card-line muted">
              <span className="figures">{when(one)}</span>
              <span>{t(`checks.kind.${one.kind}`)}</span>
              <span>{one.source}</span>
            </p>
          </>
        )}
      />
      {acts && <p className="muted small">{t('checks.comparisons.api')}</p>}
    </Section>
  );
}
