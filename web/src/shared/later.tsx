import { lazy, useEffect, type ComponentType, type LazyExoticComponent } from 'react';
import { useText } from '../i18n/text';

/** A part of the program could not be fetched: the line is lost, or the server has a newer version. */
export class NotFetched extends Error {
  constructor(cause: unknown) {
    super('A part of the program could not be fetched.', { cause });
    this.name = 'NotFetched';
  }
}

/** Pauses before a page is asked for again, in milliseconds: whoever clicked waits. */
const forPage = [300, 1_000];
/** The same for a part of a page that already stands. */
const forPart = [300, 1_000, 2_000, 4_000, 8_000];

/** Fetches a part of the program; one that does not come is asked for again after each of the pauses. */
export async function fetched<T>(load: () => Promise<T>, pauses: readonly number[] = forPage): Promise<T> {
  for (const pause of pauses) {
    try {
      return await load();
    } catch {
      await new Promise(resolve => setTimeout(resolve, pause));
    }
  }
  try {
    return await load();
  } catch (cause) {
    throw new NotFetched(cause);
  }
}

/** Calls back when the browser has its line again; nothing while `waits` is false. */
export function useLineBack(waits: boolean, back: () => void): void {
  useEffect(() => {
    if (!waits) return;
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [waits, back]);
}

/** A part of a page that is fetched when it is first shown. If it does not come, its place says so; the page stands. */
export function later<P>(load: () => Promise<{ default: ComponentType<P> }>): LazyExoticComponent<ComponentType<P>> {
  const asked = () => lineThere().then(load);
  return lazy(() => fetched(asked, forPart).catch(() => ({ default: Missing as ComponentType<P> })));
}

/** Without a line nothing is asked for, and nothing counts as asked. */
const lineThere = () =>
  new Promise<void>(resolve => {
    if (navigator.onLine) resolve();
    else window.addEventListener('online', () => resolve(), { once: true });
  });

const again = () => location.reload();

function Missing() {
  const { t } = useText();
  return (
    <p role="status" className="muted">
      {t('lost.part')}{' '}
      <button type="button" className="why" onClick={again}>
        {t('state.again')}
      </button>
    </p>
  );
}
