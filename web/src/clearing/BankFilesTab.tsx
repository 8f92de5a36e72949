import { UploadOutlined } from '@ant-design/icons';
import { Button, Pagination } from 'antd';
import { useRef, useState } from 'react';
import { apiUrl, newIdempotencyKey, problemOf, write } from '../api/client';
import type { BankFile, FileCheck, Funds, Page, Problem } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { FileLink } from '../shared/FileLink';
import { Section } from '../shared/page';
import { RefusalPanel } from '../shared/RefusalPanel';
import { Answer, Nothing } from '../shared/states';
import { usePhone } from '../shared/usePhone';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { Doing, Yuan } from './parts';

const perPage = 30;

/** Files from the banks, checked line by line before they are booked, and files to them. */
export function BankFilesTab({ acts, changed }: { acts: boolean; changed: () => void }) {
  const { t } = useText();
  const phone = usePhone();
  const [shown, show] = useState(1);
  const files = useApi<Page<BankFile>>('/clearing/bank-files', { page: shown, size: perPage });
  const again = () => {
    files.reload();
    changed();
  };
  return (
    <>
      {acts && (
        <div className="split split-even">
          <Section title={t('clearing.import')}>
            <Import changed={again} />
          </Section>
          <Section title={t('clearing.outgoing')}>
            <Outgoing changed={again} />
          </Section>
        </div>
      )}
      <Section
        title={t('clearing.allFiles')}
        actions={<FileLink path="/clearing/bank-files" format="xlsx" />}
      >
        <Answer state={files} rows={6}>
          {page =>
            page.items.length === 0 ? (
              <Nothing title={t('clearing.noFiles')} />
            ) : (
              <>
                <Files files={page.items} />
                <div className="ledger-foot">
                  <span className="figures muted">
                    {t('ledger.rows', { total: page.total.toLocaleString('en-US') })}
                  </span>
                  <Pagination
                    size="small"
                    simple={phone}
                    current={shown}
                    pageSize={perPage}
                    total={page.total}
                    showSizeChanger={false}
                    hideOnSinglePage
                    onChange={show}
                  />
                </div>
              </>
            )
          }
        </Answer>
      </Section>
    </>
  );
}

function Import({ changed }: { changed: () => void }) {
  const { t, say } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<{ name: string; content: string } | null>(null);
  const [check, setCheck] = useState<FileCheck | null>(null);
  const [trouble, setTrouble] = useState<Problem | null>(null);
  const command = useCommand();
  const choose = async (chosen: File | undefined) => {
    command.clear();
    setCheck(null);
    setTrouble(null);
    if (!chosen) return;
    const content = await chosen.text();
    setFile({ name: chosen.name, content });
    try {
      setCheck(await write<FileCheck>('POST', '/clearing/bank-files/check', { content }, newIdempotencyKey()));
    } catch (error) {
      setTrouble(problemOf(error));
    }
  };
  return (
    <>
      <p className="muted small">{t('clearing.import.help')}</p>
      <input
        ref={input}
        type="file"
        accept=".csv,.txt,text/csv"
        hidden
        data-testid="bank-file"
        onChange={event => {
          void choose(event.target.files?.[0]);
          event.target.value = '';
        }}
      />
      <Button icon={<UploadOutlined aria-hidden />} onClick={() => input.current?.click()}>
        {t('clearing.chooseFile')}
      </Button>{' '}
      {file && <span className="small">{file.name}</span>}
      {trouble && <RefusalPanel problem={trouble} />}
      {check && (
        <div className="file-check">
          {check.number && (
            <p>
              {t('clearing.fileOf', { bank: check.bank ?? '', number: check.number, records: check.records })}
              {' · '}
              {t('clearing.in')} <Yuan fen={check.inFen} /> · {t('clearing.out')} <Yuan fen={check.outFen} />
            </p>
          )}
          {check.problems.length > 0 && (
            <ul className="file-problems" role="alert">
              {check.problems.map((problem, i) => (
                <li key={i}>{say(problem.text)}</li>
              ))}
            </ul>
          )}
          <Button
            type="primary"
            disabled={check.problems.length > 0}
            loading={command.sending}
            onClick={() =>
              void command
                .send('POST', '/clearing/bank-files', { content: file?.content })
                .then(done => {
                  setCheck(null);
                  if (done) changed();
                })
            }
          >
            {t('clearing.book')}
          </Button>
        </div>
      )}
      <Outcome command={command} />
    </>
  );
}

function Outgoing({ changed }: { changed: () => void }) {
  const { t, say } = useText();
  const funds = useApi<Funds>('/clearing/funds');
  return (
    <>
      <p className="muted small">{t('clearing.outgoing.help')}</p>
      <Answer state={funds} rows={2}>
        {shown => (
          <div className="bank-buttons">
            {shown.banks
              .filter(bank => bank.bank)
              .map(bank => (
                <Doing
                  key={bank.bank}
                  path="/clearing/bank-files/outgoing"
                  body={{ bank: bank.bank }}
                  button={t('clearing.makeFile', { bank: say(bank.name) })}
                  changed={changed}
                />
              ))}
          </div>
        )}
      </Answer>
    </>
  );
}

function Files({ files }: { files: BankFile[] }) {
  const { t } = useText();
  return (
    <div className="scroll-x" tabIndex={0}>
      <table className="plain">
        <thead>
          <tr>
            <th scope="col">{t('clearing.file')}</th>
            <th scope="col">{t('clearing.direction')}</th>
            <th scope="col">{t('table.date')}</th>
            <th scope="col" className="right">
              {t('clearing.records')}
            </th>
            <th scope="col" className="right">
              {t('clearing.in')} <span className="unit">{t('operations.money.unit')}</span>
            </th>
            <th scope="col" className="right">
              {t('clearing.out')} <span className="unit">{t('operations.money.unit')}</span>
            </th>
            <th scope="col" className="right">
              {t('clearing.toOtherBanks')} <span className="unit">{t('operations.money.unit')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {files.map(file => (
            <tr key={`${file.bank}-${file.number}-${file.incoming}`}>
              <td className="nowrap">
                {file.incoming ? (
                  `${file.bank} ${file.number}`
                ) : (
                  <a href={apiUrl(`/clearing/bank-files/${file.bank}/${file.number}`)} download>
                    {file.bank} {file.number}
                  </a>
                )}
              </td>
              <td className="nowrap">{t(file.incoming ? 'clearing.incoming' : 'clearing.outward')}</td>
              <td className="figures nowrap">{file.date}</td>
              <td className="right figures">{file.records}</td>
              <td className="right">
                <Yuan fen={file.inFen} />
              </td>
              <td className="right">
                <Yuan fen={file.outFen} />
              </td>
              <td className="right">
                <Yuan fen={file.toOtherBanksFen} change />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
