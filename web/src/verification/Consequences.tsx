import { Link } from 'react-router';
import type { RecheckConsequences, RestatedDuty, VerificationAnswer } from '../api/types';
import { fullTonnes, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { ActForm, type Field } from '../oversight/ActForm';
import { CitationLink, Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { Why } from '../shared/why';
import { useSession } from '../shell/session';

interface Props {
  data: VerificationAnswer;
  found: RecheckConsequences;
  reload: () => void;
}

const signed = (tonnes: number) => `${tonnes > 0 ? '+' : ''}${fullTonnes(tonnes)} t`;

/** What a recheck with another figure led to, from the order to the penalty; whoever may act on a line does so here. */
export function Consequences({ data, found, reload }: Props) {
  const { t } = useText();
  const { task } = data;
  return (
    <Section title={t('recheck.title')}>
      <ol className="cards">
        <li>
          <p className="card-head">
            <span>{t('recheck.reopened')}</span>
            <Mark tone={found.fraud ? 'bad' : 'good'}>{t(found.fraud ? 'annual.fraud' : 'recheck.done')}</Mark>
          </p>
          <p className="card-line muted">
            <span className="figures">{found.orderedOn}</span>
            <Why reason={{ position: found.position }}>{found.order}</Why>
            <span>{found.reason}</span>
          </p>
        </li>
        <Figure {...{ data, found, reload }} />
        {found.restated !== null && (
          <>
            <Allocation {...{ data, found, reload }} />
            <Duties {...{ data, found, reload }} />
          </>
        )}
        {found.fraud && (
          <li>
            <p className="card-head">
              <Link to={`/mrv/reports/${task.year}/${task.participant}`}>{t('recheck.fraud')}</Link>
              <State done={!found.fraudPenaltyDue} />
            </p>
          </li>
        )}
        {found.firstBody && <FirstBody body={found.firstBody} />}
      </ol>
    </Section>
  );
}

function State({ done }: { done: boolean }) {
  const { t } = useText();
  return <Mark tone={done ? 'good' : 'warn'}>{t(done ? 'recheck.done' : 'recheck.todo')}</Mark>;
}

/** The figure that counts: the one of the recheck once it was taken over. */
function Figure({ data, found, reload }: Props) {
  const { t } = useText();
  const { task } = data;
  const after = found.restated ?? found.found;
  return (
    <li>
      <p className="card-head">
        <span>{t('recheck.figure')}</span>
        <State done={found.restated !== null} />
      </p>
      <p className="card-line">
        <span className="figures">
          {fullTonnes(found.standing)} t → {fullTonnes(after)} t
        </span>
        <span className="figures">{signed(after - found.standing)}</span>
        {found.restated !== null && (
          <Why reason={{ position: found.restatedAt }}>{t('why.record', { position: found.restatedAt })}</Why>
        )}
        <Link to={`/mrv/reports/${task.year}/${task.participant}`}>{t('recheck.report')}</Link>
      </p>
      {found.mayTakeOver && (
        <ActForm
          title={t('annual.takeOver')}
          path={`/mrv/reports/${task.year}/${task.participant}/determination`}
          fields={[{ name: 'decision', label: t('annual.decision'), kind: 'text' }]}
          fixed={{ basis: 'recheck' }}
          submit={t('annual.takeOver')}
          done={reload}
        />
      )}
    </li>
  );
}

function Allocation({ data, found, reload }: Props) {
  const { t } = useText();
  const { task } = data;
  if (found.allocation === null) return null;
  return (
    <li>
      <p className="card-head">
        <span>{t('recheck.allocation')}</span>
        <State done={!found.recalculationDue} />
      </p>
      <p className="card-line">
        <span className="figures">{fullTonnes(found.allocation)} t</span>
        {found.recalculatedAt !== null && (
          <Why reason={{ position: found.recalculatedAt }}>{t('why.record', { position: found.recalculatedAt })}</Why>
        )}
        <Link to={`/entities/${task.participant}?tab=allocation`}>{t('recheck.lines')}</Link>
      </p>
      {found.mayRecalculate && (
        <ActForm
          title={t('recheck.recalculate')}
          path={`/entities/${task.participant}/allocation/recalculation`}
          fields={[]}
          fixed={{ year: task.year }}
          submit={t('recheck.recalculate')}
          done={reload}
        />
      )}
    </li>
  );
}

/** What is due now of every year the restated figure counts in; before the assessment there is nothing to adjust. */
function Duties({ data, found, reload }: Props) {
  const { t } = useText();
  if (found.duties.length === 0)
    return (
      <li>
        <p className="card-head">
          <span>{t('recheck.duty', { year: data.task.year })}</span>
        </p>
        <p className="card-line muted">{t('recheck.notAssessed')}</p>
      </li>
    );
  return (
    <>
      {found.duties.map(duty => (
        <Duty key={duty.year} participant={data.task.participant} {...{ duty, found, reload }} />
      ))}
    </>
  );
}

function Duty(props: { participant: string; duty: RestatedDuty; found: RecheckConsequences; reload: () => void }) {
  const { t } = useText();
  const { session } = useSession();
  const { participant, duty, found } = props;
  const own = session?.organisation?.id === participant;
  return (
    <li>
      <p className="card-head">
        <span>{t('recheck.duty', { year: duty.year })}</span>
        <Mark tone={duty.stillMissing > 0 ? 'bad' : 'good'}>
          {duty.stillMissing > 0
            ? t('recheck.missing', { tonnes: fullTonnes(duty.stillMissing) })
            : t('recheck.settled')}
        </Mark>
      </p>
      <p className="card-line">
        <span className="figures">
          {t('recheck.due')} {fullTonnes(duty.dueBefore)} t → {fullTonnes(duty.due)} t
        </span>
        <span className="figures">
          {t('recheck.surrendered')} {fullTonnes(duty.surrendered)} t
        </span>
        {duty.finesFen > 0 && (
          <span className="figures">
            {t('recheck.fines')} {yuan(duty.finesFen)}
          </span>
        )}
        <Why reason={{ position: duty.position }}>{t('why.record', { position: duty.position })}</Why>
      </p>
      {found.credited > 0 && found.creditedTo !== null && (
        <p className="card-line muted">
          {t('recheck.credited', { tonnes: fullTonnes(found.credited), year: found.creditedTo })}
        </p>
      )}
      {own && duty.stillMissing > 0 && (
        <p>
          <Link to="/workspace">{t('recheck.makeUp')}</Link>
        </p>
      )}
      {duty.penalty && <PenaltyForm {...props} penalty={duty.penalty} />}
    </li>
  );
}

function PenaltyForm(props: {
  participant: string;
  duty: RestatedDuty;
  penalty: NonNullable<RestatedDuty['penalty']>;
  reload: () => void;
}) {
  const { t } = useText();
  const { duty, penalty } = props;
  const chosen: Field = penalty.byMultiple
    ? {
        name: 'multiple',
        label: t('recheck.multiple'),
        kind: 'text',
        numeric: true,
        help: t('recheck.multipleRange', { least: penalty.least, most: penalty.most }),
      }
    : {
        name: 'fine',
        label: t('annual.fine'),
        kind: 'yuan',
        help: t('recheck.fineRange', { least: yuan(penalty.least), most: yuan(penalty.most) }),
      };
  return (
    <>
      <ActForm
        title={t('recheck.penalise', { tonnes: fullTonnes(penalty.shortfall) })}
        path={`/entities/${props.participant}/penalties`}
        fields={[
          chosen,
          ...(penalty.asksRefusal
            ? [{ name: 'refused', label: t('recheck.refused'), kind: 'check' } satisfies Field]
            : []),
          { name: 'decision', label: t('annual.decision'), kind: 'text' },
        ]}
        fixed={{ year: duty.year }}
        submit={t('recheck.impose')}
        done={props.reload}
        danger
      />
      {penalty.citation && (
        <p className="small">
          <CitationLink citation={penalty.citation} />
        </p>
      )}
    </>
  );
}

function FirstBody({ body }: { body: NonNullable<RecheckConsequences['firstBody']> }) {
  const { t, say } = useText();
  return (
    <li>
      <p className="card-head">
        <span>{t('recheck.first')}</span>
        <Mark tone="bad">{signed(body.effect)}</Mark>
      </p>
      <p className="card-line">
        <Link to={`/verification/bodies/${body.body}`}>{say(body.name)}</Link>
        <Link to={`/verification/${body.task}`}>{t('verify.taskNo', { number: body.task })}</Link>
        {body.published !== null && (
          <span className="figures muted">{t('recheck.scorePublished', { score: body.published })}</span>
        )}
        {body.now !== null && <span className="figures">{t('recheck.scoreNow', { score: body.now })}</span>}
      </p>
    </li>
  );
}
