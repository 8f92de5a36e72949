import { Tag } from 'antd';
import type { DifferenceCase, Page } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import { Doing, Figure, Saying } from './parts';

const tones = { open: 'red', agreed: 'green', overridden: 'gold' } as const;

/** Difference cases: figures, remarks, and the override by two people. */
export function DifferencesTab(props: { acts: boolean; decides: boolean; changed: () => void }) {
  const { acts, decides, changed } = props;
  const { t, say } = useText();
  const cases = useApi<Page<DifferenceCase>>('/clearing/differences', { size: 100 });
  const again = () => {
    cases.reload();
    changed();
  };
  return (
    <Answer state={cases} rows={6}>
      {page =>
        page.items.length === 0 ? (
          <Nothing title={t('clearing.noDifferences')}>{t('clearing.noDifferences.help')}</Nothing>
        ) : (
          <ul className="case-list">
            {page.items.map(one => (
              <li key={one.number} className="case">
                <p className="case-head">
                  <strong>
                    {t('clearing.case', { number: one.number })} · {say(one.label)} {one.subject}
                  </strong>{' '}
                  <Tag color={tones[one.status]}>{t(`clearing.difference.${one.status}`)}</Tag>
                  <span className="figures muted">{one.date}</span>
                </p>
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
              </li>
            ))}
          </ul>
        )
      }
    </Answer>
  );
}
