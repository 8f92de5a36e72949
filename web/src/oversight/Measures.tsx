import type { MeasuresAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { PlainTable } from './parts';

/** Restrictions, warnings, large holders and relations. */
export function MeasuresPart() {
  const { t, say } = useText();
  const state = useApi<MeasuresAnswer>('/oversight/measures');
  const heads = (...keys: string[]) => keys.map(k => t(`oversight.col.${k}` as TextKey));
  return (
    <Answer state={state}>
      {data => (
        <>
          <Section title={t('oversight.restrictions')}>
            {data.restrictions.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <PlainTable
                label={t('oversight.restrictions')}
                head={heads('name', 'kind', 'from', 'through', 'cause', 'status')}
                rows={data.restrictions.map(r => [
                  say(r.participant),
                  t(`oversight.restriction.${r.kind}` as TextKey),
                  r.from,
                  r.through ?? '—',
                  r.cause,
                  r.inForce ? t('oversight.inForce') : (r.liftedOn ?? t('oversight.ended')),
                ])}
              />
            )}
          </Section>
          <Section title={t('oversight.holders')}>
            {data.holders.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <PlainTable
                label={t('oversight.holders')}
                head={heads('name', 'date', 'tonnes', 'share', 'dueBy', 'status')}
                rows={data.holders.map(h => [
                  say(h.holder),
                  h.date,
                  fullTonnes(h.holding),
                  `${((h.holding / Math.max(1, h.circulation)) * 100).toFixed(1)} %`,
                  h.dueBy,
                  h.reportedOn
                    ? t('oversight.reported', { date: h.reportedOn })
                    : t(h.overdue ? 'oversight.overdue' : 'oversight.due'),
                ])}
              />
            )}
          </Section>
          <Section title={t('oversight.relations')}>
            {data.relations.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <PlainTable
                label={t('oversight.relations')}
                head={heads('name', 'kind', 'members', 'limit', 'from', 'through')}
                rows={data.relations.map(r => [
                  r.name,
                  t(`oversight.relation.${r.kind}` as TextKey),
                  r.members,
                  r.limit === null ? '—' : fullTonnes(r.limit),
                  r.from,
                  r.endedOn ?? '—',
                ])}
              />
            )}
          </Section>
          <Section title={t('oversight.warnings')}>
            {data.warnings.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <PlainTable
                label={t('oversight.warnings')}
                head={heads('name', 'date', 'text', 'status')}
                rows={data.warnings.map(w => [
                  say(w.participant),
                  w.date,
                  w.text,
                  w.acknowledgedOn ? t('oversight.acknowledged', { date: w.acknowledgedOn }) : t('oversight.unacknowledged'),
                ])}
              />
            )}
          </Section>
        </>
      )}
    </Answer>
  );
}
