import { useEffect, useMemo } from 'react';
import { Link, useSearchParams } from 'react-router';
import { useText } from '../i18n/text';

const marked = 'pointed';

/** A link to fields of a page, which are marked there and brought into view. */
export function pointedPath(page: string, places: readonly string[], alert: number): string {
  const query = new URLSearchParams(places.map(place => ['at', place]));
  query.set('alert', String(alert));
  return `${page}?${query.toString()}`;
}

/** The fields the address asks to see; they carry their names as `data-place`, several apart by spaces. */
export function usePlaces(): { places: string[]; alert: string | null } {
  const [parameters] = useSearchParams();
  return useMemo(() => ({ places: parameters.getAll('at'), alert: parameters.get('alert') }), [parameters]);
}

const found = (place: string) =>
  [...document.querySelectorAll<HTMLElement>('[data-place]')].filter(one =>
    (one.dataset.place ?? '').split(' ').includes(place),
  );

/** Marks the fields the address names as soon as they are on the page, brings the first into view, and says which
 *  alert led here. */
export function PointedNote({ ready }: { ready: boolean }) {
  const { t } = useText();
  const { places, alert } = usePlaces();
  useEffect(() => {
    if (!ready || places.length === 0) return;
    const watch = new MutationObserver(() => look());
    const look = () => {
      const fields = places.flatMap(found);
      if (fields.length === 0) return;
      watch.disconnect();
      for (const field of fields) field.classList.add(marked);
      const first = fields[0];
      if (!first) return;
      for (let box = first.parentElement; box; box = box.parentElement)
        if (box instanceof HTMLDetailsElement) box.open = true;
      first.scrollIntoView({ block: 'center' });
      first.tabIndex = -1;
      first.focus({ preventScroll: true });
    };
    // The fields may come after the page: further answers, or a step of a form.
    watch.observe(document.body, { childList: true, subtree: true });
    look();
    return () => {
      watch.disconnect();
      for (const field of document.querySelectorAll(`.${marked}`)) field.classList.remove(marked);
    };
  }, [ready, places]);
  if (alert === null) return null;
  return (
    <p className="caution" role="status">
      {t('checks.pointed')} <Link to={`/mrv/alerts/${alert}`}>{t('checks.alertNo', { number: alert })}</Link>
    </p>
  );
}
