import { StopOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Problem } from '../api/types';
import { useText } from '../i18n/text';
import { CitationLink } from './marks';

/** A refusal: what was refused, under which article, with the figures that decided it. */
export function RefusalPanel(props: { problem: Problem; title?: string; children?: ReactNode }) {
  const { problem, title, children } = props;
  const { t, language } = useText();
  const edge = problem.code.startsWith('http.');
  const parameters = Object.entries(problem.parameters);
  return (
    <section className={edge ? 'refusal refusal-edge' : 'refusal'} role="alert">
      <p className="refusal-title">
        <StopOutlined aria-hidden /> {title ?? t(edge ? 'refusal.trouble' : 'refusal.title')}
      </p>
      <p className="refusal-text">{problem[language]}</p>
      {!edge && parameters.length > 0 && (
        <dl className="refusal-facts">
          {parameters.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="figures">{String(value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <p className="refusal-foot">
        {problem.citation && !edge && (
          <span>
            {t('refusal.under')} <CitationLink citation={problem.citation} />
          </span>
        )}
        <code>{problem.code}</code>
        {problem.position !== null && (
          <Link to={`/journal/${problem.position}`}>{t('why.record', { position: problem.position })}</Link>
        )}
      </p>
      {children && <div className="refusal-actions">{children}</div>}
    </section>
  );
}
