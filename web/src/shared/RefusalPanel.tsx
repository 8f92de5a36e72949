import { StopOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { Problem } from '../api/types';
import { useText } from '../i18n/text';
import { CitationLink } from './marks';

/** A refusal: what was refused and why, in a sentence that holds its figures, and under which article. */
export function RefusalPanel(props: { problem: Problem; title?: string; children?: ReactNode }) {
  const { problem, title, children } = props;
  const { t, language } = useText();
  const edge = problem.code.startsWith('http.');
  return (
    <section className={edge ? 'refusal refusal-edge' : 'refusal'} role="alert">
      <p className="refusal-title">
        <StopOutlined aria-hidden /> {title ?? t(edge ? 'refusal.trouble' : 'refusal.title')}
      </p>
      <p className="refusal-text">{problem[language]}</p>
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
