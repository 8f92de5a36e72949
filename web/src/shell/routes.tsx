import { createBrowserRouter } from 'react-router';
import { Lost } from './Lost';
import { Shell } from './Shell';

/** A page in its own chunk: a visitor loads only what is opened. */
const page = (load: () => Promise<{ default: React.ComponentType }>) => async () => ({
  Component: (await load()).default,
});

export const router = createBrowserRouter([
  {
    path: '/',
    element: <Shell />,
    errorElement: <Lost />,
    hydrateFallbackElement: <div className="boot" />,
    children: [
      { index: true, lazy: page(() => import('../market/OverviewPage')) },
      { path: 'trading', lazy: page(() => import('../trading/TradingPage')) },
      { path: 'prices', lazy: page(() => import('../market/PricesPage')) },
      { path: 'indices/new', lazy: page(() => import('../market/IndexFormPage')) },
      { path: 'indices/:code', lazy: page(() => import('../market/IndexPage')) },
      { path: 'indices/:code/revision', lazy: page(() => import('../market/IndexFormPage')) },
      { path: 'deals', lazy: page(() => import('../deals/DealsPage')) },
      { path: 'deals/one-way/:id', lazy: page(() => import('../deals/OneWayPage')) },
      { path: 'deals/:id', lazy: page(() => import('../deals/DealPage')) },
      { path: 'notices', lazy: page(() => import('../market/NoticesPage')) },
      { path: 'auctions', lazy: page(() => import('../auctions/AuctionsPage')) },
      { path: 'auctions/new', lazy: page(() => import('../auctions/AnnouncePage')) },
      { path: 'auctions/groups', lazy: page(() => import('../auctions/GroupsPage')) },
      { path: 'auctions/:id', lazy: page(() => import('../auctions/AuctionPage')) },
      { path: 'compliance', lazy: page(() => import('../compliance/CompliancePage')) },
      { path: 'entities/:id', lazy: page(() => import('../compliance/EntityPage')) },
      { path: 'units', lazy: page(() => import('../registry/UnitPage')) },
      { path: 'units/:serial', lazy: page(() => import('../registry/UnitPage')) },
      { path: 'rules', lazy: page(() => import('../rulebook/RulebookPage')) },
      { path: 'rules/:instrument', lazy: page(() => import('../rulebook/InstrumentPage')) },
      { path: 'parameters/:key', lazy: page(() => import('../rulebook/ParameterPage')) },
      { path: 'methodologies', lazy: page(() => import('../methodology/MethodologiesPage')) },
      { path: 'methodologies/:id/:version', lazy: page(() => import('../methodology/MethodologyPage')) },
      { path: 'mrv/months', lazy: page(() => import('../months/MonthsPage')) },
      { path: 'mrv/months/:entity/:year', lazy: page(() => import('../months/MonthYearPage')) },
      { path: 'mrv/months/:entity/:year/:month', lazy: page(() => import('../months/MonthPage')) },
      { path: 'mrv/months/:entity/:year/:month/edit', lazy: page(() => import('../months/MonthWizardPage')) },
      { path: 'mrv/plans', lazy: page(() => import('../months/PlansPage')) },
      { path: 'mrv/plans/:entity', lazy: page(() => import('../months/PlanPage')) },
      { path: 'mrv/plans/:entity/edit', lazy: page(() => import('../months/PlanEditorPage')) },
      { path: 'journal', lazy: page(() => import('../journal/JournalPage')) },
      { path: 'journal/:position', lazy: page(() => import('../journal/JournalEntryPage')) },
      { path: 'report', lazy: page(() => import('../report/ReportPage')) },
      { path: 'oversight', lazy: page(() => import('../oversight/OversightPage')) },
      { path: 'oversight/alerts/:number', lazy: page(() => import('../oversight/AlertPage')) },
      { path: 'oversight/cases/:number', lazy: page(() => import('../oversight/CasePage')) },
      { path: 'sign-in', lazy: page(() => import('./SignInPage')) },
      { path: 'clearing', lazy: page(() => import('../clearing/ClearingPage')) },
      { path: 'money', lazy: page(() => import('../clearing/MoneyPage')) },
      { path: 'workspace', lazy: page(() => import('../workspace/WorkspacePage')) },
      { path: '*', element: <Lost /> },
    ],
  },
]);
