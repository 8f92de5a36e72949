import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ask } from '../api/ask';
import { newIdempotencyKey, read, signInRequired, write } from '../api/client';
import type { FirstSignIn, Session, SignIn } from '../api/types';
import { useLineBack } from '../shared/later';

interface SessionControl {
  /** Null until the server has said who we are. */
  session: Session | null;
  signIn: (credentials: SignIn) => Promise<Session>;
  /** Makes one's sign-in with the code of an invitation, and signs in. */
  accept: (invitation: FirstSignIn) => Promise<Session>;
  signOut: () => Promise<void>;
  /** Asks again who is signed in: the server took somebody for a stranger. */
  check: () => void;
}

/** As long as the server cannot be asked, somebody is nobody. */
const nobody: Session = {
  signedIn: false,
  user: null,
  displayName: null,
  role: null,
  organisation: null,
  demo: false,
};
const same = (a: Session | null, b: Session) => JSON.stringify(a) === JSON.stringify(b);
const SessionContext = createContext<SessionControl | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  const drop = useRef<() => void>(undefined);
  const whoAmI = useCallback(() => {
    drop.current?.();
    drop.current = ask(
      signal => read<Session>('/session', {}, signal),
      answer => setSession(before => (same(before, answer) ? before : answer)),
      () => setSession(before => before ?? nobody),
    );
  }, []);
  useEffect(() => {
    whoAmI();
    return () => drop.current?.();
  }, [whoAmI]);
  useLineBack(session === nobody, whoAmI);
  // All tabs of a browser have one session: who signs in or out in one of them does so in all.
  const tabs = useRef<BroadcastChannel>(undefined);
  useEffect(() => {
    const channel = (tabs.current = new BroadcastChannel('chutan.session'));
    channel.onmessage = whoAmI;
    window.addEventListener(signInRequired, whoAmI);
    return () => {
      channel.close();
      window.removeEventListener(signInRequired, whoAmI);
    };
  }, [whoAmI]);

  // Once somebody has signed in or out, an answer to who he was before counts no more.
  const enter = useCallback(async (path: string, body: unknown) => {
    const answer = await write<Session>('POST', path, body, newIdempotencyKey());
    drop.current?.();
    setSession(answer);
    tabs.current?.postMessage(null);
    return answer;
  }, []);
  const signIn = useCallback((credentials: SignIn) => enter('/session', credentials), [enter]);
  const accept = useCallback((invitation: FirstSignIn) => enter('/session/invitation', invitation), [enter]);
  const signOut = useCallback(async () => {
    const answer = await write<Session>('DELETE', '/session', undefined, newIdempotencyKey());
    drop.current?.();
    setSession(answer);
    tabs.current?.postMessage(null);
  }, []);

  const control = useMemo(
    () => ({ session, signIn, accept, signOut, check: whoAmI }),
    [session, signIn, accept, signOut, whoAmI],
  );
  return <SessionContext.Provider value={control}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('useSession is used outside SessionProvider.');
  return control;
}
