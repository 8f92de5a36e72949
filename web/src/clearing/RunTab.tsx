import { CheckCircleFilled, ClockCircleOutlined, RightCircleFilled } from '@ant-design/icons';
import { Alert, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Page, Reported, RunStepRecord, SettlementDay } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import { useMode } from '../trading/words';
import { Doing, Figure } from './parts';

/** The steps of the end of the day in order, each with its figures; the next one has its button. */
export function RunTab({ day, acts, changed }: { day: SettlementDay; acts: boolean; changed: () => void }) {
  const { t } = useText();
  if (day.date === null) return <Nothing title={t('clearing.noDay')} />;
  return (
    <>
      <p className="muted">
        {t('clearing.day')} <strong className="figures">{day.date}</strong> ·{' '}
        {t(day.tradingClosed ? 'clearing.closed' : 'clearing.open')}
        {' · '}
        {t(day.byHand ? 'clearing.byHand' : 'clearing.byScheduler')}
      </p>
      {day.runDate !== day.date && day.runDate && <h2>{t('clearing.runOf', { date: day.runDate })}</h2>}
      <ol className="run-steps">
        {day.steps.map((step, i) => (
          <Step
            key={step.step}
            number={i + 1}
            step={step}
            next={day.next === step.step}
            differences={day.openDifferences}
            acts={acts}
            changed={changed}
          />
        ))}
      </ol>
    </>
  );
}

function Step(props: {
  number: number;
  step: RunStepRecord;
  next: boolean;
  differences: number;
  acts: boolean;
  changed: () => void;
}) {
  const { number, step, next, differences, acts, changed } = props;
  const { t, say } = useText();
  const mode = useMode();
  const icon = step.done ? <CheckCircleFilled /> : next ? <RightCircleFilled /> : <ClockCircleOutlined />;
  return (
    <li className={step.done ? 'run-step done' : next ? 'run-step next' : 'run-step'}>
      <span className="run-icon" aria-hidden>
        {icon}
      </span>
      <div className="run-body">
        <p className="run-head">
          <span className="figures muted">{number}</span> <strong>{say(step.label)}</strong>{' '}
          <span className="small muted">
            {step.done ? t('clearing.done') : next ? t('clearing.next') : t('clearing.waits')}
            {step.instant && <span className="figures"> {chinaTime(step.instant)}</span>}
          </span>
        </p>
        {step.figures.length > 0 && (
          <dl className="run-figures">
            {step.figures.map(figure => (
              <div key={figure.name + figure.subject}>
                <dt>
                  {say(figure.label)} {figure.subject && <span className="muted">{mode(camel(figure.subject))}</span>}
                </dt>
                <dd>
                  <Figure value={figure.value} unit={figure.unit} />
                </dd>
              </div>
            ))}
          </dl>
        )}
        {step.hash && <code className="run-hash">{step.hash}</code>}
        {next && step.step === 'reconciled' && differences > 0 && (
          <Alert
            className="notice-line"
            type="warning"
            message={
              <>
                {t('clearing.stands', { count: differences })}{' '}
                <Link to="/clearing?tab=differences">{t('clearing.differences')}</Link>
              </>
            }
          />
        )}
        {next && acts && step.step === 'reconciled' && <Reconciliation changed={changed} />}
        {next && acts && step.step === 'registryConfirmed' && <p className="muted">{t('clearing.registryNext')}</p>}
        {next && acts && step.step !== 'reconciled' && step.step !== 'registryConfirmed' && (
          <Doing
            path="/clearing/steps"
            body={{ step: step.step }}
            button={t('clearing.take', { step: say(step.label) })}
            primary
            changed={changed}
          />
        )}
      </div>
    </li>
  );
}

/** The banks' balances as they reported them, beside clearing's own; exchange and registry report by themselves. */
function Reconciliation({ changed }: { changed: () => void }) {
  const { t, say } = useText();
  const reported = useApi<Page<Reported>>('/clearing/reported', { size: 200 });
  const [entered, setEntered] = useState<Record<string, number>>({});
  const [reason, setReason] = useState('');
  const against = (reported.data?.items ?? []).some(
    row => row.fromFile && (entered[row.subject] ?? row.reported) !== row.reported,
  );
  return (
    <Answer state={reported} rows={4}>
      {page => (
        <>
          <div className="scroll-x">
            <table className="plain">
              <thead>
                <tr>
                  <th scope="col">{t('clearing.figure')}</th>
                  <th scope="col" className="right">
                    {t('clearing.ours')}
                  </th>
                  <th scope="col" className="right">
                    {t('clearing.reported')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {page.items.map(row => (
                  <tr key={row.figure + row.subject}>
                    <td>
                      {say(row.label)} <span className="muted">{row.subject}</span>
                      {row.fromFile && <span className="small muted"> · {t('clearing.fromFile')}</span>}
                    </td>
                    <td className="right">
                      <Figure value={row.ours} unit={row.unit} />
                    </td>
                    <td className="right">
                      {row.figure === 'bankTotal' ? (
                        <InputNumber
                          aria-label={`${say(row.label)} ${row.subject}`}
                          className="amount-input"
                          precision={2}
                          value={(entered[row.subject] ?? row.reported) / 100}
                          onChange={value =>
                            setEntered({ ...entered, [row.subject]: Math.round((value ?? 0) * 100) })
                          }
                        />
                      ) : (
                        <Figure value={row.reported} unit={row.unit} />
                      )}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {against && (
            <label className="saying">
              <span>{t('clearing.typedReason')}</span>
              <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
            </label>
          )}
          <Doing
            path="/clearing/reconciliation"
            body={{
              reason: against ? reason.trim() : null,
              banks: page.items
                .filter(row => row.figure === 'bankTotal')
                .map(row => ({ bank: row.subject, cashFen: entered[row.subject] ?? row.reported })),
            }}
            button={t('clearing.reconcile')}
            primary
            changed={() => {
              reported.reload();
              changed();
            }}
          />
        </>
      )}
    </Answer>
  );
}

/** A mode is written as it is everywhere else in the answers; an instrument's code stays as it is. */
function camel(subject: string): string {
  return /^[A-Z][a-z]/.test(subject) ? subject.charAt(0).toLowerCase() + subject.slice(1) : subject;
}
