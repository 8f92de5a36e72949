import { grouped, percentOf } from '../format/numbers';
import { useText } from '../i18n/text';

/** A legal value with its unit; one that may not be used yet says so. */
export function RuleFigure({ rule }: { rule: { value: string | null; unit: string } }) {
  const { t } = useText();
  if (rule.value === null) return <span className="muted">{t('rules.unusable')}</span>;
  const share = rule.unit === 'share' ? percentOf(rule.value) : null;
  return (
    <span className="figures rule-value" title={share ? rule.value : undefined}>
      {share ?? grouped(rule.value)} {!share && rule.unit && <span className="unit">{rule.unit}</span>}
    </span>
  );
}

export function Interval({ from, through }: { from: string | null; through: string | null }) {
  const { t } = useText();
  return (
    <span className="figures muted nowrap">
      {from ?? t('rules.always')} — {through ?? t('rules.open')}
    </span>
  );
}
