import { useEffect, useState } from 'react';

const narrow = '(max-width: 719px)';

/** True on screens where tables become cards. */
export function usePhone(): boolean {
  const [phone, setPhone] = useState(() => matchMedia(narrow).matches);
  useEffect(() => {
    const query = matchMedia(narrow);
    const changed = (event: MediaQueryListEvent) => setPhone(event.matches);
    query.addEventListener('change', changed);
    return () => query.removeEventListener('change', changed);
  }, []);
  return phone;
}
