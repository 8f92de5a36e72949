import type { MeasuresAnswer } from '../api/types';
import { useText } from '../i18n/text';
import type { TextKey } from '../i18n/zh';
import { Section } from '../shared/page';
import { useSession } from '../shell/session';
import { ActForm } from './ActForm';

const restrictions = ['noBuying', 'noOpening', 'reduceOnly', 'noTrading'];
const relations = ['corporateGroup', 'sharedRepresentative', 'actingInConcert'];
const classes = ['coveredEntity', 'institution', 'individual'];

/** What the authority and the exchange may impose; limits are the authority's alone. */
export function MeasureForms({ data, reload }: { data: MeasuresAnswer; reload: () => void }) {
  const { t, say } = useText();
  const { session } = useSession();
  const role = session?.role ?? '';
  if (role !== 'regulator' && role !== 'exchange') return null;
  const parties = data.parties.map(p => ({ value: p.id, label: `${say(p.name)} · ${p.id}` }));
  const options = (prefix: string, values: string[]) =>
    values.map(value => ({ value, label: t(`${prefix}.${value}` as TextKey) }));
  const party = { name: 'participant', label: t('oversight.form.party'), kind: 'choice' as const, options: parties, numeric: true };
  const reason = { name: 'reason', label: t('oversight.reason'), kind: 'text' as const };
  const running = data.restrictions.filter(r => r.liftedOn === null);
  const groups = data.relations.filter(r => r.endedOn === null);
  return (
    <Section title={t('oversight.form.acts')}>
      <ActForm
        title={t('oversight.form.restrict')}
        path="/oversight/restrictions"
        submit={t('oversight.form.restrict')}
        danger
        done={reload}
        fields={[
          party,
          { name: 'kind', label: t('oversight.col.kind'), kind: 'choice', options: options('oversight.restriction', restrictions) },
          { name: 'from', label: t('oversight.col.from'), kind: 'date', initial: today(data) },
          { name: 'through', label: t('oversight.col.through'), kind: 'date', optional: true },
          { name: 'cause', label: t('oversight.col.cause'), kind: 'text' },
        ]}
      />
      <ActForm
        title={t('oversight.form.warn')}
        path="/oversight/warnings"
        submit={t('oversight.form.warn')}
        done={reload}
        fields={[party, { name: 'text', label: t('oversight.col.text'), kind: 'area' }]}
      />
      <ActForm
        title={t('oversight.form.relate')}
        path="/oversight/relations"
        submit={t('oversight.form.relate')}
        done={reload}
        fields={[
          { name: 'members', label: t('oversight.col.members'), kind: 'choices', options: parties, numeric: true },
          { name: 'kind', label: t('oversight.col.kind'), kind: 'choice', options: options('oversight.relation', relations) },
          { name: 'name', label: t('oversight.col.name'), kind: 'text' },
          { name: 'evidence', label: t('oversight.form.evidence'), kind: 'text' },
        ]}
      />
      {running.map(r => (
        <ActForm
          key={`lift-${r.number}`}
          title={t('oversight.form.lift', {
            name: say(r.participant),
            kind: t(`oversight.restriction.${r.kind}` as TextKey),
          })}
          path={`/oversight/restrictions/${r.number}/lifting`}
          submit={t('oversight.form.liftIt')}
          done={reload}
          fields={[reason]}
        />
      ))}
      {groups.map(g => (
        <ActForm
          key={`end-${g.number}`}
          title={t('oversight.form.endRelation', { name: g.name })}
          path={`/oversight/relations/${g.number}/ending`}
          submit={t('oversight.form.endIt')}
          done={reload}
          fields={[reason]}
        />
      ))}
      {role === 'regulator' && (
        <>
          <ActForm
            title={t('oversight.form.classLimit')}
            path="/oversight/class-limits"
            submit={t('oversight.form.setLimit')}
            done={reload}
            fields={[
              { name: 'kind', label: t('oversight.form.class'), kind: 'choice', options: options('oversight.class', classes) },
              { name: 'tonnes', label: t('oversight.form.limit'), kind: 'tonnes', optional: true },
              reason,
            ]}
          />
          {groups.map(g => (
            <ActForm
              key={`limit-${g.number}`}
              title={t('oversight.form.groupLimit', { name: g.name })}
              path={`/oversight/relations/${g.number}/limit`}
              submit={t('oversight.form.setLimit')}
              done={reload}
              fields={[
                { name: 'tonnes', label: t('oversight.form.limit'), kind: 'tonnes', optional: true },
                reason,
              ]}
            />
          ))}
        </>
      )}
    </Section>
  );
}

/** The market's day: the answer's instant in China. */
export function today(answer: { asOf: { instant: string } }): string {
  return new Date(Date.parse(answer.asOf.instant) + 8 * 3_600_000).toISOString().slice(0, 10);
}
