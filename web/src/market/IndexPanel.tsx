import { Link } from 'react-router';
import { apiUrl } from '../api/client';
import type { IndexLine, IndexValue, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { percent } from '../format/numbers';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { useSession } from '../shell/session';
import { IndexChart } from './IndexChart';

/** The price indices: their series, each leading to the definition it can be held to. */
export function IndexPanel() {
  const { t } = useText();
  const { session } = useSession();
  const state = useApi<Page<IndexLine>>('/indices', { size: 50 });
  return (
    <Section
      title={t('index.title')}
      actions={mayDefine(session?.role) && <Link to="/indices/new">{t('index.define')}</Link>}
    >
      <Answer state={state} rows={6}>
        {page =>
          page.items.length === 0 ? (
            <Nothing title={t('index.none')}>{t('index.none.help')}</Nothing>
          ) : (
            page.items.map(line => <OneIndex key={line.code} line={line} />)
          )
        }
      </Answer>
    </Section>
  );
}

/** Who defines and revises indices. */
export function mayDefine(role: string | null | undefined): boolean {
  return role === 'exchange' || role === 'regulator';
}

function OneIndex({ line }: { line: IndexLine }) {
  const { t, say } = useText();
  const address = `/indices/${encodeURIComponent(line.code)}`;
  const values = useApi<Page<IndexValue>>(`${address}/values`, { size: 1000 });
  return (
    <>
      <IndexChart
        title={useFinding(line)}
        label={say(line.name)}
        values={values.data?.items ?? []}
        decimals={2}
        download={apiUrl(`${address}/values`, { format: 'csv' })}
        source={values.data ? t('asOf', { instant: chinaTime(values.data.asOf.instant) }) : ''}
      />
      <p>
        <Link to={address}>{t('index.open', { name: say(line.name) })}</Link>{' '}
        <span className="muted small">
          {t(`index.weighting.${line.weighting}`)} · {t(`index.missing.${line.missingDay}`)}
        </span>
      </p>
    </>
  );
}

/** What an index says, in one sentence. */
export function useFinding(line: IndexLine): string {
  const { t, say } = useText();
  const change = line.value !== null && line.before ? percent(line.value - line.before, line.before, 2) : null;
  return t('index.finding', {
    name: say(line.name),
    value: line.value === null ? '—' : line.value.toFixed(2),
    change: change === null ? '—' : change.startsWith('−') || /^0\.0+%$/.test(change) ? change : `+${change}`,
    base: line.baseDate,
  });
}
