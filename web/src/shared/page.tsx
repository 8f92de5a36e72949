import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { AsOf } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';

/** A page: its title, one sentence on what it answers, and what the figures are true as of. */
export function PageFrame(props: {
  title: string;
  lead?: ReactNode;
  asOf?: AsOf | null | undefined;
  back?: { to: string; label: string };
  children: ReactNode;
}) {
  const { t } = useText();
  useEffect(() => {
    document.title = `${props.title} · ${t('brand.full')}`;
  }, [props.title, t]);
  return (
    <article className="page">
      <header className="page-head">
        <div>
          {props.back && (
            <Link className="page-back" to={props.back.to}>
              ← {props.back.label}
            </Link>
          )}
          <h1>{props.title}</h1>
          {props.lead && <p className="lead">{props.lead}</p>}
        </div>
        {'asOf' in props && (props.asOf ? <AsOfLine asOf={props.asOf} /> : <AsOfSpace />)}
      </header>
      {props.children}
    </article>
  );
}

/** The place of the line above while its answer is awaited, so that nothing moves when it comes. */
function AsOfSpace() {
  const { t } = useText();
  return (
    <p className="as-of figures as-of-space" aria-hidden>
      {t('asOf', { instant: '0000-00-00 00:00:00' })} #000000
    </p>
  );
}

export function AsOfLine({ asOf }: { asOf: AsOf }) {
  const { t } = useText();
  return (
    <p className="as-of figures">
      {t('asOf', { instant: chinaTime(asOf.instant) })} <Link to={`/journal/${asOf.position}`}>#{asOf.position}</Link>
    </p>
  );
}

/** A part of a page under a heading, with actions beside it. */
export function Section(props: {
  title: ReactNode;
  actions?: ReactNode;
  /** Names by which a link can point at it. */
  place?: string;
  children: ReactNode;
}) {
  const { title, actions, place, children } = props;
  return (
    <section className="section" {...(place ? { 'data-place': place } : {})}>
      <div className="section-head">
        <h2>{title}</h2>
        {actions && <div className="section-actions">{actions}</div>}
      </div>
      {children}
    </section>
  );
}
