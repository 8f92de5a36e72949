import type { StatementObjection } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { CaseList } from './CaseList';
import { Saying } from './parts';

const tones = { filed: 'bad', upheld: 'warn', rejected: 'plain' } as const;

/** Objections to statements, and their answers. */
export function ObjectionsTab({ acts, changed }: { acts: boolean; changed: () => void }) {
  const { t, say } = useText();
  return (
    <CaseList<StatementObjection>
      path="/clearing/objections"
      none={{ title: t('clearing.noObjections'), help: t('clearing.noObjections.help') }}
      head={one => ({
        title: `${t('clearing.objection', { number: one.number })} · ${say(one.holder)}`,
        tone: tones[one.status],
        status: t(`clearing.objection.${one.status}`),
        when: `${t('clearing.statementOf', { date: one.date })} · ${chinaTime(one.filedAt)}`,
      })}
      changed={changed}
    >
      {(one, again) => (
        <>
          <p>{one.text}</p>
          {one.answer && (
            <p className="small">
              {t('clearing.answer')}: {one.answer}
            </p>
          )}
          {acts && one.status === 'filed' && (
            <div className="case-acts">
              {([false, true] as const).map(upheld => (
                <Saying
                  key={String(upheld)}
                  path={`/clearing/objections/${one.number}/answer`}
                  label={t('clearing.answer')}
                  button={t(upheld ? 'clearing.uphold' : 'clearing.reject')}
                  body={text => ({ upheld, text })}
                  changed={again}
                />
              ))}
            </div>
          )}
        </>
      )}
    </CaseList>
  );
}
