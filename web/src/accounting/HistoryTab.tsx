import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { InventoryBook } from '../api/types';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Field, Table, monthsOfYear, tonnes } from './parts';

/** Every revision of the year as it was issued, and the way to a new one. */
export function HistoryTab({ book, changed }: { book: InventoryBook; changed: () => void }) {
  const { t } = useText();
  return (
    <>
      <Section title={t('acc.history')}>
        <Table
          label={t('acc.history')}
          numbersFrom={3}
          head={[t('acc.tab.history'), t('acc.registered.status'), t('acc.reason'), t('acc.totalLocation'), t('acc.totalMarket'), '']}
          rows={book.revisions.map(one => [
            <>
              {t('acc.revision', { revision: one.revision })}
              <span className="fact-note figures">{chinaTime(one.openedAt)}</span>
            </>,
            <>
              <Mark tone={one.issued ? 'good' : 'info'}>{t(one.issued ? 'acc.issued' : 'acc.open')}</Mark>
              {one.issued && (
                <span className="fact-note">
                  {one.issued.name} · {chinaTime(one.issued.at)}
                </span>
              )}
            </>,
            one.reason || '—',
            tonnes(one.totals.location),
            tonnes(one.totals.market),
            one.revision === book.revision ? (
              ''
            ) : (
              <Link key="look" to={`?revision=${one.revision}&tab=history`}>
                {t('acc.history.view')}
              </Link>
            ),
          ])}
        />
      </Section>
      {book.mine && book.issued && book.revision === book.newest && <Restate book={book} changed={changed} />}
    </>
  );
}

function Restate({ book, changed }: { book: InventoryBook; changed: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [reason, setReason] = useState('');
  const [months, setMonths] = useState<number[]>([]);
  const send = async () => {
    if (await command.send('POST', `/accounting/inventories/${book.year}/restatement`, { reason, months })) changed();
  };
  return (
    <Section title={t('acc.restate')}>
      <div className="ticket">
        <p className="muted small">{t('acc.restate.help')}</p>
        <Field label={t('acc.reason')}>
          <Input.TextArea rows={2} maxLength={500} value={reason} onChange={event => setReason(event.target.value)} />
        </Field>
        <Field label={t('acc.restate.months')}>
          <Select
            mode="multiple"
            value={months}
            onChange={setMonths}
            options={monthsOfYear.map(value => ({ value, label: t('acc.month', { month: value }) }))}
          />
        </Field>
        <Button loading={command.sending} disabled={!reason.trim()} onClick={() => void send()}>
          {t('acc.restate')}
        </Button>
        <Outcome command={command} />
      </div>
    </Section>
  );
}
