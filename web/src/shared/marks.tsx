import { Tooltip } from 'antd';
import { Link } from 'react-router';
import type { AllocationMethod, Citation, ComplianceStatus, Outcome, Standing } from '../api/types';
import { useText } from '../i18n/text';
import { articleWords } from '../rulebook/words';

export type Tone = 'good' | 'warn' | 'bad' | 'info' | 'plain';

/** A short status in words, with a shape and a colour that agree with it. */
export function Mark({ tone, children }: { tone: Tone; children: string }) {
  return (
    <span className={`mark mark-${tone}`}>
      <span className="mark-shape" aria-hidden />
      {children}
    </span>
  );
}

const standingTones: Record<Standing, Tone> = { confirmed: 'good', reported: 'info', assumed: 'warn', disputed: 'bad' };

/** How sure the platform is of a legal value. */
export function StandingMark({ standing }: { standing: Standing }) {
  const { t } = useText();
  return (
    <Tooltip title={t(`standing.${standing}.help`)}>
      <span tabIndex={0}>
        <Mark tone={standingTones[standing]}>{t(`standing.${standing}`)}</Mark>
      </span>
    </Tooltip>
  );
}

const statusTones: Record<ComplianceStatus, Tone> = {
  notReported: 'warn',
  reported: 'plain',
  verified: 'info',
  partlySurrendered: 'info',
  settled: 'good',
  short: 'bad',
  exempt: 'plain',
};

export function StatusMark({ status }: { status: ComplianceStatus }) {
  const { t } = useText();
  return <Mark tone={statusTones[status]}>{t(`status.${status}`)}</Mark>;
}

export function OutcomeMark({ outcome }: { outcome: Outcome }) {
  const { t } = useText();
  return <Mark tone={outcome === 'accepted' ? 'good' : 'bad'}>{t(`outcome.${outcome}`)}</Mark>;
}

export function MethodName({ method }: { method: AllocationMethod }) {
  const { t } = useText();
  return <>{t(`method.${method}`)}</>;
}

/** Article of a law, leading to the instrument in the rulebook. */
export function CitationLink({ citation }: { citation: Citation }) {
  const { say, language } = useText();
  // A citation outside the rulebook (a simulated plan, a data set) has a name but no page.
  const known = /^[a-z0-9-]+$/.test(citation.instrument);
  const words = (
    <>
      {say(citation.title)}
      {citation.article && <span className="citation-article"> {articleWords(citation.article, language)}</span>}
    </>
  );
  if (!known) return <span className="citation">{words}</span>;
  return (
    <Link className="citation" to={`/rules/${encodeURIComponent(citation.instrument)}`}>
      {words}
    </Link>
  );
}
