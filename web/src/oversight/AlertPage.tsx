import { Button, Input } from 'antd';
import { lazy, useMemo, useState } from 'react';
import { Link, useNavigate, useParams } from 'react-router';
import type { AlertAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { ChartFrame } from '../charts/ChartFrame';
import { nameAxis, valueAxis, type ChartOption } from '../charts/option';
import { chinaTime } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { useSettings } from '../settings/settings';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { PlainTable } from './parts';
import { StatusTag } from './Surveillance';

const EChart = lazy(() => import('../charts/EChart'));
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
        <StatusTag kind="alert" status={alert.status} />
      </p>
      <p className="lead">{say(alert.explanation)}</p>
      <p className="muted small">{t('oversight.question')}</p>
      <DayChart data={data} />
      <Section title={t('oversight.figures')}>
        <PlainTable
          label={t('oversight.figures')}
          head={[t('oversight.col.figure'), t('oversight.col.value'), t('oversight.col.threshold')]}
          rows={data.figures.map(f => [
            say(f.label),
            `${f.value} ${f.unit}`,
            f.threshold === null ? '—' : f.key ? <Link to={`/parameters/${f.key}`}>{f.threshold}</Link> : f.threshold,
          ])}
        />
      </Section>
      {data.orders.length > 0 && (
        <Section title={t('oversight.orders')}>
          <PlainTable
            label={t('oversight.orders')}
            head={(['time', 'account', 'side', 'price', 'tonnes', 'cancelled'] as const).map(k =>
              t(`oversight.col.${k}` as TextKey),
            )}
            rows={data.orders.map(o => [
              chinaTime(o.at),
              o.account,
              t(`order.${o.side}` as TextKey),
              price(o.priceFen),
              fullTonnes(o.tonnes),
              o.cancelledAt ? chinaTime(o.cancelledAt) : '—',
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

/** The day's price trade by trade, with the trades of the alert marked. */
function DayChart({ data }: { data: AlertAnswer }) {
  const { t } = useText();
  const { palette } = useSettings();
  const marked = useMemo(() => new Set(data.trades.map(x => x.id)), [data]);
  const option = useMemo<ChartOption>(
    () => ({
      grid: { left: 48, right: 16, top: 30, bottom: 28 },
      xAxis: nameAxis(palette, data.day.map(x => chinaTime(x.at).slice(11, 16))),
      yAxis: { ...valueAxis(palette, t('oversight.axis')), scale: true },
      series: [
        {
          type: 'line',
          step: 'end',
          name: t('oversight.col.price'),
          showSymbol: false,
          data: data.day.map(x => x.priceFen / 100),
        },
        {
          type: 'line',
          name: t('oversight.marked'),
          lineStyle: { width: 0 },
          symbol: 'diamond',
          symbolSize: 10,
          itemStyle: { color: '#b42318' },
          data: data.day.map(x => (marked.has(x.id) ? x.priceFen / 100 : null)),
        },
      ],
    }),
    [data, marked, palette, t],
  );
  if (data.day.length === 0) return null;
  return (
    <ChartFrame
      title={t('oversight.chart', { date: data.alert.date, count: data.trades.length })}
      height={height}
      source={t('oversight.chart.source')}
      head={[t('oversight.col.time'), t('oversight.col.price'), t('oversight.col.tonnes')]}
      rows={() => data.day.map(x => [chinaTime(x.at), price(x.priceFen), fullTonnes(x.tonnes)])}
    >
      <EChart option={option} height={height} label={t('oversight.chart', { date: data.alert.date, count: marked.size })} />
    </ChartFrame>
  );
}

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
