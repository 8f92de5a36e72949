import type { DealModes, ModeTerms } from '../api/types';
import { fullTonnes, percentOf, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Why } from '../shared/why';

/** What each mode allows today, with the rule behind every figure. */
export function ModesTable({ answer }: { answer: DealModes }) {
  const { t } = useText();
  return (
    <dl className="modes">
      {answer.modes.map(mode => (
        <div key={mode.mode} className="mode">
          <dt>{t(`deal.mode.${mode.mode}`)}</dt>
          <dd className="mode-what">{t(`deal.mode.${mode.mode}.help`)}</dd>
          {mode.problem ? <Unavailable mode={mode} /> : <Terms mode={mode} />}
        </div>
      ))}
    </dl>
  );
}

function Unavailable({ mode }: { mode: ModeTerms }) {
  const { say } = useText();
  return <dd className="muted small">{mode.problem && say(mode.problem)}</dd>;
}

function Terms({ mode }: { mode: ModeTerms }) {
  const { t, language } = useText();
  const share = (value: number) => percentOf(String(value)) ?? '—';
  return (
    <>
      {mode.range && (
        <dd>
          <Why reason={{ ruleKey: mode.limitRuleKey }}>
            <span className="figures">
              {price(mode.range.lowFen)} – {price(mode.range.highFen)} {priceUnit(language)}
            </span>
          </Why>
          <span className="fact-note">
            {t('deal.rangeOf', {
              limit: share(mode.range.limit),
              date: mode.range.closeDate,
              close: price(mode.range.closeFen),
            })}
          </span>
        </dd>
      )}
      <dd className="small">
        {t(mode.mode === 'block' ? 'deal.hours' : 'deal.sessions', { from: mode.from?.slice(0, 5) ?? '—', until: mode.until?.slice(0, 5) ?? '—' })}
        {mode.leastTonnes !== null && ` · ${t('deal.least', { tonnes: fullTonnes(mode.leastTonnes) })}`}
        {mode.belowTonnes !== null && ` · ${t('deal.below', { tonnes: fullTonnes(mode.belowTonnes) })}`}
        {mode.levels !== null && ` · ${t('deal.levels', { levels: mode.levels })}`}
      </dd>
      <dd className="small">
        <Why reason={{ ruleKey: mode.feeRuleKey }}>
          {t('deal.fees', { buyer: share(mode.buyerFee), seller: share(mode.sellerFee) })}
        </Why>
      </dd>
      <dd className="small">
        <CitationLink citation={mode.citation} />
      </dd>
    </>
  );
}
