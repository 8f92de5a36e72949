import type { MeasuresAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes } from '../format/numbers';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { FileLink } from '../shared/FileLink';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer, Nothing } from '../shared/states';
import { MeasureForms } from './MeasureForms';
import { percent } from './parts';


/** Restrictions, warnings, large holders and relations. */
export function MeasuresPart() {
  const { t, say } = useText();
  const state = useApi<MeasuresAnswer>('/oversight/measures');
  const heads = (...keys: string[]) => keys.map(k => t(`oversight.col.${k}` as TextKey));
  return (
    <Answer state={state}>
      {data => (
        <>
          <MeasureForms data={data} reload={state.reload} />
          <Section title={t('oversight.restrictions')} actions={<Files of="restrictions" />}>
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
          <Section title={t('oversight.holders')} actions={<Files of="large-holders" />}>
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
                  percent(String(h.holding / Math.max(1, h.circulation))),
                  h.dueBy,
                  h.reportedOn
                    ? t('oversight.reported', { date: h.reportedOn })
                    : t(h.overdue ? 'oversight.overdue' : 'oversight.due'),
                ])}
              />
            )}
          </Section>
          <Section title={t('oversight.relations')} actions={<Files of="relations" />}>
            {data.relations.length === 0 ? (
              <Nothing title={t('oversight.none')} />
            ) : (
              <PlainTable
                label={t('oversight.relations')}
                head={heads('name', 'kind', 'members', 'limit', 'from', 'through')}
                rows={data.relations.map(r => [
                  r.name,
                  t(`oversight.relation.${r.kind}` as TextKey),
                  say(r.members),
                  r.limit === null ? '—' : fullTonnes(r.limit),
                  r.from,
                  r.endedOn ?? '—',
                ])}
              />
            )}
          </Section>
          {data.classLimits.length > 0 && (
            <Section title={t('oversight.classLimits')}>
              <PlainTable
                label={t('oversight.classLimits')}
                head={heads('kind', 'limit')}
                rows={data.classLimits.map(l => [say(l.name), fullTonnes(l.tonnes)])}
              />
            </Section>
          )}
          <Section title={t('oversight.warnings')} actions={<Files of="warnings" />}>
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

/** The list as a file. */
function Files({ of }: { of: string }) {
  return (
    <>
      {(['csv', 'xlsx'] as const).map(format => (
        <FileLink key={format} path={`/oversight/${of}`} format={format} />
      ))}
    </>
  );
}
