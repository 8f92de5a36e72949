import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Suspense, useEffect, useState } from 'react';
import { Link, NavLink, Outlet, ScrollRestoration, useLocation, useNavigation } from 'react-router';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { WhyDrawer } from '../shared/why';
import { Account } from './Account';
import { Preferences } from './Preferences';
import { useSession } from './session';

const places: { to: string; key: TextKey; also?: string[] }[] = [
  { to: '/', key: 'nav.market' },
  { to: '/prices', key: 'nav.prices' },
  { to: '/trading', key: 'nav.trading' },
  { to: '/deals', key: 'nav.deals' },
  { to: '/auctions', key: 'nav.auctions' },
  { to: '/compliance', key: 'nav.compliance', also: ['/entities'] },
  { to: '/notices', key: 'nav.notices' },
  { to: '/units', key: 'nav.units' },
  { to: '/rules', key: 'nav.rules', also: ['/parameters', '/methodologies'] },
  { to: '/journal', key: 'nav.journal' },
  { to: '/oversight', key: 'nav.oversight' },
  { to: '/report', key: 'nav.report' },
];

function Navigation({ label }: { label: string }) {
  const { t } = useText();
  const { pathname } = useLocation();
  const { session } = useSession();
  const shown = session?.signedIn ? [...places, { to: '/workspace', key: 'nav.workspace' as TextKey }] : places;
  return (
    <nav aria-label={label} className="nav">
      {shown.map(place => {
        const also = 'also' in place && place.also?.some(prefix => pathname.startsWith(prefix));
        return (
          <NavLink
            key={place.to}
            to={place.to}
            end={place.to === '/'}
            className={({ isActive }) => (isActive || also ? 'active' : '')}
          >
            {t(place.key)}
          </NavLink>
        );
      })}
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
            <Navigation label={t('nav.main')} />
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
        <Suspense>
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
