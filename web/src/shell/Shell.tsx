import { DownOutlined, MenuOutlined } from '@ant-design/icons';
import { Button, Drawer, Popover } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import type { Operation, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { WhyDrawer } from '../shared/why';
import { Account } from './Account';
import { Preferences } from './Preferences';
import { useSession } from './session';

interface Place {
  to: string;
  key: TextKey;
  also?: string[];
  /** Behind "more" where the header is narrow: what is looked up rather than watched. */
  more?: boolean;
}

const places: Place[] = [
  { to: '/', key: 'nav.market' },
  { to: '/prices', key: 'nav.prices', also: ['/indices'] },
  { to: '/trading', key: 'nav.trading' },
  { to: '/deals', key: 'nav.deals' },
  { to: '/auctions', key: 'nav.auctions' },
  { to: '/compliance', key: 'nav.compliance', also: ['/entities'] },
  { to: '/notices', key: 'nav.notices' },
  { to: '/oversight', key: 'nav.oversight' },
  { to: '/verification', key: 'nav.verification', also: ['/supervision'], more: true },
  { to: '/units', key: 'nav.units', more: true },
  { to: '/rules', key: 'nav.rules', also: ['/parameters'], more: true },
  { to: '/methodologies', key: 'nav.methodologies', also: ['/rule-sets'], more: true },
  { to: '/mrv/reports', key: 'nav.annual', also: ['/mrv'], more: true },
  { to: '/journal', key: 'nav.journal', more: true },
  { to: '/report', key: 'nav.report', more: true },
];

/** Who keeps or reads companies' inventories: they find them without unfolding anything. */
const accountants = ['enterprise', 'company', 'institution', 'regulator', 'city', 'auditor'];

function Navigation({ label, folded = false }: { label: string; folded?: boolean }) {
  const { t } = useText();
  const { pathname } = useLocation();
  const { session } = useSession();
  const accounting: Place = {
    to: '/accounting',
    key: 'nav.accounting',
    more: !accountants.includes(session?.role ?? ''),
  };
  const operations = useApi<Page<Operation>>(session?.signedIn ? '/operations' : null, { size: 1 });
  const desk: Place[] = operations.data?.total ? [{ to: '/operations', key: 'nav.operations', more: true }] : [];
  const shown: Place[] = session?.signedIn
    ? [...places, accounting, ...desk, { to: '/workspace', key: 'nav.workspace' }]
    : [...places, accounting];
  const isAt = (place: Place) =>
    [place.to, ...(place.also ?? [])].some(to => (to === '/' ? pathname === '/' : pathname.startsWith(to)));
  const link = (place: Place) => (
    <NavLink
      key={place.to}
      to={place.to}
      end={place.to === '/'}
      className={({ isActive }) => (isActive || isAt(place) ? 'active' : '')}
    >
      {t(place.key)}
    </NavLink>
  );
  const [open, setOpen] = useState(false);
  const behind = folded ? shown.filter(place => place.more) : [];
  const here = behind.find(isAt);
  return (
    <nav aria-label={label} className="nav">
      {shown.filter(place => !behind.includes(place)).map(link)}
      {behind.length > 0 && (
        <Popover
          trigger="click"
          placement="bottomLeft"
          open={open}
          onOpenChange={setOpen}
          content={
            <div className="nav nav-behind" onClick={() => setOpen(false)}>
              {behind.map(link)}
            </div>
          }
        >
          <button type="button" className={here ? 'nav-more active' : 'nav-more'} aria-expanded={open}>
            {t(here?.key ?? 'nav.more')} <DownOutlined aria-hidden />
          </button>
        </Popover>
      )}
    </nav>
  );
}

/** Header, navigation, the page, footer; the same around every page. */
export function Shell() {
  const { t } = useText();
  const { pathname } = useLocation();
  const [menu, setMenu] = useState(false);
  const moving = useNavigation().state === 'loading';
  useEffect(() => setMenu(false), [pathname]);
  return (
    <>
      <a className="skip" href="#main">
        {t('nav.skip')}
      </a>
      <header className="top">
        <div className="top-inner">
          <Link to="/" className="brand" aria-label={t('brand.full')}>
            <img src="/favicon.svg" alt="" width="26" height="26" />
            <span className="brand-name">{t('brand.name')}</span>
            <span className="brand-sub">{t('brand.sub')}</span>
          </Link>
          <div className="top-nav">
            <Navigation label={t('nav.main')} folded />
          </div>
          <div className="top-tools">
            <Preferences />
            <Account />
            <Button
              className="menu-button"
              type="text"
              icon={<MenuOutlined aria-hidden />}
              aria-label={t('nav.menu')}
              aria-expanded={menu}
              onClick={() => setMenu(true)}
            />
          </div>
        </div>
        {moving && <div className="moving" role="progressbar" aria-label={t('state.loading')} />}
      </header>
      <Drawer
        open={menu}
        onClose={() => setMenu(false)}
        width="min(300px, 80vw)"
        title={t('brand.name')}
        closable={{ 'aria-label': t('action.close') }}
        className="menu-drawer"
      >
        <Navigation label={t('nav.menu')} />
      </Drawer>
      <main id="main" tabIndex={-1}>
        <Suspense fallback={<div className="page-coming" />}>
          <Outlet />
        </Suspense>
      </main>
      <footer className="foot">
        <span>{t('foot.what')}</span>
        <a href="/api/v1/openapi.json">{t('foot.api')}</a>
        <span>
          {t('foot.charts')} <a href="https://www.tradingview.com/">TradingView Lightweight Charts™</a>
        </span>
      </footer>
      <WhyDrawer />
      <ScrollRestoration />
    </>
  );
}
