import { Badge } from 'antd';
import { Link } from 'react-router';
import type { Page, Role, SettlementDay } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Applications } from '../registry/Applications';
import { Section } from '../shared/page';

/** Something a role does, where it does it, and how much of it waits. */
interface Task {
  to: string;
  title: TextKey;
  help: TextKey;
  /** A list whose length is what waits. */
  waiting?: string;
  /** What waits by another answer than a list. */
  count?: (answer: unknown) => number;
}

const tasks: Record<string, Task> = {
  control: { to: '/trading', title: 'control.title', help: 'desk.control' },
  alerts: {
    to: '/oversight?part=alerts',
    title: 'oversight.alerts',
    help: 'desk.alerts',
    waiting: '/oversight/alerts?status=new',
  },
  cases: { to: '/oversight?part=cases', title: 'oversight.cases', help: 'desk.cases' },
  stability: { to: '/oversight?part=stability', title: 'oversight.part.stability', help: 'desk.stability' },
  measures: { to: '/oversight?part=measures', title: 'oversight.part.measures', help: 'desk.measures' },
  vote: { to: '/oversight?part=stability', title: 'desk.vote.title', help: 'desk.vote' },
  announce: { to: '/auctions/new', title: 'announce.title', help: 'desk.announce' },
  auctions: { to: '/auctions', title: 'nav.auctions', help: 'desk.auctions' },
  groups: { to: '/auctions/groups', title: 'group.title', help: 'desk.groups' },
  index: { to: '/indices/new', title: 'index.define', help: 'desk.index' },
  run: {
    to: '/clearing',
    title: 'clearing.console',
    help: 'desk.run',
    waiting: '/clearing/day',
    count: answer => {
      const day = answer as SettlementDay;
      return day.openDifferences + day.openDefaults + day.openObjections;
    },
  },
  units: { to: '/units', title: 'nav.units', help: 'desk.units' },
  compliance: { to: '/compliance', title: 'nav.compliance', help: 'desk.compliance' },
  methods: { to: '/methodologies', title: 'nav.methodologies', help: 'desk.methods' },
  checks: { to: '/mrv/checks', title: 'checks.title', help: 'desk.checks' },
  qualityAlerts: { to: '/mrv/alerts', title: 'checks.alerts', help: 'desk.qualityAlerts' },
  months: { to: '/mrv/months', title: 'months.title', help: 'desk.months' },
  meters: { to: '/mrv/meters', title: 'meters.title', help: 'desk.meters', waiting: '/mrv/meters?standing=overdue' },
  captures: { to: '/mrv/captures', title: 'captures.title', help: 'desk.captures', waiting: '/mrv/captures?state=filed' },
  plans: {
    to: '/mrv/plans',
    title: 'plans.title',
    help: 'desk.plans',
    waiting: '/mrv/plans?q=submitted',
  },
  journal: { to: '/journal', title: 'nav.journal', help: 'desk.journal' },
  rules: { to: '/rules', title: 'nav.rules', help: 'desk.rules' },
  report: { to: '/report', title: 'nav.report', help: 'desk.report' },
};

const everybody = ['compliance', 'journal', 'rules', 'report'];

const desks: Partial<Record<Role, string[]>> = {
  exchange: ['control', 'alerts', 'cases', 'stability', 'measures', 'index', 'auctions', 'groups'],
  regulator: ['plans', 'months', 'meters', 'captures', 'qualityAlerts', 'checks', 'announce', 'groups', 'stability', 'measures', 'alerts', 'control', 'run', 'index'],
  city: ['months', 'plans', 'meters'],
  clearing: ['run'],
  expert: ['vote'],
  registry: ['units', 'run'],
  verifier: ['captures', 'methods'],
  auditor: ['qualityAlerts', 'checks', 'alerts', 'cases', 'run'],
};

/** What a role without an account of its own does, and what it may look up. */
export function Desk({ role }: { role: Role | null }) {
  const { t } = useText();
  const own = (role && desks[role]) ?? [];
  return (
    <>
      {role === 'registry' && <Applications />}
      {own.length > 0 && (
        <Section title={t('desk.tasks')}>
          <ul className="desk">
            {own.map(name => (
              <Card key={name} task={tasks[name]!} />
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('desk.look')}>
        <p className="prose">{t('workspace.reader')}</p>
        <ul className="desk">
          {everybody.map(name => (
            <Card key={name} task={tasks[name]!} />
          ))}
        </ul>
      </Section>
    </>
  );
}

function Card({ task }: { task: Task }) {
  const { t } = useText();
  const [path, query] = (task.waiting ?? '').split('?');
  const asked = useApi<unknown>(path || null, {
    ...Object.fromEntries(new URLSearchParams(query ?? '')),
    size: 1,
  });
  const count = asked.data === null ? 0 : task.count ? task.count(asked.data) : (asked.data as Page<unknown>).total;
  return (
    <li>
      <Link to={task.to}>{t(task.title)}</Link>
      {count > 0 && <Badge className="desk-count" count={count} title={t('desk.waiting', { count })} />}
      <span className="small muted">{t(task.help)}</span>
    </li>
  );
}
