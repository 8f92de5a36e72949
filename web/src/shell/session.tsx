import { createContext, useCallback, useContext, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { ask } from '../api/ask';
import { newIdempotencyKey, read, write } from '../api/client';
import type { Session, SignIn } from '../api/types';

interface SessionControl {
  /** Null until the server has said who we are. */
  session: Session | null;
  signIn: (credentials: SignIn) => Promise<Session>;
  signOut: () => Promise<void>;
}

const anonymous: Session = {
  signedIn: false,
  user: null,
  displayName: null,
  role: null,
  organisation: null,
  demo: false,
};
const SessionContext = createContext<SessionControl | null>(null);

export function SessionProvider({ children }: { children: ReactNode }) {
  const [session, setSession] = useState<Session | null>(null);
  const drop = useRef<() => void>(undefined);
  useEffect(() => {
    drop.current = ask(
      signal => read<Session>('/session', {}, signal),
      setSession,
      () => setSession(before => before ?? anonymous),
    );
    return drop.current;
  }, []);

  // Once somebody has signed in or out, an answer to who he was before counts no more.
  const signIn = useCallback(async (credentials: SignIn) => {
    const answer = await write<Session>('POST', '/session', credentials, newIdempotencyKey());
    drop.current?.();
    setSession(answer);
    return answer;
  }, []);
  const signOut = useCallback(async () => {
    const answer = await write<Session>('DELETE', '/session', undefined, newIdempotencyKey());
    drop.current?.();
    setSession(answer);
  }, []);

  const control = useMemo(() => ({ session, signIn, signOut }), [session, signIn, signOut]);
  return <SessionContext.Provider value={control}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('useSession is used outside SessionProvider.');
  return control;
}
