import { CloseOutlined, UploadOutlined } from '@ant-design/icons';
import { Button, Upload } from 'antd';
import { useState } from 'react';
import { apiUrl, problemOf } from '../api/client';
import type { Problem } from '../api/types';
import { useText } from '../i18n/text';
import { documentOf } from '../months/documents';
import { RefusalPanel } from './RefusalPanel';

interface Props {
  /** What the files are for; read out with the button. */
  label: string;
  /** Hashes of what has been put into evidence. */
  hashes: string[];
  set: (hashes: string[]) => void;
  /** Whether several files may stand side by side; otherwise the next takes the place of the one before. */
  many?: boolean;
}

/** Puts chosen files into evidence at once; the form keeps their hashes, the reader sees their names. */
export function FileField({ label, hashes, set, many = false }: Props) {
  const { t } = useText();
  const [names, setNames] = useState<Record<string, string>>({});
  const [problem, setProblem] = useState<Problem | null>(null);
  const [busy, setBusy] = useState(false);
  const put = async (files: File[]) => {
    setBusy(true);
    setProblem(null);
    let kept = many ? hashes : [];
    try {
      for (const file of files) {
        const hash = await documentOf(file);
        setNames(now => ({ ...now, [hash]: file.name }));
        kept = [...kept.filter(one => one !== hash), hash];
        set(kept);
      }
    } catch (error) {
      setProblem(problemOf(error));
    }
    setBusy(false);
  };
  return (
    <div className="file-field">
      {hashes.length > 0 && (
        <ul>
          {hashes.map(hash => (
            <li key={hash}>
              <DocumentLink hash={hash} name={names[hash]} />
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined aria-hidden />}
                aria-label={t('file.remove', { name: names[hash] ?? hash.slice(0, 10) })}
                onClick={() => set(hashes.filter(one => one !== hash))}
              />
            </li>
          ))}
        </ul>
      )}
      <Upload
        showUploadList={false}
        multiple={many}
        beforeUpload={(file, all) => {
          if (file === all[0]) void put(all);
          return false;
        }}
      >
        <Button icon={<UploadOutlined aria-hidden />} loading={busy} aria-label={label}>
          {t(many && hashes.length > 0 ? 'file.more' : 'file.choose')}
        </Button>
      </Upload>
      {problem && <RefusalPanel problem={problem} />}
    </div>
  );
}

/** A file in evidence by its hash; the whole of it on hovering. */
export function DocumentLink({ hash, name }: { hash: string; name?: string | undefined }) {
  return (
    <a href={apiUrl(`/documents/${hash}`)} title={hash}>
      {name ?? <code>{hash.slice(0, 10)}</code>}
    </a>
  );
}
