import type { MonthHit } from '../api/types';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';

/** What the checks say of one field, beside it while it is typed. */
export function FieldHits({ hits, place }: { hits: MonthHit[]; place: string }) {
  const { t, say } = useText();
  const own = hits.filter(one => one.places.includes(place));
  if (own.length === 0) return null;
  return (
    <div role="status">
      <ul className="field-hits">
        {own.map(one => (
          <li key={`${one.check} ${one.subject}`}>
            <Mark tone={one.severity === 'block' ? 'bad' : 'warn'}>{t(`checks.severity.${one.severity}`)}</Mark>{' '}
            <span className="figures">{one.check}</span> {say(one.says)}
          </li>
        ))}
      </ul>
    </div>
  );
}
