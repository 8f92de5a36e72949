import type { CapComposition } from '../api/types';
import { percent } from '../format/numbers';
import { useText } from '../i18n/text';
import { ShortTonnes } from '../shared/figures';
import { decisionOf } from '../shared/why';

/** The cap as one bar of its three parts. */
export function CapBar({ cap }: { cap: CapComposition }) {
  const { t } = useText();
  const parts = [
    { label: t('cap.initial'), tonnes: cap.initial },
    { label: t('cap.newEntrant'), tonnes: cap.newEntrantReserve },
    { label: t('cap.government'), tonnes: cap.governmentReserve },
  ];
  return (
    <>
      <p className="headline">
        <ShortTonnes value={cap.total} why={decisionOf(cap.position)} />
      </p>
      <div className="parts" aria-hidden>
        {parts.map((part, i) => (
          <span
            key={part.label}
            style={{ flexGrow: Math.max(part.tonnes, cap.total / 200), background: `var(--series-${i})` }}
          />
        ))}
      </div>
      <ul className="legend">
        {parts.map((part, i) => (
          <li key={part.label}>
            <span className="swatch" style={{ background: `var(--series-${i})` }} aria-hidden />
            <span>{part.label}</span>
            <span className="figures">
              <ShortTonnes value={part.tonnes} /> <span className="muted">{percent(part.tonnes, cap.total)}</span>
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
