import type { ObligationNow } from '../api/types';
import { vintageSeries } from '../charts/option';
import { useText } from '../i18n/text';
import { Fact, FullTonnes, Price, ShortMoney, ShortTonnes } from '../shared/figures';
import { Nothing } from '../shared/states';

interface Part {
  key: string;
  label: string;
  tonnes: number;
  colour: string;
  gap?: boolean;
}

/** Verified emissions against what has been and could be surrendered: one bar as long as the obligation or the means. */
export function ObligationGauge({ now }: { now: ObligationNow }) {
  const { t } = useText();
  if (now.due === null) return <Nothing title={t('gauge.notYet')}>{t('gauge.notYet.help')}</Nothing>;
  const usableOffsets = Math.min(now.offsetsHeld, Math.max(0, (now.offsetCap ?? 0) - now.offsetsUsed));
  const parts: Part[] = [
    { key: 'done', label: t('gauge.surrendered'), tonnes: now.surrenderedAllowances, colour: 'var(--series-0)' },
    { key: 'offsets', label: t('gauge.offsetsUsed'), tonnes: now.offsetsUsed, colour: 'var(--series-3)' },
    ...now.holdings.map((holding, i) => ({
      key: `v${holding.vintage}`,
      label: t('gauge.held', { vintage: holding.vintage }),
      tonnes: holding.tonnes,
      colour: `var(--series-${vintageSeries(i)})`,
    })),
    { key: 'usable', label: t('gauge.offsetsUsable'), tonnes: usableOffsets, colour: 'var(--series-5)' },
    { key: 'gap', label: t('gauge.gap'), tonnes: now.gap ?? 0, colour: '', gap: true },
  ].filter(part => part.tonnes > 0);
  const means = parts.reduce((sum, part) => sum + part.tonnes, 0);
  const length = Math.max(now.due, means, 1);
  return (
    <div className="gauge">
      <div className="gauge-scale">
        <div className="gauge-bar" role="img" aria-label={parts.map(p => `${p.label} ${p.tonnes} t`).join(', ')}>
          {parts.map(part => (
            <span
              key={part.key}
              className={part.gap ? 'gauge-gap' : undefined}
              style={{ width: `${(part.tonnes / length) * 100}%`, background: part.gap ? undefined : part.colour }}
            />
          ))}
        </div>
        <div className="gauge-due" style={{ left: `${(now.due / length) * 100}%` }} aria-hidden />
      </div>
      <ul className="legend legend-wide">
        {parts.map(part => (
          <li key={part.key}>
            <span
              className={part.gap ? 'swatch gauge-gap' : 'swatch'}
              style={{ background: part.gap ? undefined : part.colour }}
              aria-hidden
            />
            <span>{part.label}</span>
            <span>
              <FullTonnes value={part.tonnes} unit />
            </span>
          </li>
        ))}
      </ul>
      <dl className="facts">
        <Fact label={t('compliance.due')}>
          <ShortTonnes value={now.due} />
        </Fact>
        <Fact label={t('gauge.offsetRoom')} note={t('gauge.used', { tonnes: now.offsetsUsed.toLocaleString('en-US') })}>
          <ShortTonnes value={now.offsetCap} />
        </Fact>
        <Fact label={t('gauge.gap')}>
          <ShortTonnes value={now.gap} />
        </Fact>
        <Fact label={t('gauge.cost')} note={now.priceFen === null ? '' : <Price value={now.priceFen} />}>
          <ShortMoney value={now.gapCostFen} />
        </Fact>
      </dl>
    </div>
  );
}
