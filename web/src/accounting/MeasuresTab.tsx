import { Button, Input, InputNumber, Select } from 'antd';
import { Fragment, useMemo, useState } from 'react';
import type { CompanyBooks, InventoryBook, RankedMeasure, RankedMeasures } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { useSettings } from '../settings/settings';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { BasisSelect, Field, Table, plain, tonnes, useBasis } from './parts';

interface Props {
  book: InventoryBook;
  company: CompanyBooks;
  path: string;
}

/** The company's measures by cost per tonne; every figure is explained from its own data. */
export function MeasuresTab({ book, company, path }: Props) {
  const { t } = useText();
  const [basis, setBasis] = useBasis();
  const state = useApi<RankedMeasures>(`${path}/measures`, { basis, revision: book.revision });
  const [source, setSource] = useState(company.sources[0]?.id ?? 0);
  return (
    <>
      <div className="entity-bar">
        <span className="muted">{t('acc.basis')}</span>
        <BasisSelect value={basis} onChange={setBasis} />
      </div>
      <Answer state={state} rows={10}>
        {ranked => (
          <>
            {ranked.measures.length === 0 ? (
              <Nothing title={t('acc.measures.none')} />
            ) : (
              <>
                <CostCurve ranked={ranked} />
                <List ranked={ranked} mine={book.mine} changed={state.reload} />
              </>
            )}
            <p className="muted small acc-how">
              {t('acc.measures.how', { rate: plain(Math.round(ranked.discountRate * 10000) / 100) })}
            </p>
            <Untouched book={book} company={company} ranked={ranked} choose={setSource} />
          </>
        )}
      </Answer>
      {book.mine && <NewMeasure company={company} source={source} setSource={setSource} changed={state.reload} />}
    </>
  );
}

/** Cost per tonne in the order of the ranking; each bar says how much it saves. */
function CostCurve({ ranked }: { ranked: RankedMeasures }) {
  const { t, say, language } = useText();
  const { palette } = useSettings();
  const rows = ranked.measures;
  const option = useMemo<ChartOption>(() => {
    const shown = [...rows].reverse();
    return {
      grid: { left: 8, right: 24, top: 8, bottom: 26, containLabel: true },
      xAxis: {
        ...valueAxis(palette, t('acc.measure.perTonne')),
        axisLabel: { color: palette.muted, fontSize: 11, hideOverlap: true },
        nameLocation: 'middle',
        nameGap: 26,
      },
      yAxis: {
        ...nameAxis(
          palette,
          shown.map(one => `${one.name[language]}  −${tonnes(one.saved, 0)} t`),
        ),
        axisLine: { show: false },
        axisLabel: { color: palette.muted, fontSize: 11, width: 190, overflow: 'truncate' as const },
      },
      series: [
        {
          type: 'bar',
          name: t('acc.measure.perTonne'),
          barMaxWidth: 18,
          data: shown.map(one => ({
            value: one.costPerTonneFen === null ? null : one.costPerTonneFen / 100,
            itemStyle: { color: (one.costPerTonneFen ?? 0) < 0 ? palette.series[0] : palette.series[1] },
          })),
        },
      ],
    };
  }, [rows, palette, t, language]);
  const free = rows.filter(one => one.costPerTonneFen !== null && one.costPerTonneFen < 0);
  const saved = free.reduce((sum, one) => sum + one.saved, 0);
  const all = rows.at(-1)?.cumulative ?? 0;
  const first = rows[0];
  const title =
    free.length > 0
      ? t('acc.measures.title', {
          tonnes: tonnes(saved, 0),
          percent: all === 0 ? '—' : ((saved / all) * 100).toFixed(0),
        })
      : t('acc.measures.noneFree', { cost: first?.costPerTonneFen == null ? '—' : yuan(first.costPerTonneFen) });
  const height = rows.length * 34 + 60;
  return (
    <ChartFrame
      title={title}
      height={height}
      source={t('acc.basis') + ' · ' + t(`acc.basis.${ranked.basis}`)}
      head={[t('acc.measure'), t('acc.measure.perTonne'), t('acc.measure.saved')]}
      rows={() =>
        rows.map(one => [
          say(one.name),
          one.costPerTonneFen === null ? '—' : yuan(one.costPerTonneFen),
          tonnes(one.saved),
        ])
      }
    >
      <EChart option={option} height={height} label={title} />
    </ChartFrame>
  );
}

function List({ ranked, mine, changed }: { ranked: RankedMeasures; mine: boolean; changed: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const [open, setOpen] = useState<number | null>(null);
  const withdraw = async (one: RankedMeasure) => {
    if (await command.send('POST', `/accounting/measures/${one.id}/withdrawal`, {})) changed();
  };
  return (
    <>
      <div className="scroll-x acc-table acc-measures" tabIndex={0} role="region" aria-label={t('acc.measures')}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">#</th>
              <th scope="col">{t('acc.measure')}</th>
              <th scope="col" className="right">
                {t('acc.measure.perTonne')}
              </th>
              <th scope="col" className="right">
                {t('acc.measure.saved')}
              </th>
              <th scope="col" className="right">
                {t('acc.measure.net')}
              </th>
              <th scope="col">{t('acc.source')}</th>
              {mine && <th scope="col" />}
            </tr>
          </thead>
          <tbody>
            {ranked.measures.map(one => (
              <Fragment key={one.id}>
                <tr>
                  <td className="figures">{one.rank}</td>
                  <td>
                    {say(one.name)}
                    {one.capped && <span className="fact-note">{t('acc.measure.capped')}</span>}
                  </td>
                  <td className="figures right">
                    <button type="button" className="why" onClick={() => setOpen(open === one.id ? null : one.id)}>
                      {one.costPerTonneFen === null ? '—' : yuan(one.costPerTonneFen)}
                    </button>
                  </td>
                  <td className="figures right">{tonnes(one.saved)}</td>
                  <td className="figures right">{yuan(one.netCostFen)}</td>
                  <td>{say(one.sourceName)}</td>
                  {mine && (
                    <td>
                      <Button size="small" type="text" onClick={() => void withdraw(one)}>
                        {t('acc.measure.withdraw')}
                      </Button>
                    </td>
                  )}
                </tr>
                {open === one.id && (
                  <tr>
                    <td />
                    <td colSpan={mine ? 6 : 5} className="acc-why">
                      {t('acc.measure.why', {
                        cost: yuan(one.costFen),
                        life: one.lifetimeYears,
                        yearly: yuan(one.yearlyCostFen),
                        saving: yuan(one.yearlySavingFen),
                        net: yuan(one.netCostFen),
                        source: tonnes(one.sourceEmissions),
                        left: tonnes(one.left),
                        wanted: tonnes(one.wanted),
                        saved: tonnes(one.saved),
                      })}
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      <Outcome command={command} />
    </>
  );
}

const mostUntouched = 5;

/** Where the company emits most and has no measure yet: the next places to look for one. */
function Untouched(props: {
  book: InventoryBook;
  company: CompanyBooks;
  ranked: RankedMeasures;
  choose: (source: number) => void;
}) {
  const { book, company, ranked, choose } = props;
  const { t, say } = useText();
  const whole = ranked.basis === 'wholeLocation' || ranked.basis === 'wholeMarket';
  const byPlace = ranked.basis === 'operationsLocation' || ranked.basis === 'wholeLocation';
  const counted = company.sources
    .filter(one => whole || one.scope < 3)
    .map(one => ({
      ...one,
      emitted: book.entries
        .filter(entry => entry.source === one.id)
        .reduce((sum, entry) => sum + (byPlace ? entry.location : entry.market), 0),
    }));
  const all = counted.reduce((sum, one) => sum + one.emitted, 0);
  const rows = counted
    .filter(one => one.emitted > 0 && ranked.measures.every(measure => measure.source !== one.id))
    .sort((a, b) => b.emitted - a.emitted)
    .slice(0, mostUntouched);
  if (rows.length === 0) return null;
  return (
    <Section title={t('acc.measures.untouched')}>
      <Table
        label={t('acc.measures.untouched')}
        numbersFrom={1}
        head={[t('acc.source'), 'tCO₂e', '%', '']}
        rows={rows.map(one => [
          `${say(one.name)} · ${say(company.sites.find(site => site.id === one.site)?.name)}`,
          tonnes(one.emitted, 1),
          ((one.emitted / all) * 100).toFixed(1),
          book.mine ? (
            <Button key="choose" type="link" size="small" onClick={() => choose(one.id)}>
              {t('acc.measure.new')}
            </Button>
          ) : (
            ''
          ),
        ])}
      />
    </Section>
  );
}

function NewMeasure(props: {
  company: CompanyBooks;
  source: number;
  setSource: (source: number) => void;
  changed: () => void;
}) {
  const { company, source, setSource, changed } = props;
  const { t, say } = useText();
  const command = useCommand();
  const [nameZh, setName] = useState('');
  const [cost, setCost] = useState<number | null>(null);
  const [lifetimeYears, setLife] = useState(10);
  const [saving, setSaving] = useState<number | null>(0);
  const [effect, setEffect] = useState<'percent' | 'tonnes'>('percent');
  const [amount, setAmount] = useState<number | null>(null);
  const send = async () => {
    const body = {
      source,
      nameZh,
      nameEn: '',
      costFen: Math.round((cost ?? 0) * 100),
      lifetimeYears,
      yearlySavingFen: Math.round((saving ?? 0) * 100),
      effect,
      amount: amount ?? 0,
    };
    if (await command.send('POST', '/accounting/measures', body)) changed();
  };
  return (
    <Section title={t('acc.measure.new')}>
      <div className="ticket acc-row">
        <Field label={t('acc.measure')}>
          <Input value={nameZh} maxLength={100} onChange={event => setName(event.target.value)} />
        </Field>
        <Field label={t('acc.source')}>
          <Select
            value={source}
            onChange={setSource}
            options={company.sources.map(one => ({
              value: one.id,
              label: `${say(one.name)} · ${say(company.sites.find(site => site.id === one.site)?.name)}`,
            }))}
          />
        </Field>
        <Field label={t('acc.measure.cost')}>
          <InputNumber min={0} value={cost} onChange={setCost} />
        </Field>
        <Field label={t('acc.measure.life')}>
          <InputNumber min={1} max={50} precision={0} value={lifetimeYears} onChange={value => setLife(value ?? 1)} />
        </Field>
        <Field label={t('acc.measure.saving')}>
          <InputNumber value={saving} onChange={setSaving} />
        </Field>
        <Field label={t('acc.measure.effect')}>
          <Select
            value={effect}
            onChange={setEffect}
            options={(['percent', 'tonnes'] as const).map(value => ({
              value,
              label: t(`acc.measure.effect.${value}`),
            }))}
          />
        </Field>
        <Field label={t('acc.measure.amount')}>
          <InputNumber min={0} value={amount} onChange={setAmount} />
        </Field>
        <Button
          type="primary"
          loading={command.sending}
          disabled={!nameZh.trim() || cost === null || !amount}
          onClick={() => void send()}
        >
          {t('acc.measure.new')}
        </Button>
      </div>
      <Outcome command={command} />
    </Section>
  );
}
