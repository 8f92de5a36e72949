import type { Session } from '../src/api/types';

/** A session that follows sign-in and sign-out without looking at the password. */
export function session(): (method: string) => Session {
  let signedIn = false;
  return method => {
    if (method === 'POST') signedIn = true;
    if (method === 'DELETE') signedIn = false;
    return signedIn
      ? {
          signedIn,
          user: 'hb-0001',
          displayName: { zh: '交易员 李清', en: 'Li Qing, trader' },
          role: 'company',
          organisation: {
            id: 'E0001',
            name: { zh: '楚江一号水泥有限公司', en: 'Chujiang Cement No. 1 Ltd' },
            account: '1000000123',
            covered: true,
          },
          demo: true,
        }
      : { signedIn, user: null, displayName: null, role: null, organisation: null, demo: true };
  };
}
