import { Tag } from 'antd';
import type { Page, StatementObjection } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Answer, Nothing } from '../shared/states';
import { Saying } from './parts';

const tones = { filed: 'red', upheld: 'gold', rejected: 'default' } as const;

/** Objections to statements, and their answers. */
export function ObjectionsTab({ acts, changed }: { acts: boolean; changed: () => void }) {
  const { t, say } = useText();
  const objections = useApi<Page<StatementObjection>>('/clearing/objections', { size: 100 });
  const again = () => {
    objections.reload();
    changed();
  };
  return (
    <Answer state={objections} rows={6}>
      {page =>
        page.items.length === 0 ? (
          <Nothing title={t('clearing.noObjections')}>{t('clearing.noObjections.help')}</Nothing>
        ) : (
          <ul className="case-list">
            {page.items.map(one => (
              <li key={one.number} className="case">
                <p className="case-head">
                  <strong>
                    {t('clearing.objection', { number: one.number })} · {say(one.holder)}
                  </strong>{' '}
                  <Tag color={tones[one.status]}>{t(`clearing.objection.${one.status}`)}</Tag>
                  <span className="figures muted">
                    {t('clearing.statementOf', { date: one.date })} · {chinaTime(one.filedAt)}
                  </span>
                </p>
                <p>{one.text}</p>
                {one.answer && (
                  <p className="small">
                    {t('clearing.answer')}: {one.answer}
                  </p>
                )}
                {acts && one.status === 'filed' && (
                  <div className="case-acts">
                    <Saying
                      path={`/clearing/objections/${one.number}/answer`}
                      label={t('clearing.answer')}
                      button={t('clearing.reject')}
                      body={text => ({ upheld: false, text })}
                      changed={again}
                    />
                    <Saying
                      path={`/clearing/objections/${one.number}/answer`}
                      label={t('clearing.answer')}
                      button={t('clearing.uphold')}
                      body={text => ({ upheld: true, text })}
                      changed={again}
                    />
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
