import { Select } from 'antd';
import { useSearchParams } from 'react-router';
import type { Bulletin, BulletinLine, InstrumentLine, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime, dateWithWeekday } from '../format/dates';
import { fullTonnes, price } from '../format/numbers';
import { useText } from '../i18n/text';
import { RuleFigure } from '../rulebook/RuleFigure';
import { FileLink } from '../shared/FileLink';
import { Change, Fact, FullTonnes, Price, ShortMoney } from '../shared/figures';
import { CitationLink, Mark, StandingMark } from '../shared/marks';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Why } from '../shared/why';
import { useMode } from '../trading/words';

/** The published day of an instrument: its figures by mode, the rules behind them, and files. */
export function BulletinPanel() {
  const { t, say } = useText();
  const [parameters, setParameters] = useSearchParams();
  const instruments = useApi<Page<InstrumentLine>>('/market/instruments', { size: 100 });
  const code = parameters.get('instrument') ?? 'HBEA';
  const date = parameters.get('bulletin') ?? 'latest';
  const set = (name: string, value: string) =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.set(name, value);
        if (name === 'instrument') after.delete('bulletin');
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  const path = `/market/${encodeURIComponent(code)}`;
  const days = useApi<Page<BulletinLine>>(`${path}/bulletins`, { sort: '-date', size: 400 });
  const state = useApi<Bulletin>(`${path}/bulletins/${date}`);
  return (
    <Section
      title={t('bulletin.title')}
      actions={
        <>
          <FileLink path={`${path}/bulletins`} format="csv" />{' '}
          <FileLink path={`${path}/bulletins`} format="xlsx" />{' '}
          <FileLink path={`${path}/modes`} format="xlsx">
            {t('bulletin.byMode')} xlsx
          </FileLink>
        </>
      }
    >
      <div className="ledger-bar">
        <div className="ledger-filters">
          <Select
            aria-label={t('trading.instrument')}
            value={code}
            onChange={value => set('instrument', value)}
            popupMatchSelectWidth={false}
            options={(instruments.data?.items ?? []).map(one => ({
              value: one.code,
              label: `${one.code} ${say(one.name)}`,
            }))}
          />
          <Select
            showSearch
            aria-label={t('table.date')}
            className="filter"
            value={date === 'latest' ? (state.data?.day.date ?? '') : date}
            onChange={value => set('bulletin', value)}
            options={(days.data?.items ?? []).map(day => ({ value: day.date, label: day.date }))}
          />
        </div>
      </div>
      {state.problem?.code === 'http.not_found' ? (
        <Nothing title={t('bulletin.none')}>{t('bulletin.none.help')}</Nothing>
      ) : (
        <Answer state={state} rows={8}>
          {bulletin => <Document bulletin={bulletin} />}
        </Answer>
      )}
    </Section>
  );
}

function Document({ bulletin }: { bulletin: Bulletin }) {
  const { t, say, language } = useText();
  const mode = useMode();
  const { day } = bulletin;
  return (
    <>
      <p>
        <strong>
          {bulletin.instrument} {say(bulletin.name)}
        </strong>{' '}
        <span className="figures">{dateWithWeekday(day.date, language)}</span>{' '}
        {day.limitHit !== 'none' && <Mark tone="warn">{t(`bulletin.hit.${day.limitHit}`)}</Mark>}
      </p>
      <dl className="facts">
        <Fact label={t('market.close')} note={<Change now={day.closeFen} before={day.previousCloseFen} />}>
          <Why reason={{ position: day.position }}>{price(day.closeFen)}</Why>
        </Fact>
        {(
          [
            ['market.open', day.openFen],
            ['market.high', day.highFen],
            ['market.low', day.lowFen],
            ['market.vwap', day.vwapFen],
          ] as const
        ).map(([label, fen]) => (
          <Fact key={label} label={t(label)}>
            <Price value={fen} unit={false} />
          </Fact>
        ))}
        <Fact label={t('bulletin.band')}>
          <span className="figures">
            {price(day.limitDownFen)} – {price(day.limitUpFen)}
          </span>
        </Fact>
        <Fact label={t('bulletin.total')} note={t('market.trades', { count: day.trades })}>
          <FullTonnes value={day.totalVolume} unit />
        </Fact>
        <Fact label={t('market.turnover')}>
          <ShortMoney value={day.totalTurnoverFen} />
        </Fact>
        <Fact label={t('bulletin.orders')}>
          <span className="figures">{fullTonnes(day.orders)}</span>
        </Fact>
      </dl>
      {bulletin.modes.length > 0 && (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('bulletin.byMode')}>
          <table className="plain">
            <thead>
              <tr>
                <th scope="col">{t('tape.mode')}</th>
                {(['market.low', 'market.high', 'market.volumeT', 'market.turnover', 'market.tradesCount'] as const).map(
                  label => (
                    <th key={label} scope="col" className="right">
                      {t(label)}
                    </th>
                  ),
                )}
              </tr>
            </thead>
            <tbody>
              {bulletin.modes.map(line => (
                <tr key={line.mode}>
                  <td>{mode(line.mode)}</td>
                  <td className="figures right">{price(line.lowFen)}</td>
                  <td className="figures right">{price(line.highFen)}</td>
                  <td className="figures right">{fullTonnes(line.volume)}</td>
                  <td className="right">
                    <ShortMoney value={line.turnoverFen} />
                  </td>
                  <td className="figures right">{line.trades}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <h4>{t('bulletin.rules')}</h4>
      <ul className="rules-used">
        {bulletin.rules.map(rule => (
          <li key={rule.key}>
            <span>
              {say(rule.label)}{' '}
              <strong>
                <RuleFigure rule={rule} />
              </strong>{' '}
              <CitationLink citation={rule.citation} />{' '}
              <StandingMark standing={rule.standing} />
            </span>
          </li>
        ))}
      </ul>
      <p className="chart-source">
        {t('bulletin.published', { instant: chinaTime(bulletin.publishedAt) })}{' '}
        <span className="hash">SHA-256 {bulletin.tradeListHash}</span>
      </p>
    </>
  );
}
