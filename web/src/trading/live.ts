import { useEffect, useRef, useState } from 'react';
import { apiUrl } from '../api/client';
import type { Gap, Heartbeat } from '../api/types';

/** How the line stands: what is shown is of now; or it was broken; or something was lost and a snapshot replaced it. */
export type LineState = 'connecting' | 'live' | 'reconnecting' | 'recovered';

export interface Live<T> {
  state: T | null;
  line: LineState;
  /** The market's clock and session at the last heartbeat. */
  beat: Heartbeat | null;
  /** How often a snapshot has replaced lost data. */
  recoveries: number;
}

interface Numbered {
  sequence: number;
}

/** How a stream's events become a state. */
export interface Follower<T, S extends Numbered, U extends Numbered> {
  start: (snapshot: S, before: T | null) => T;
  apply: (state: T, update: U) => T;
  /** A further event of the stream. */
  also?: { event: string; apply: (state: T, data: never) => T };
}

export interface LineOptions {
  /** Keeps the line while nobody looks at the page; otherwise it is let go, and taken up again after its number. */
  staysHidden?: boolean;
  /** The server answered, and did not open the line. */
  refused?: () => void;
}

/** A line without a sign of life for so long is taken for broken; the server beats every five seconds. */
const silence = 14_000;
const firstPause = 500;
const longestPause = 5_000;
const recoveredShown = 8_000;

/**
 * Follows a numbered stream: a snapshot, then changes without a hole. A broken line is taken up again after the last
 * number; when data was lost, a snapshot replaces the state and the line says so for a while.
 */
export function useLive<T, S extends Numbered, U extends Numbered>(
  path: string | null,
  follower: Follower<T, S, U>,
  { staysHidden = false, refused }: LineOptions = {},
): Live<T> {
  const [shown, setShown] = useState<Live<T>>({ state: null, line: 'connecting', beat: null, recoveries: 0 });
  const how = useRef(follower);
  how.current = follower;
  const stays = useRef(staysHidden);
  stays.current = staysHidden;
  const told = useRef(refused);
  told.current = refused;

  useEffect(() => {
    if (path === null) return;
    let now: Live<T> = { state: null, line: 'connecting', beat: null, recoveries: 0 };
    let last: number | null = null;
    let lost = false;
    let heard = Date.now();
    let pause = firstPause;
    let source: EventSource | null = null;
    let drawing = 0;
    let retry = 0;
    let calm = 0;

    const draw = () => {
      drawing ||= requestAnimationFrame(() => {
        drawing = 0;
        setShown(now);
      });
    };
    const change = (part: Partial<Live<T>>) => {
      now = { ...now, ...part };
      draw();
    };
    const recovered = () => {
      change({ line: 'recovered', recoveries: now.recoveries + 1 });
      clearTimeout(calm);
      calm = window.setTimeout(() => now.line === 'recovered' && change({ line: 'live' }), recoveredShown);
    };
    const unseen = () => document.visibilityState === 'hidden' && !stays.current;
    const breakOff = () => {
      source?.close();
      source = null;
      clearTimeout(retry);
      if (now.state !== null) change({ line: 'reconnecting' });
      if (unseen()) return;
      retry = window.setTimeout(open, pause);
      pause = Math.min(pause * 2, longestPause);
    };
    const on = <D>(name: string, take: (data: D) => void) =>
      source!.addEventListener(name, event => {
        heard = Date.now();
        take(JSON.parse((event as MessageEvent<string>).data) as D);
      });

    function open() {
      clearTimeout(retry);
      source?.close();
      source = null;
      if (unseen()) return;
      heard = Date.now();
      source = new EventSource(apiUrl(path!, { after: last }));
      source.onerror = () => {
        if (source?.readyState === EventSource.CLOSED) told.current?.();
        breakOff();
      };
      source.onopen = () => {
        heard = Date.now();
        pause = firstPause;
        if (now.line === 'reconnecting') change({ line: 'live' });
      };
      on<Gap>('gap', () => (lost = true));
      on<S>('snapshot', snapshot => {
        last = snapshot.sequence;
        now = { ...now, state: how.current.start(snapshot, now.state) };
        if (lost) recovered();
        else change({ line: 'live' });
        lost = false;
      });
      on<U>('update', update => {
        if (now.state === null || last === null || update.sequence !== last + 1) {
          // A hole that the server did not tell of: ask for everything.
          last = null;
          lost = true;
          breakOff();
          return;
        }
        last = update.sequence;
        change({ state: how.current.apply(now.state, update) });
      });
      on<Heartbeat>('heartbeat', beat => change({ beat }));
      const also = how.current.also;
      if (also) on<never>(also.event, data => now.state !== null && change({ state: also.apply(now.state, data) }));
    }

    const offline = () => breakOff();
    // A browser has six lines to a server, for all its tabs: a page that nobody sees takes none.
    const looked = () => {
      if (!unseen()) {
        if (source === null) open();
        return;
      }
      source?.close();
      source = null;
      clearTimeout(retry);
    };
    // The event that tells of the lost line can go missing; its silence, or the browser's own word, does not.
    const watch = setInterval(
      () => source && (!navigator.onLine || Date.now() - heard > silence) && breakOff(),
      2_000,
    );
    window.addEventListener('offline', offline);
    window.addEventListener('online', open);
    document.addEventListener('visibilitychange', looked);
    open();
    return () => {
      window.removeEventListener('offline', offline);
      window.removeEventListener('online', open);
      document.removeEventListener('visibilitychange', looked);
      clearInterval(watch);
      clearTimeout(retry);
      clearTimeout(calm);
      cancelAnimationFrame(drawing);
      source?.close();
    };
  }, [path]);
  return shown;
}
