import { Table } from 'antd';
import { useParams } from 'react-router';
import { apiUrl } from '../api/client';
import type {
  MethodologyCheck,
  MethodologyCondition,
  MethodologyDetail,
  MethodologyExample,
  MethodologyFactor,
  MethodologyFormula,
  MethodologyInput,
} from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { Mark, StandingMark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { RunBox } from './RunBox';

export default function MethodologyPage() {
  const { id = '', version = '' } = useParams();
  const { t, say } = useText();
  const { session } = useSession();
  const path = `/methodologies/${encodeURIComponent(id)}/${encodeURIComponent(version)}`;
  const state = useApi<MethodologyDetail>(path);
  const head = state.data?.methodology;
  return (
    <PageFrame
      title={head ? say(head.name) : id}
      lead={head ? [head.issuer, head.source].filter(Boolean).join(' · ') : undefined}
      asOf={state.data?.asOf}
      back={{ to: '/methodologies', label: t('methods.title') }}
    >
      <Answer state={state} rows={16}>
        {found => (
          <>
            {say(found.note) && <p className="prose">{say(found.note)}</p>}
            <p className="muted small hash method-hash">
              {found.methodology.published && <Mark tone="good">{t('methods.published')}</Mark>} {id}@{version} · sha256{' '}
              {found.methodology.hash}
            </p>
            {session?.role === 'regulator' && !found.methodology.published && (
              <ActForm
                title={t('methods.publish')}
                path={`${path}/publication`}
                fields={[{ name: 'reason', label: t('methods.publishReason'), kind: 'area', optional: true }]}
                submit={t('methods.publishSend')}
                done={state.reload}
              />
            )}
            <Section title={t('methods.run')}>
              <p className="inline-links small">
                <span className="muted">{t('methods.template')}</span>
                <a href={apiUrl(`${path}/template`)} download>
                  xlsx
                </a>
                <a href={apiUrl(`${path}/template`, { format: 'csv' })} download>
                  csv
                </a>
              </p>
              <RunBox path={path} id={id} version={version} sector={found.methodology.sector} />
            </Section>
            <Section title={t('methods.formulas')}>
              <Formulas rows={found.formulas} results={found.results} />
            </Section>
            <Section title={t('methods.factors')}>
              <Factors detail={found} />
            </Section>
            <Section title={t('methods.inputs')}>
              <Inputs rows={found.inputs} />
            </Section>
            <Section title={t('methods.checks')}>
              <Checks rows={found.checks} />
            </Section>
            {found.conditions.length > 0 && (
              <Section title={t('methods.conditions')}>
                <Conditions rows={found.conditions} />
              </Section>
            )}
            <Section title={t('methods.examples')}>
              <p className="muted">{t('methods.examplesLead')}</p>
              <Examples rows={found.examples} />
            </Section>
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Formulas({ rows, results }: { rows: MethodologyFormula[]; results: string[] }) {
  const { t, say } = useText();
  return (
    <Table<MethodologyFormula>
      rowKey={one => `${one.table}.${one.name}`}
      dataSource={rows}
      pagination={false}
      size="small"
      className="stacked"
      columns={[
        {
          title: t('methods.symbol'),
          width: 190,
          render: (_, one) => (
            <>
              <code>{one.table ? `${one.table}.${one.name}` : one.name}</code>
              <div className="small muted">{say(one.label)}</div>
            </>
          ),
        },
        {
          title: t('methods.formula'),
          render: (_, one) => (
            <>
              {results.includes(one.name) && !one.table ? <strong>= </strong> : '= '}
              <code>{one.formula}</code> {one.rounding && <span className="small muted">→ {one.rounding}</span>}
            </>
          ),
        },
        { title: t('methods.unit'), dataIndex: 'unit', width: 110 },
      ]}
    />
  );
}

function Factors({ detail }: { detail: MethodologyDetail }) {
  const { t, say } = useText();
  const rows: (Omit<MethodologyFactor, 'standing'> & { standing: MethodologyFactor['standing'] | null })[] = [
    ...detail.constants.map(one => ({
      ...one,
      series: '',
      item: '',
      region: '',
      dataYear: 0,
      cite: '',
      standing: null,
    })),
    ...detail.factors,
  ];
  return (
    <Table
      rowKey={one => [one.name, one.series, one.item, one.region, one.dataYear, one.value, one.source].join('|')}
      dataSource={rows}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      size="small"
      className="stacked"
      columns={[
        {
          title: t('methods.symbol'),
          render: (_, one) => (
            <>
              <code>{one.item ? `${one.name}[${one.item}]` : one.name}</code>
              <div className="small muted">{say(one.label)}</div>
            </>
          ),
        },
        {
          title: t('methods.value'),
          align: 'right',
          render: (_, one) => (
            <span className="figures">
              {one.value} {one.unit}
            </span>
          ),
        },
        {
          title: t('methods.where'),
          render: (_, one) => (
            <span className="small">
              {[one.region, one.dataYear || '', one.source, one.cite].filter(Boolean).join(' · ')}
            </span>
          ),
        },
        {
          title: t('rules.standing'),
          width: 110,
          render: (_, one) => (one.standing ? <StandingMark standing={one.standing} /> : null),
        },
      ]}
    />
  );
}

function Inputs({ rows }: { rows: MethodologyInput[] }) {
  const { t, say } = useText();
  return (
    <Table<MethodologyInput>
      rowKey={one => `${one.table}.${one.name}`}
      dataSource={rows}
      pagination={false}
      size="small"
      className="stacked"
      columns={[
        {
          title: t('methods.symbol'),
          width: 220,
          render: (_, one) => (
            <>
              <code>{one.table ? `${one.table}.${one.name}` : one.name}</code>
              <div className="small muted">{say(one.label)}</div>
            </>
          ),
        },
        { title: t('methods.unit'), render: (_, one) => one.unit || one.options.join(', ') },
        {
          title: t('methods.missing'),
          render: (_, one) =>
            one.missing ? <code>{one.missing}</code> : one.optional ? t('methods.optional') : t('methods.needed'),
        },
        { title: t('methods.evidence'), render: (_, one) => one.evidence.join(', ') },
      ]}
    />
  );
}

function Checks({ rows }: { rows: MethodologyCheck[] }) {
  const { t, say } = useText();
  return (
    <ul className="plain">
      {rows.map(one => (
        <li key={one.id}>
          <code>{one.id}</code> {say(one.label)} <span className="muted small">{t(`methods.${one.severity}`)}</span>
        </li>
      ))}
    </ul>
  );
}

function Conditions({ rows }: { rows: MethodologyCondition[] }) {
  const { say } = useText();
  return (
    <ul className="plain">
      {rows.map(one => (
        <li key={one.id}>
          {say(one.label)} <code>{one.formula}</code> <span className="muted small">{one.source}</span>
        </li>
      ))}
    </ul>
  );
}

/** Worked examples with what each has to give. */
function Examples({ rows }: { rows: MethodologyExample[] }) {
  const { t, say } = useText();
  return (
    <Table<MethodologyExample>
      rowKey={one => one.name.en}
      dataSource={rows}
      pagination={false}
      size="small"
      className="stacked"
      columns={[
        { title: t('methods.example'), render: (_, one) => say(one.name) },
        { title: t('ruleSets.years'), dataIndex: 'year', width: 110 },
        {
          title: t('methods.expected'),
          render: (_, one) =>
            one.refused ? (
              t('methods.refused', { code: one.refused })
            ) : (
              <span className="figures">
                {Object.entries(one.expected)
                  .map(([name, value]) => `${name} = ${value}`)
                  .join(' · ')}
              </span>
            ),
        },
      ]}
    />
  );
}
