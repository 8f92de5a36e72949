import { Button, Select, Upload } from 'antd';
import { useState } from 'react';
import { problemOf } from '../api/client';
import type { EvidenceFile, Problem } from '../api/types';
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
  const upload = async (file: File) => {
    setBusy(true);
    setProblem(null);
    try {
      setChosen(await fileDocument(file));
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
    reload();
  };
  return (
    <section className="month-files" aria-label={t('months.files')}>
      <Upload
        showUploadList={false}
        beforeUpload={file => {
          void upload(file);
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
      <span className="small muted">{t('months.filesHelp')}</span>
      {problem && <RefusalPanel problem={problem} />}
    </section>
  );
}
