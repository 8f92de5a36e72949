import { Link } from 'react-router';
import type { QualityAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { ActForm } from '../oversight/ActForm';
import { Mark } from '../shared/marks';
import { Answer } from '../shared/states';
import { useSession } from '../shell/session';
import { StageMark } from './words';

/** Evaluation of the verification bodies and the year's rechecks. */
export function Quality() {
  const { t } = useText();
  const { session } = useSession();
  const state = useApi<QualityAnswer>('/verification/quality');
  const regulator = session?.role === 'regulator';
  return (
    <>
      <p className="lead">{t('quality.lead')}</p>
      <Answer state={state}>
        {data => (
          <>
            {data.bodies.length === 0 && <p className="muted">{t('quality.none', { year: data.year })}</p>}
            {data.bodies.length > 0 && (
              <p>
                <Mark tone={data.publishedOn ? 'good' : 'warn'}>
                  {data.publishedOn ? t('quality.published', { date: data.publishedOn }) : t('quality.draft')}
                </Mark>
              </p>
            )}
            {data.bodies.length > 0 && <Bodies data={data} />}
            {data.seed !== null && <Drawn data={data} />}
            {regulator && !data.publishedOn && data.bodies.length > 0 && (
              <ActForm
                title={t('quality.publish')}
                path="/verification/evaluation"
                fields={[]}
                fixed={{ year: data.year }}
                submit={t('quality.publish')}
                done={state.reload}
              />
            )}
            {regulator && data.seed === null && (
              <ActForm
                title={t('quality.draw')}
                path="/verification/rechecks"
                fields={[{ name: 'seed', label: t('quality.seed'), kind: 'text' }]}
                fixed={{ year: data.year }}
                submit={t('quality.draw')}
                done={state.reload}
              />
            )}
          </>
        )}
      </Answer>
    </>
  );
}

function Bodies({ data }: { data: QualityAnswer }) {
  const { t, say } = useText();
  const { session } = useSession();
  const inside = session?.role === 'regulator' || session?.role === 'auditor';
  const counts = ['finished', 'withErrors', 'sentBack', 'blind', 'late', 'findings', 'medianDays'] as const;
  const title = (key: (typeof counts)[number]) => t(key === 'medianDays' ? 'quality.days' : `quality.${key}`);
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('verify.body')}</th>
            <th scope="col" className="right">{t('quality.score')}</th>
            {counts.map(key => (
              <th key={key} scope="col" className="right">{title(key)}</th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.bodies.map(b => (
            <tr key={b.body}>
              <th scope="row">
                {inside ? <Link to={`/verification/bodies/${b.body}`}>{say(b.name)}</Link> : say(b.name)}
              </th>
              <td className="right figures">
                <strong>{b.score}</strong>
                {b.now !== null && b.now !== b.score && (
                  <div className="small muted">{t('recheck.scoreNow', { score: b.now })}</div>
                )}
              </td>
              {counts.map(key => (
                <td key={key} className="right figures">{b[key]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Drawn({ data }: { data: QualityAnswer }) {
  const { t, say } = useText();
  return (
    <details className="act-form">
      <summary>
        {t('quality.rechecks')}：
        {t('quality.drawn', { candidates: data.candidates, drawn: data.drawn.length, seed: data.seed ?? '' })}
      </summary>
      <ul className="cards">
        {data.drawn.map(d => (
          <li key={d.task}>
            <p className="card-head">
              <Link to={`/verification/${d.task}`}>{say(d.name)}</Link>
              <StageMark stage={d.stage} />
            </p>
            <p className="card-line muted">
              <span>{t(`quality.cause.${d.cause}` as TextKey)}</span>
              {d.score > 0 && <span className="figures">{t('quality.risk')} {d.score}</span>}
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
