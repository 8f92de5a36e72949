import { Button, Input, Popconfirm } from 'antd';
import { useState } from 'react';
import type { CompanyBooks, InventoryBook, InventoryMonth } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Mark, type Tone } from '../shared/marks';
import { Outcome } from '../workspace/Outcome';
import { useCommand, type CommandState } from '../workspace/useCommand';
import { tonnes } from './parts';

interface Props {
  book: InventoryBook;
  company: CompanyBooks;
  changed: () => void;
}

/** A second person passes each month, then it is locked; when all are, the year is issued. */
export function ReviewTab({ book, company, changed }: Props) {
  const { t } = useText();
  const command = useCommand();
  const acts = book.mine && !book.issued && book.revision === book.newest;
  const issue = async () => {
    if (await command.send('POST', `/accounting/inventories/${book.year}/issue`, {})) changed();
  };
  return (
    <>
      <p className="muted acc-help">{t('acc.review.help')}</p>
      <Outcome command={command} />
      <ol className="acc-months">
        {book.months.map(month => (
          <li key={month.month}>
            <Month {...{ book, company, month, changed, acts, command }} />
          </li>
        ))}
      </ol>
      {acts && (
        <Popconfirm title={t('acc.issue.ask')} onConfirm={() => void issue()}>
          <Button type="primary" disabled={book.months.some(month => month.locked === null)} loading={command.sending}>
            {t('acc.issue')}
          </Button>
        </Popconfirm>
      )}
    </>
  );
}

interface MonthProps extends Props {
  month: InventoryMonth;
  acts: boolean;
  command: CommandState;
}

function Month({ book, company, month, changed, acts, command }: MonthProps) {
  const { t, say } = useText();
  const [note, setNote] = useState('');
  const path = `/accounting/inventories/${book.year}/months/${month.month}`;
  const act = async (what: 'review' | 'lock', body: object) => {
    if (await command.send('POST', `${path}/${what}`, body)) {
      setNote('');
      changed();
    }
  };
  const [tone, words]: [Tone, string] = month.locked
    ? ['good', t('acc.month.lockedShort')]
    : month.reviewed
      ? ['info', t('acc.month.reviewedShort')]
      : month.entries === 0
        ? ['plain', t('acc.month.empty')]
        : month.missing.length > 0
          ? ['warn', t('acc.month.missing', { count: month.missing.length })]
          : ['plain', t('acc.month.ready')];
  const own = book.entries.some(entry => entry.month === month.month && entry.entered.user === book.me);
  const missing = month.missing.map(id => say(company.sources.find(one => one.id === id)?.name)).join(' · ');
  return (
    <>
      <div className="acc-month-head">
        <strong>{t('acc.month', { month: month.month })}</strong>
        <Mark tone={tone}>{words}</Mark>
        <span className="figures muted">{month.entries > 0 ? `${tonnes(month.location)} t` : ''}</span>
      </div>
      <div className="acc-month-story small muted">
        {month.reviewed && (
          <p>{t('acc.month.reviewed', { name: month.reviewed.name, at: chinaTime(month.reviewed.at) })}</p>
        )}
        {month.locked && <p>{t('acc.month.locked', { name: month.locked.name, at: chinaTime(month.locked.at) })}</p>}
        {!month.reviewed && month.note && <p>{t('acc.month.returned', { note: month.note })}</p>}
        {month.entries > 0 && missing && <p>{missing}</p>}
        {acts && own && !month.reviewed && month.missing.length === 0 && <p>{t('acc.review.own')}</p>}
      </div>
      {acts && !month.locked && month.entries > 0 && month.missing.length === 0 && (month.reviewed || !own) && (
        <div className="acc-month-acts">
          {month.reviewed ? (
            <Button size="small" onClick={() => void act('lock', {})}>
              {t('acc.review.lock')}
            </Button>
          ) : (
            <>
              <Input
                size="small"
                aria-label={t('acc.review.note')}
                placeholder={t('acc.review.note')}
                value={note}
                maxLength={500}
                onChange={event => setNote(event.target.value)}
              />
              <Button size="small" type="primary" onClick={() => void act('review', { passed: true, note })}>
                {t('acc.review.pass')}
              </Button>
              <Button size="small" disabled={!note.trim()} onClick={() => void act('review', { passed: false, note })}>
                {t('acc.review.return')}
              </Button>
            </>
          )}
        </div>
      )}
    </>
  );
}
