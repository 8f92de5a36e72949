import type { DifferenceCase } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { CaseList } from './CaseList';
import { Doing, Figure, Saying } from './parts';

const tones = { open: 'bad', agreed: 'good', overridden: 'warn' } as const;

/** Difference cases: figures, remarks, and the override by two people. */
export function DifferencesTab(props: { acts: boolean; decides: boolean; changed: () => void }) {
  const { acts, decides, changed } = props;
  const { t, say } = useText();
  return (
    <CaseList<DifferenceCase>
      path="/clearing/differences"
      none={{ title: t('clearing.noDifferences'), help: t('clearing.noDifferences.help') }}
      head={one => ({
        title: `${t('clearing.case', { number: one.number })} · ${say(one.label)} ${one.subject}`,
        tone: tones[one.status],
        status: t(`clearing.difference.${one.status}`),
        when: one.date,
      })}
      changed={changed}
    >
      {(one, again) => (
        <>
          <dl className="run-figures">
            <div>
              <dt>{t('clearing.ours')}</dt>
              <dd>
                <Figure value={one.ours} unit={one.unit} />
              </dd>
            </div>
            <div>
              <dt>{t('clearing.reported')}</dt>
              <dd>
                <Figure value={one.reported} unit={one.unit} />
              </dd>
            </div>
            <div>
              <dt>{t('clearing.difference')}</dt>
              <dd>
                <Figure value={one.reported - one.ours} unit={one.unit} />
              </dd>
            </div>
          </dl>
          {one.notes.map((note, i) => (
            <p key={i} className="small">
              <span className="figures muted">{chinaTime(note.instant)}</span> {note.by}: {note.text}
            </p>
          ))}
          {one.proposedBy && (
            <p className="small">
              {t('clearing.proposedBy', { name: one.proposedBy })} {one.reason}
              {one.confirmedBy && ` · ${t('clearing.confirmedBy', { name: one.confirmedBy })}`}
            </p>
          )}
          {(acts || decides) && one.status === 'open' && (
            <div className="case-acts">
              {acts && (
                <Saying
                  path={`/clearing/differences/${one.number}/notes`}
                  label={t('clearing.note')}
                  button={t('clearing.addNote')}
                  changed={again}
                />
              )}
              {one.proposedBy ? (
                <Doing
                  path={`/clearing/differences/${one.number}/confirmation`}
                  button={t('clearing.confirmOverride')}
                  changed={again}
                />
              ) : (
                acts && (
                  <Saying
                    path={`/clearing/differences/${one.number}/override`}
                    label={t('clearing.overrideReason')}
                    button={t('clearing.proposeOverride')}
                    danger
                    changed={again}
                  />
                )
              )}
            </div>
          )}
        </>
      )}
    </CaseList>
  );
}
