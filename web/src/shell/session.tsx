import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
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
  const ask = useCallback(
    () => read<Session>('/session').then(setSession, () => setSession(before => before ?? anonymous)),
    [],
  );
  useEffect(() => void ask(), [ask]);

  const signIn = useCallback(async (credentials: SignIn) => {
    const answer = await write<Session>('POST', '/session', credentials, newIdempotencyKey());
    setSession(answer);
    return answer;
  }, []);
  const signOut = useCallback(async () => {
    await write<unknown>('DELETE', '/session', undefined, newIdempotencyKey());
    await ask();
  }, [ask]);

  const control = useMemo(() => ({ session, signIn, signOut }), [session, signIn, signOut]);
  return <SessionContext.Provider value={control}>{children}</SessionContext.Provider>;
}

export function useSession(): SessionControl {
  const control = useContext(SessionContext);
  if (!control) throw new Error('useSession is used outside SessionProvider.');
  return control;
}
