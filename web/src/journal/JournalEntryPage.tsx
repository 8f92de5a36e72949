import { Link, useParams } from 'react-router';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import JournalAnswer from './JournalAnswer';

export default function JournalEntryPage() {
  const { position = '' } = useParams();
  const { t } = useText();
  const number = Number(position);
  return (
    <PageFrame
      title={t('why.record', { position: number.toLocaleString('en-US') })}
      lead={t('why.decision')}
      back={{ to: '/journal', label: t('journal.title') }}
    >
      <nav className="neighbours" aria-label={t('journal.title')}>
        {number > 1 && <Link to={`/journal/${number - 1}`}>← {t('why.record', { position: number - 1 })}</Link>}
        <Link to={`/journal/${number + 1}`}>{t('why.record', { position: number + 1 })} →</Link>
      </nav>
      <div className="narrow">
        <JournalAnswer position={number} />
      </div>
    </PageFrame>
  );
}
