import { Link } from 'react-router';
import type { AnnualCapture } from '../../api/types';
import { grouped } from '../../format/numbers';
import { useText } from '../../i18n/text';
import { CaptureMarks } from '../../months/CapturesPage';
import { DocumentLink } from '../../shared/FileField';
import { Section } from '../../shared/page';
import { PlainTable } from '../../shared/PlainTable';

/** What a report deducts as captured and handed on, each figure beside the transfer that covers it. */
export function CapturesDeducted({ of }: { of: AnnualCapture[] }) {
  const { t } = useText();
  if (of.length === 0) return null;
  return (
    <Section title={t('captures.inReport')}>
      <p className="muted">{t('captures.inReportHelp')}</p>
      <PlainTable
        label={t('captures.inReport')}
        head={[
          t('annual.month'),
          t('captures.figure'),
          { title: t('captures.claimed'), number: true },
          t('captures.transfer'),
          { title: t('captures.quantity'), number: true },
          t('captures.state'),
          { title: t('captures.credited'), number: true },
        ]}
        rows={of.map(one => [
          <Link key="month" to={`/mrv/months/${one.transfer.entityId}/${one.transfer.year}/${one.month}`}>
            {one.month}
          </Link>,
          <code key="figure">{one.column}</code>,
          `${grouped(one.claimed)} ${one.unit}`,
          <span key="transfer">
            <DocumentLink hash={one.transfer.document} name={one.transfer.number} /> {one.transfer.receiver}
          </span>,
          `${grouped(String(one.transfer.quantity))} ${one.transfer.unit}`,
          <CaptureMarks key="marks" of={one.transfer} />,
          one.credited,
        ])}
      />
    </Section>
  );
}
