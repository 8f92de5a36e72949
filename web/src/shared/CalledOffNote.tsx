import { Link } from 'react-router';
import type { CalledOff } from '../api/types';
import { chinaTime } from '../format/dates';
import { currency, fullTonnes, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from './marks';

/** Why something was called off: the reason, who, when, under which law, and what became free with it. */
export function CalledOffNote({ end }: { end: CalledOff }) {
  const { t, say, language } = useText();
  return (
    <div className="caution" role="note">
      <p>
        <strong>{t('calledOff.title')}</strong>
        {end.reason && <> · {say(end.reason)}</>}
      </p>
      <p className="small">
        {t('calledOff.by', { by: say(end.by), at: chinaTime(end.instant) })}
        {' · '}
        {t('calledOff.released', {
          tonnes: fullTonnes(end.releasedTonnes),
          money: `${yuan(end.releasedFen)} ${currency(language)}`,
          count: end.released,
        })}
      </p>
      <p className="small">
        {t('refusal.under')} <CitationLink citation={end.citation} /> ·{' '}
        <Link to={`/journal/${end.position}`}>{t('why.record', { position: end.position })}</Link>
      </p>
    </div>
  );
}
