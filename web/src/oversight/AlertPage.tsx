import { Button, Input } from 'antd';
import { useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { AlertAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { EChart } from '../charts/drawings';
import { valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { useSettings } from '../settings/settings';
import { PageFrame, Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';

import { StatusMark } from './Surveillance';

const height = 300;

export default function AlertPage() {
  const { number } = useParams();
  const { t } = useText();
  const state = useApi<AlertAnswer>(`/oversight/alerts/${number}`);
  return (
    <PageFrame
      title={t('oversight.alertNo', { number: number ?? '' })}
      asOf={state.data?.asOf}
      back={{ to: '/oversight?part=alerts', label: t('oversight.alerts') }}
    >
      <Answer state={state}>{data => <Alert data={data} reload={state.reload} />}</Answer>
    </PageFrame>
  );
}

function Alert({ data, reload }: { data: AlertAnswer; reload: () => void }) {
  const { t, say } = useText();
  const { alert } = data;
  return (
    <>
      <p className="card-head">
        <strong>{t(`oversight.detector.${alert.detector}` as TextKey)}</strong>
        <span className="muted">{alert.instrument}</span>
        <StatusMark kind="alert" status={alert.status} />
      </p>
      <p className="lead">{say(alert.explanation)}</p>
      <p className="muted small">{t('oversight.question')}</p>
      <DayChart data={data} />
      <Section title={t('oversight.figures')}>
        <PlainTable
          label={t('oversight.figures')}
          head={[
            t('oversight.col.figure'),
            { title: t('oversight.col.value'), number: true },
            { title: t('oversight.col.threshold'), number: true },
          ]}
          rows={data.figures.map(f => [
            say(f.label),
            `${f.text} ${f.unit}`.trim(),
            f.thresholdText === null ? (
              '—'
            ) : f.key ? (
              <Link to={`/parameters/${f.key}`}>{f.thresholdText}</Link>
            ) : (
              f.thresholdText
            ),
          ])}
        />
      </Section>
      {data.orders.length > 0 && (
        <Section title={t('oversight.orders')}>
          <PlainTable
            label={t('oversight.orders')}
            head={(['time', 'account', 'side', 'price', 'tonnes', 'filled', 'ended'] as const).map(k =>
              t(`oversight.col.${k}` as TextKey),
            )}
            rows={data.orders.map(o => [
              chinaTime(o.at),
              o.account,
              t(`order.${o.side}` as TextKey),
              price(o.priceFen),
              fullTonnes(o.tonnes),
              fullTonnes(o.filled),
              o.cancelledAt
                ? t('oversight.withdrawnAt', { time: chinaTime(o.cancelledAt).slice(11) })
                : o.endedAt
                  ? chinaTime(o.endedAt).slice(11)
                  : '—',
            ])}
          />
        </Section>
      )}
      {data.trades.length > 0 && (
        <Section title={t('oversight.trades')}>
          <PlainTable
            label={t('oversight.trades')}
            head={(['time', 'seller', 'buyer', 'price', 'tonnes'] as const).map(k => t(`oversight.col.${k}` as TextKey))}
            rows={data.trades.map(x => [
              chinaTime(x.at),
              x.seller,
              x.buyer,
              price(x.priceFen),
              fullTonnes(x.tonnes),
            ])}
          />
        </Section>
      )}
      {alert.status === 'new' ? (
        <Decide number={alert.number} reload={reload} />
      ) : (
        alert.case !== null && (
          <Link to={`/oversight/cases/${alert.case}`}>{t('oversight.caseNo', { number: alert.case })}</Link>
        )
      )}
    </>
  );
}

/** The day's price trade by trade, with the trades of the alert marked, and its orders from entry to end. */
function DayChart({ data }: { data: AlertAnswer }) {
  const { t } = useText();
  const { palette } = useSettings();
  const option = useMemo<ChartOption>(() => {
    const marked = new Set(data.trades.map(x => x.id));
    const screen = data.day.filter(x => x.screen);
    const last = Math.max(...data.day.map(x => minute(x.at)), ...data.orders.map(o => minute(o.endedAt ?? o.at)), 0);
    const stood = (side: 'buy' | 'sell') => ({
      type: 'line' as const,
      name: t(`oversight.stood.${side}`),
      symbol: 'circle',
      symbolSize: 5,
      lineStyle: { width: 3, type: side === 'buy' ? ('solid' as const) : ('dashed' as const) },
      data: data.orders
        .filter(o => o.side === side)
        .flatMap(o => [
          [minute(o.at), o.priceFen / 100],
          [o.endedAt ? minute(o.endedAt) : last, o.priceFen / 100],
          [null, null],
        ]) as [number, number][],
    });
    return {
      grid: { left: 48, right: 16, top: 56, bottom: 28 },
      legend: { top: 0, textStyle: { color: palette.muted } },
      tooltip: { trigger: 'item' },
      xAxis: {
        ...valueAxis(palette, ''),
        scale: true,
        axisLabel: { color: palette.muted, fontSize: 11, formatter: (value: number) => clock(value) },
      },
      yAxis: { ...valueAxis(palette, t('oversight.axis')), scale: true },
      series: [
        {
          type: 'line',
          step: 'end',
          name: t('oversight.col.price'),
          showSymbol: false,
          data: screen.map(x => [minute(x.at), x.priceFen / 100]),
        },
        {
          type: 'line',
          name: t('oversight.marked'),
          lineStyle: { width: 0 },
          symbol: 'diamond',
          symbolSize: 10,
          itemStyle: { color: palette.bad },
          data: data.day.filter(x => marked.has(x.id)).map(x => [minute(x.at), x.priceFen / 100]),
        },
        ...(['buy', 'sell'] as const).filter(side => data.orders.some(o => o.side === side)).map(stood),
      ],
    };
  }, [data, palette, t]);
  if (data.day.length === 0 && data.orders.length === 0) return null;
  const title = t('oversight.chart', {
    date: data.alert.date,
    code: data.alert.instrument,
    count: data.trades.length,
    orders: data.orders.length,
  });
  return (
    <ChartFrame
      title={title}
      height={height}
      source={t('oversight.chart.source')}
      head={[t('oversight.col.time'), t('oversight.col.price'), t('oversight.col.tonnes')]}
      rows={() => data.day.map(x => [chinaTime(x.at), price(x.priceFen), fullTonnes(x.tonnes)])}
    >
      <EChart option={option} height={height} label={title} />
    </ChartFrame>
  );
}

/** Minutes of the day on the market's own clock. */
function minute(at: string): number {
  const [hours, minutes, seconds] = chinaTime(at).slice(11, 19).split(':').map(Number);
  return (hours ?? 0) * 60 + (minutes ?? 0) + (seconds ?? 0) / 60;
}

const clock = (value: number) =>
  `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(Math.floor(value % 60)).padStart(2, '0')}`;

function Decide({ number, reload }: { number: number; reload: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const go = useNavigate();
  const [text, setText] = useState('');
  const open = async () => {
    if (await command.send('POST', '/oversight/cases', { alerts: [number], title: text.trim() })) {
      await go('/oversight?part=cases');
    }
  };
  const dismiss = async () => {
    if (await command.send('POST', `/oversight/alerts/${number}/dismissal`, { reason: text.trim() })) reload();
  };
  return (
    <Section title={t('oversight.decide')}>
      <form className="ticket oversight-form" onSubmit={event => event.preventDefault()}>
        <label>
          <span>{t('oversight.decide.text')}</span>
          <Input value={text} maxLength={200} onChange={event => setText(event.target.value)} />
        </label>
        <div className="oversight-actions">
          <Button type="primary" disabled={!text.trim()} loading={command.sending} onClick={() => void open()}>
            {t('oversight.openCase')}
          </Button>
          <Button disabled={!text.trim()} loading={command.sending} onClick={() => void dismiss()}>
            {t('oversight.dismiss')}
          </Button>
        </div>
        <Outcome command={command} />
      </form>
    </Section>
  );
}
