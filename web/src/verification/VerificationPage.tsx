import { Link, useParams } from 'react-router';
import type { Finding, QualityAlertLine, VerificationAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { AlertMark, SeverityMark } from '../checks/marks';
import { chinaTime, dateWithWeekday } from '../format/dates';
import { fullTonnes, grouped, percentOf } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { ActForm } from '../oversight/ActForm';
import { Fact } from '../shared/figures';
import { Mark } from '../shared/marks';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Consequences } from './Consequences';
import { LaterError } from './LaterError';
import { openSteps, Steps } from './Steps';
import { FindingMark, StageMark } from './words';

export default function VerificationPage() {
  const { number } = useParams();
  const { t, say } = useText();
  const state = useApi<VerificationAnswer>(`/verification/tasks/${number}`);
  return (
    <PageFrame
      title={t('verify.taskNo', { number: number ?? '' })}
      lead={state.data ? `${say(state.data.task.name)} · ${state.data.task.year} · ${say(state.data.task.bodyName)}` : ''}
      asOf={state.data?.asOf}
      back={{ to: '/verification', label: t('verify.title') }}
    >
      <Answer state={state}>{data => <Task data={data} reload={state.reload} />}</Answer>
    </PageFrame>
  );
}

/** The main way through a verification; side paths are shown as where it stands. */
const way = [
  'assigned', 'conflictCleared', 'docReview', 'sitePlanned', 'onSite', 'findingsIssued', 'answerCheck', 'techReview',
  'conclusionDrafted', 'authorityReview', 'notified', 'closed',
];

function Task({ data, reload }: { data: VerificationAnswer; reload: () => void }) {
  const { t, language } = useText();
  const { task } = data;
  const parties = data.waiting.map(party => t(`verify.party.${party}` as TextKey)).join(t('verify.or'));
  const here = way.indexOf(task.stage === 'awaitingAnswer' ? 'findingsIssued' : task.stage);
  return (
    <>
      <Section title={t('verify.where')}>
        <ol className="verify-way">
          {way.map((stage, i) => (
            <li key={stage} className={i === here ? 'here' : i < here ? 'done' : ''} aria-current={i === here}>
              {t(`verify.stage.${stage}` as TextKey)}
            </li>
          ))}
        </ol>
        <p className="card-line">
          <StageMark stage={task.stage} />
          <span>{t(`verify.kind.${task.kind}`)}</span>
          {task.overdue && <Mark tone="bad">{t('verify.overdue')}</Mark>}
          {data.held && <span>{t('verify.held', { why: t(`verify.held.${data.held}` as TextKey) })}</span>}
          {data.follows && (
            <Link to={`/verification/${data.follows}`}>{t('verify.follows', { n: data.follows })}</Link>
          )}
          {data.successor && (
            <Link to={`/verification/${data.successor}`}>{t('verify.successor', { n: data.successor })}</Link>
          )}
        </p>
        {data.waiting.length > 0 && (
          <p className="verify-turn">
            <strong>{t(task.mine ? 'verify.turn.yours' : 'verify.turn', { party: parties })}</strong>
            {task.dueOn && (
              <>
                {' '}
                {t('verify.turn.until')} <span className="figures">{dateWithWeekday(task.dueOn, language)}</span>
              </>
            )}
          </p>
        )}
      </Section>
      {openSteps(data).length > 0 && (
        <Section title={t('verify.next')}>
          <Steps key={`${task.stage}-${data.entries.length}`} data={data} done={reload} />
        </Section>
      )}
      {data.consequences && <Consequences data={data} found={data.consequences} reload={reload} />}
      {data.reopening && <Reopening data={data} offer={data.reopening} reload={reload} />}
      <Findings findings={data.findings} />
      <ConclusionPart data={data} />
      <LaterError data={data} done={reload} />
      <Conduct alerts={data.alerts} />
      <ReportPart data={data} />
      <SitePart data={data} />
      <Section title={t('verify.file.log')}>
        <ol className="timeline">
          {[...data.entries].reverse().map((entry, i) => (
            <li key={i}>
              <span className="figures muted">{chinaTime(entry.at)}</span>
              <span>
                <strong>{t(`verify.action.${entry.action}` as TextKey)}</strong> → {t(`verify.stage.${entry.to}` as TextKey)}
                <br />
                <span className="muted">
                  {entry.by} {entry.text}
                </span>
              </span>
            </li>
          ))}
        </ol>
      </Section>
    </>
  );
}

/** The second verification an error comes from; null when it came to light otherwise. */
function recheckOf(source: string): string | null {
  return /^mrv\.recheck (\d+)$/.exec(source)?.[1] ?? null;
}

function Findings({ findings }: { findings: Finding[] }) {
  const { t } = useText();
  return (
    <Section title={t('verify.findings')}>
      {findings.length === 0 && <p className="muted">{t('verify.noFindings')}</p>}
      <ul className="cards">
        {findings.map(f => (
          <li key={f.number}>
            <p className="card-head">
              <span>
                {f.number}. {f.description}
              </span>
              <FindingMark status={f.status} />
            </p>
            <p className="card-line muted">
              <span>{t(`verify.severity.${f.severity}`)}</span>
              <span>{t(`verify.class.${f.class}` as TextKey)}</span>
              <span>{f.clause}</span>
              {f.carried && <Mark tone="info">{t('verify.carried')}</Mark>}
              {f.round > 1 && <span>{t('verify.round', { n: f.round })}</span>}
              {f.closedBy && <span>{t('verify.closedBy', { person: f.closedBy })}</span>}
              {f.effect !== null && <span className="figures">{fullTonnes(f.effect)} t</span>}
            </p>
            {f.answer && (
              <p>
                <span className="muted">{t('verify.answer')}：</span>
                {f.answer}；{f.correctiveAction}
              </p>
            )}
            {f.remarks && <p className="muted">{f.remarks}</p>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** From a recheck that found another figure straight to the order that opens the report again. */
function Reopening(props: {
  data: VerificationAnswer;
  offer: { standing: number; found: number };
  reload: () => void;
}) {
  const { t } = useText();
  const { data, offer } = props;
  const figures = { number: data.task.number, standing: fullTonnes(offer.standing), found: fullTonnes(offer.found) };
  const form = (fraud: boolean) => (
    <ActForm
      title={t(fraud ? 'annual.reopenFraud' : 'annual.reopenCorrect')}
      path={`/verification/tasks/${data.task.number}/reopening`}
      fields={[
        { name: 'order', label: t('annual.order'), kind: 'text' },
        { name: 'reason', label: t('annual.reason'), kind: 'area', initial: t('verify.reopen.reason', figures) },
      ]}
      fixed={{ fraud }}
      submit={t('verify.reopen')}
      done={props.reload}
      danger={fraud}
    />
  );
  return (
    <Section title={t('verify.reopen')}>
      <p>{t('verify.reopen.lead', figures)}</p>
      {form(false)}
      {form(true)}
    </Section>
  );
}

/** What the checks of conduct hold against the body's work; absent when there is nothing. */
function Conduct({ alerts }: { alerts: QualityAlertLine[] }) {
  const { t, say } = useText();
  if (alerts.length === 0) return null;
  return (
    <Section title={t('verify.conduct')}>
      <ul className="cards">
        {alerts.map(alert => (
          <li key={alert.number}>
            <p className="card-head">
              <Link to={`/mrv/alerts/${alert.number}`}>
                <span className="figures">{alert.check}</span> {say(alert.title)}
              </Link>
              <AlertMark alert={alert} />
            </p>
            <p className="card-line muted">
              <SeverityMark severity={alert.severity} /> <span>{say(alert.says)}</span>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function ConclusionPart({ data }: { data: VerificationAnswer }) {
  const { t } = useText();
  const c = data.conclusion;
  if (!c) return null;
  const yes = (is: boolean) => t(is ? 'verify.yes' : 'verify.no2');
  return (
    <Section title={t('verify.conclusion')}>
      <dl className="facts">
        <Fact label={t('verify.initial')}>{fullTonnes(c.initial)} t</Fact>
        <Fact label={t('verify.verified')}>{fullTonnes(c.verified)} t</Fact>
        <Fact
          label={t('verify.change')}
          note={c.materiality && t('verify.materiality', { share: `${percentOf(c.materiality)}` })}
        >
          {percentOf(c.change)}
        </Fact>
        <Fact label={t('verify.conforms')}>{yes(c.reportConforms)}</Fact>
        <Fact label={t('verify.planFollowed')}>{yes(c.planFollowed)}</Fact>
      </dl>
      <div className="scroll-x" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('verify.source')}</th>
              <th scope="col" className="right">{t('verify.initial')}</th>
              <th scope="col" className="right">{t('verify.verified')}</th>
              <th scope="col">{t('verify.reason')}</th>
            </tr>
          </thead>
          <tbody>
            {c.sources.map(s => (
              <tr key={s.source}>
                <th scope="row">{s.source}</th>
                <td className="right figures">{grouped(s.reported)}</td>
                <td className="right figures">{grouped(s.verified)}</td>
                <td>{s.reason}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {data.conservative.map(v => (
        <p key={v.finding}>
          <Mark tone="warn">{t('verify.conservative')}</Mark> {v.parameter}：{v.given} → {v.used}（{v.reason}），
          <span className="figures">+{fullTonnes(v.effect)} t</span>
        </p>
      ))}
      {data.objection && (
        <p>
          <strong>{t('verify.objection')}</strong> {data.objection.grounds}{' '}
          <span className="muted">{t('verify.decideBy', { date: data.objection.decideBy })}</span> {data.objection.reason}
        </p>
      )}
      {data.errors.map((e, i) => (
        <p key={i}>
          <Mark tone="bad">{t('verify.errors')}</Mark> {e.description}{' '}
          <span className="figures">{e.effect > 0 ? '+' : ''}{fullTonnes(e.effect)} t</span>{' '}
          {recheckOf(e.source) !== null && (
            <Link to={`/verification/${recheckOf(e.source)}`}>
              {t('verify.taskNo', { number: recheckOf(e.source) ?? '' })}
            </Link>
          )}
          {recheckOf(e.source) === null && <span className="muted">{e.source}</span>}
        </p>
      ))}
    </Section>
  );
}

function ReportPart({ data }: { data: VerificationAnswer }) {
  const { t } = useText();
  return (
    <Section title={t('verify.report')}>
      <dl className="facts">
        <Fact label={t('verify.initial')}>{fullTonnes(data.initial)} t</Fact>
        <Fact label={t('verify.reported')}>{data.reported === null ? '—' : `${fullTonnes(data.reported)} t`}</Fact>
        {data.leader && <Fact label={t('verify.leader')}>{data.leader}</Fact>}
        {data.members.length > 0 && <Fact label={t('verify.members')}>{data.members.join(t('list.comma'))}</Fact>}
        {data.reviewer && <Fact label={t('verify.reviewer')}>{data.reviewer}</Fact>}
      </dl>
      <div className="scroll-x" tabIndex={0}>
        <table className="plain">
          <thead>
            <tr>
              <th scope="col">{t('verify.source')}</th>
              <th scope="col" className="right">{t('verify.amount')}</th>
              <th scope="col" className="right">{t('verify.factor')}</th>
              <th scope="col" className="right">{t('verify.emissions')}</th>
            </tr>
          </thead>
          <tbody>
            {data.sources.map(s => (
              <tr key={s.source}>
                <th scope="row">{s.source}</th>
                <td className="right figures">
                  {grouped(String(s.amount))} {s.unit}
                </td>
                <td className="right figures">{s.factor}</td>
                <td className="right figures">{grouped(Number(s.emissions).toFixed(2))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  );
}

function SitePart({ data }: { data: VerificationAnswer }) {
  const { t, say } = useText();
  if (data.checklist.length === 0 && !data.site && data.documents.length === 0) return null;
  return (
    <Section title={t('verify.site')}>
      {data.site && (
        <p>
          {data.site.place} · <span className="figures">{data.site.from}</span>
          {data.site.through !== data.site.from && <span className="figures"> – {data.site.through}</span>} ·{' '}
          {data.site.members.join(t('list.comma'))}
        </p>
      )}
      <ul className="cards">
        {data.checklist.map(i => (
          <li key={i.code}>
            <p className="card-head">
              <span>{say(i.text)}</span>
              {i.fine !== null && <Mark tone={i.fine ? 'good' : 'bad'}>{t(i.fine ? 'verify.yes' : 'verify.no2')}</Mark>}
            </p>
            {i.result && <p className="muted">{i.result}</p>}
          </li>
        ))}
      </ul>
      {data.evidence.length > 0 && <h3>{t('verify.evidence')}</h3>}
      <ul className="cards">
        {data.evidence.map(e => (
          <li key={e.document}>
            <p className="card-line">
              <span>{t(`verify.evidence.${e.kind}` as TextKey)}</span>
              <span className="figures">{e.date} {e.time}</span>
              <span className="figures">{e.latitude}, {e.longitude}</span>
              <span>{e.person}</span>
              <code title={e.document}>{e.document.slice(0, 12)}…</code>
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}
