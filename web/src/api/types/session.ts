import type { Text } from './common';

export type Role =
  | 'company'
  | 'institution'
  | 'individual'
  | 'regulator'
  | 'verifier'
  | 'exchange'
  | 'registry'
  | 'clearing'
  | 'auditor'
  | 'expert'
  | 'city'
  | 'enterprise'
  | 'administrator';

/** `GET /session`; 200 also for the anonymous, who have `signedIn: false` and nulls. */
export interface Session {
  signedIn: boolean;
  user: string | null;
  displayName: Text | null;
  role: Role | null;
  organisation: Organisation | null;
  /** True when the server offers `/demo-users`. */
  demo: boolean;
}

export interface Organisation {
  id: string;
  name: Text;
  /** Registration account of the organisation, e.g. `0000000195`; null when it has none. */
  account: string | null;
  /** True when the organisation owes allowances (has a compliance page). */
  covered: boolean;
}

/** `POST /session`; answers `Session` and sets the cookie, or 401 `session.wrong_credentials`. */
export interface SignIn {
  user: string;
  password: string;
}

/** `GET /demo-users` → `Page<DemoUser>`; 404 outside demo mode. */
export interface DemoUser {
  user: string;
  password: string;
  displayName: Text;
  role: Role;
  organisation: Text | null;
  /** What this person can be used to try, one sentence. */
  purpose: Text;
}

/** `POST /users/{user}/invitation`: a one-time code for a representative who has no sign-in. The code is told only here. */
export interface Invitation {
  user: string;
  name: Text;
  organisation: Text;
  code: string;
  until: string;
}

/** `POST /session/invitation`; answers `Session` and sets the cookie. */
export interface FirstSignIn {
  code: string;
  user: string;
  password: string;
  contact: string;
}
