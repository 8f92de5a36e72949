import { Button, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import { Link, useParams, useSearchParams } from 'react-router';
import type { Approach, CompanyBooks, FootprintBasis, WarmingSet } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { BasisSelect, Field, Parts, Table, Totals, plain, tonnes } from './parts';
import { People } from './People';
import { SetUp } from './SetUp';

const tabs = ['years', 'setup', 'goals'] as const;

/** A company's books: its years, its boundary and sources, its base year and targets. */
export default function CompanyPage() {
  const { id = '' } = useParams();
  const { t, say } = useText();
  const { session } = useSession();
  const [parameters] = useSearchParams();
  const state = useApi<CompanyBooks>(`/accounting/companies/${encodeURIComponent(id)}`);
  const tab = tabs.find(one => one === parameters.get('tab')) ?? 'years';
  return (
    <PageFrame
      title={state.data ? say(state.data.name) : t('acc.title')}
      asOf={state.data?.asOf}
      back={{ to: '/accounting', label: t('acc.title') }}
    >
      <Parts parts={tabs} now={tab} label={part => t(`acc.tab.${part}`)} name={t('acc.parts')} />
      <Answer state={state} rows={10}>
        {books => (
          <>
            {tab === 'years' && <Years books={books} changed={state.reload} />}
            {tab === 'setup' && <SetUp books={books} changed={state.reload} />}
            {tab === 'setup' && books.mine && session?.role === 'enterprise' && <People />}
            {tab === 'goals' && <Goals books={books} changed={state.reload} />}
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

interface Props {
  books: CompanyBooks;
  changed: () => void;
}

function Years({ books, changed }: Props) {
  const { t } = useText();
  const newest = books.years.find(year => year.issued) ?? books.years[0];
  return (
    <>
      {newest && (
        <>
          <h2 className="acc-year-title">
            <Link to={`/accounting/${books.id}/${newest.year}`}>{t('acc.year', { year: newest.year })}</Link>{' '}
            <Mark tone={newest.issued ? 'good' : 'info'}>{t(newest.issued ? 'acc.issued' : 'acc.open')}</Mark>
          </h2>
          <Totals totals={newest.totals} />
        </>
      )}
      <Section title={t('acc.years')}>
        {books.years.length === 0 ? (
          <Nothing title={t('acc.none')}>{t('acc.none.help')}</Nothing>
        ) : (
          <Table
            label={t('acc.years')}
            numbersFrom={3}
            head={[
              t('table.year'),
              '',
              t('acc.approach'),
              t('acc.scope1'),
              t('acc.scope2Location'),
              t('acc.scope2Market'),
              t('acc.scope3'),
              t('acc.totalLocation'),
              t('acc.totalMarket'),
            ]}
            rows={books.years.map(year => [
              <Link key="year" className="figures" to={`/accounting/${books.id}/${year.year}`}>
                {year.year}
              </Link>,
              <Mark key="state" tone={year.issued ? 'good' : 'info'}>
                {year.issued
                  ? `${t('acc.issued')} · ${t('acc.revision', { revision: year.revision })}`
                  : t('acc.locked', { count: year.lockedMonths })}
              </Mark>,
              `${t(`acc.approach.${year.approach}`)} · ${t(`acc.warming.${year.warming}`)}`,
              tonnes(year.totals.scope1),
              tonnes(year.totals.scope2Location),
              tonnes(year.totals.scope2Market),
              tonnes(year.totals.scope3),
              <strong key="location">{tonnes(year.totals.location)}</strong>,
              <strong key="market">{tonnes(year.totals.market)}</strong>,
            ])}
          />
        )}
      </Section>
      {books.mine && <OpenYear books={books} changed={changed} />}
    </>
  );
}

function OpenYear({ books, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const [year, setYear] = useState(Math.max(2023, ...books.years.map(one => one.year)));
  const [approach, setApproach] = useState<Approach>('operationalControl');
  const [warming, setWarming] = useState<WarmingSet>('ar5');
  const send = async () => {
    if (await command.send('POST', '/accounting/inventories', { year, approach, warming })) changed();
  };
  return (
    <Section title={t('acc.year.open')}>
      <div className="ticket">
        <Field label={t('table.year')}>
          <InputNumber min={2013} max={2100} value={year} onChange={value => setYear(value ?? year)} />
        </Field>
        <Field label={t('acc.approach')}>
          <Select
            value={approach}
            onChange={setApproach}
            options={(['operationalControl', 'financialControl', 'equityShare'] as const).map(value => ({
              value,
              label: t(`acc.approach.${value}`),
            }))}
          />
        </Field>
        <Field label={t('acc.warming')}>
          <Select
            value={warming}
            onChange={setWarming}
            options={(['ar5', 'ar6'] as const).map(value => ({ value, label: t(`acc.warming.${value}`) }))}
          />
        </Field>
        <Button type="primary" loading={command.sending} onClick={() => void send()}>
          {t('acc.year.open')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}

function Goals({ books, changed }: Props) {
  const { t } = useText();
  return (
    <div className="split split-even">
      <div>
        <Section title={t('acc.baseYear')}>
          {books.baseYear ? (
            <>
              <p>
                <strong className="figures">{books.baseYear.year}</strong>{' '}
                <span className="muted">{t('acc.revision', { revision: books.baseYear.revision })}</span>
              </p>
              <Totals totals={books.baseYear.totals} />
            </>
          ) : (
            <Nothing title={t('acc.baseYear.none')} />
          )}
          {books.mine && <ChooseBaseYear books={books} changed={changed} />}
        </Section>
      </div>
      <div>
        <Section title={t('acc.target')}>
          {books.targets.length === 0 ? (
            <Nothing title={t('acc.targets.none')} />
          ) : (
            <Table
              label={t('acc.target')}
              numbersFrom={2}
              head={[t('acc.target'), t('acc.basis'), t('acc.target.year'), t('acc.target.reduction')]}
              rows={books.targets.map(target => [
                `${target.name} · ${t(`acc.target.${target.kind}`)}`,
                t(`acc.basis.${target.basis}`),
                target.year,
                plain(target.reductionPercent),
              ])}
            />
          )}
          {books.mine && books.baseYear && <NewTarget books={books} changed={changed} />}
        </Section>
      </div>
    </div>
  );
}

function ChooseBaseYear({ books, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const issued = books.years.filter(one => one.issued).map(one => one.year);
  const [year, setYear] = useState(issued.at(-1));
  const [reason, setReason] = useState('');
  const send = async () => {
    if (await command.send('POST', '/accounting/base-year', { year, reason })) changed();
  };
  if (issued.length === 0) return null;
  return (
    <div className="ticket">
      <Field label={t('acc.baseYear.choose')}>
        <Select value={year} onChange={setYear} options={issued.map(value => ({ value, label: String(value) }))} />
      </Field>
      <Field label={t('acc.reason')}>
        <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
      </Field>
      <Button loading={command.sending} disabled={!reason.trim()} onClick={() => void send()}>
        {t('acc.baseYear.choose')}
      </Button>
      <Outcome command={command} />
    </div>
  );
}

function NewTarget({ books, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const [name, setName] = useState('');
  const [kind, setKind] = useState<'absolute' | 'intensity'>('absolute');
  const [basis, setBasis] = useState<FootprintBasis>('operationsMarket');
  const [year, setYear] = useState((books.baseYear?.year ?? 2023) + 7);
  const [reductionPercent, setReduction] = useState(30);
  const send = async () => {
    const body = { name, kind, basis, year, reductionPercent };
    if (await command.send('POST', '/accounting/targets', body)) changed();
  };
  return (
    <div className="ticket acc-form">
      <h3>{t('acc.target.new')}</h3>
      <Field label={t('acc.target')}>
        <Input value={name} maxLength={100} onChange={event => setName(event.target.value)} />
      </Field>
      <Field label={t('table.kind')}>
        <Select
          value={kind}
          onChange={setKind}
          options={(['absolute', 'intensity'] as const).map(value => ({ value, label: t(`acc.target.${value}`) }))}
        />
      </Field>
      <Field label={t('acc.basis')}>
        <BasisSelect value={basis} onChange={setBasis} />
      </Field>
      <Field label={t('acc.target.year')}>
        <InputNumber value={year} onChange={value => setYear(value ?? year)} />
      </Field>
      <Field label={t('acc.target.reduction')}>
        <InputNumber min={0} max={100} value={reductionPercent} onChange={value => setReduction(value ?? 0)} />
      </Field>
      <Button loading={command.sending} disabled={!name.trim()} onClick={() => void send()}>
        {t('acc.target.new')}
      </Button>
      <Outcome command={command} />
    </div>
  );
}
