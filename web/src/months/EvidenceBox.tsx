import { Button, Select, Upload } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/client';
import type { DocumentLimits, EvidenceFile, Problem } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { RefusalPanel } from '../shared/RefusalPanel';
import { fileDocument } from './documents';

export const fileChoices = (files: EvidenceFile[]) => files.map(one => ({ value: one.hash, label: one.name }));

/** The entity's files in evidence: upload another, or name one for every measured value that has none. */
export function EvidenceBox(props: { files: EvidenceFile[]; reload: () => void; attach: (hash: string) => void }) {
  const { files, reload, attach } = props;
  const { t } = useText();
  const [busy, setBusy] = useState(false);
  const [chosen, setChosen] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const limits = useApi<DocumentLimits>('/documents/limits').data;
  const most = limits ? limits.mostBytes / 1024 / 1024 : null;
  const [kept, setKept] = useState(0);
  const upload = async (all: File[]) => {
    setBusy(true);
    setProblem(null);
    setKept(0);
    try {
      for (const file of all) {
        setChosen(await fileDocument(file));
        setKept(now => now + 1);
      }
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
    reload();
  };
  return (
    <section className="month-files" aria-label={t('months.files')}>
      <Upload
        multiple
        showUploadList={false}
        beforeUpload={(file, all) => {
          if (file === all[0]) void upload(all);
          return false;
        }}
      >
        <Button loading={busy}>{t('months.upload')}</Button>
      </Upload>
      <label>
        <span className="small muted">{t('months.attach')}</span>
        <Select
          aria-label={t('months.attach')}
          value={chosen === '' ? null : chosen}
          options={fileChoices(files)}
          onChange={(hash: string | null) => setChosen(hash ?? '')}
          popupMatchSelectWidth={false}
        />
      </label>
      <Button onClick={() => attach(chosen)}>{t('months.attachDo')}</Button>
      <span className="small muted">
        {t('months.filesHelp')} {most !== null && t('file.limit', { most })}{' '}
        {kept > 0 && <strong role="status">{t('file.kept', { count: kept })}</strong>}
      </span>
      {problem && <RefusalPanel problem={problem} />}
    </section>
  );
}
