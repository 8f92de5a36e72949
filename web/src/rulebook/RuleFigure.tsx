import { useText } from '../i18n/text';
import { ruleWords } from './words';

/** A legal value with its unit; one that may not be used yet says so. */
export function RuleFigure({ rule }: { rule: { value: string | null; unit: string } }) {
  const { t, language } = useText();
  if (rule.value === null) return <span className="muted">{t('rules.unusable')}</span>;
  const { figure, unit } = ruleWords(rule.value, rule.unit, language);
  return (
    <span className="figures rule-value" title={figure === rule.value ? undefined : rule.value}>
      {figure} {unit && <span className="unit">{unit}</span>}
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
