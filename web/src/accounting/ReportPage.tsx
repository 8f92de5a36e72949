import { DownloadOutlined, PrinterOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useParams, useSearchParams } from 'react-router';
import { apiUrl } from '../api/client';
import type {
  BreakdownSide,
  CompanyBooks,
  DataQuality,
  InventoryAnalysis,
  InventoryBook,
  InventoryUncertainty,
} from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { useText } from '../i18n/text';
import { PageFrame, Section } from '../shared/page';
import { Answer } from '../shared/states';
import { Table, Totals, plain, tonnes, unitName } from './parts';
import { TargetRows } from './AnalysisTab';
import { SiteTable } from './SetUp';
import { SourceTable, Whole } from './UncertaintyTab';

const sides: BreakdownSide[] = ['scope', 'isoCategory', 'valueChain', 'site', 'source', 'gas', 'month', 'product'];
const qualities: DataQuality[] = ['measured', 'calculated', 'estimated'];

/** The year's inventory as one page to print: totals, tables, basis of preparation, persons. */
export default function ReportPage() {
  const { id = '', year = '' } = useParams();
  const { t, say } = useText();
  const [parameters] = useSearchParams();
  const revision = parameters.get('revision');
  const query = revision ? { revision } : {};
  const base = `/accounting/companies/${encodeURIComponent(id)}`;
  const path = `${base}/${encodeURIComponent(year)}`;
  const company = useApi<CompanyBooks>(base);
  const state = useApi<InventoryBook>(path, query);
  const analysis = useApi<InventoryAnalysis>(`${path}/analysis`, query);
  const sure = useApi<InventoryUncertainty>(`${path}/uncertainty`, query);
  const book = state.data;
  return (
    <PageFrame
      title={book ? `${say(book.name)} · ${t('acc.year', { year: book.year })} · ${t('acc.report')}` : t('acc.report')}
      asOf={book?.asOf}
      back={{ to: `/accounting/${id}/${year}`, label: t('acc.year', { year }) }}
    >
      <div className="entity-bar acc-print-tools">
        <Button icon={<PrinterOutlined aria-hidden />} onClick={() => window.print()}>
          {t('acc.report.print')}
        </Button>
        <Button icon={<DownloadOutlined aria-hidden />} href={apiUrl(`${path}/report`, query)} download>
          {t('acc.report.xlsx')}
        </Button>
      </div>
      <Answer state={state} rows={12}>
        {shown => (
          <>
            <p>
              {t('acc.revision', { revision: shown.revision })} ·{' '}
              {shown.issued ? t('acc.issued') : t('acc.report.notIssued')}
              {shown.reason && ` · ${t('acc.reason')}：${shown.reason}`}
            </p>
            <Totals totals={shown.totals} />
            <Section title={t('acc.report.method')}>
              <p>
                {t('acc.report.methodText', {
                  approach: t(`acc.approach.${shown.approach}`),
                  warming: t(`acc.warming.${shown.warming}`),
                })}
              </p>
            </Section>
            {company.data && (
              <Section title={t('acc.report.boundary')}>
                <SiteTable sites={company.data.sites} />
              </Section>
            )}
            {analysis.data && <Breakdowns analysis={analysis.data} />}
            {company.data && analysis.data && <Sources company={company.data} book={shown} analysis={analysis.data} />}
            <Quality book={shown} />
            {sure.data && sure.data.sources.length > 0 && (
              <Section title={t('acc.tab.uncertainty')}>
                <p>{t('acc.sure.how.text')}</p>
                <Whole of={sure.data} />
                <SourceTable of={sure.data} />
              </Section>
            )}
            {analysis.data && company.data?.baseYear && (
              <Section title={t('acc.report.baseYear', { year: company.data.baseYear.year })}>
                <Totals totals={company.data.baseYear.totals} />
                <TargetRows analysis={analysis.data} />
              </Section>
            )}
            <Revisions book={shown} />
            <Signatures book={shown} />
          </>
        )}
      </Answer>
    </PageFrame>
  );
}

function Breakdowns({ analysis }: { analysis: InventoryAnalysis }) {
  const { t, say, language } = useText();
  return (
    <div className="acc-report-tables">
      {sides
        .map(side => analysis.breakdowns.find(one => one.side === side))
        .filter(one => one !== undefined && one.parts.length > 0)
        .map(one => (
          <Section key={one!.side} title={t(`acc.side.${one!.side}` as 'acc.side.source')}>
            <Table
              label={t(`acc.side.${one!.side}` as 'acc.side.source')}
              head={['', `${t('acc.location')} tCO₂e`, `${t('acc.market')} tCO₂e`]}
              rows={one!.parts.map(part => [say(part.name), tonnes(part.location), tonnes(part.market)])}
            />
          </Section>
        ))}
      {analysis.intensities.length > 0 && (
        <Section title={t('acc.intensity')}>
          <Table
            label={t('acc.intensity')}
            head={[t('acc.reference.kind'), t('acc.reference.quantity'), t('acc.intensity')]}
            rows={analysis.intensities.map(one => [
              `${t(`acc.reference.${one.kind}`)} ${one.product}`,
              `${plain(one.quantity)} ${unitName(one.unit, language)}`,
              `${plain(one.value)} t/${unitName(one.unit, language)}`,
            ])}
          />
        </Section>
      )}
    </div>
  );
}

interface SourcesProps {
  company: CompanyBooks;
  book: InventoryBook;
  analysis: InventoryAnalysis;
}

function Sources({ company, book, analysis }: SourcesProps) {
  const { t, say } = useText();
  const used = new Set(book.entries.map(entry => entry.source));
  const parts = analysis.breakdowns.find(one => one.side === 'source')?.parts ?? [];
  return (
    <Section title={t('acc.sources')}>
      <Table
        label={t('acc.sources')}
        numbersFrom={5}
        head={[
          t('acc.source'),
          t('acc.site'),
          t('acc.scope'),
          t('acc.method'),
          t('acc.entry.share', { percent: '' }),
          'tCO₂e',
        ]}
        rows={company.sources
          .filter(source => used.has(source.id))
          .map(source => {
            const own = book.entries.filter(entry => entry.source === source.id);
            return [
              say(source.name),
              say(company.sites.find(site => site.id === source.site)?.name),
              source.scope,
              `${say(source.method)} · ${source.methodology} ${source.version}`,
              [...new Set(own.map(entry => `${plain(entry.percent)} %`))].join(' → '),
              tonnes(parts.find(part => part.key === String(source.id))?.location ?? 0),
            ];
          })}
      />
    </Section>
  );
}

function Quality({ book }: { book: InventoryBook }) {
  const { t } = useText();
  return (
    <Section title={t('acc.report.quality')}>
      <ul>
        {qualities.map(quality => {
          const own = book.entries.filter(entry => entry.quality === quality);
          return (
            <li key={quality} className="figures">
              {t('acc.report.qualityLine', {
                quality: t(`acc.quality.${quality}`),
                count: own.length,
                tonnes: tonnes(own.reduce((sum, entry) => sum + entry.location, 0)),
              })}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}

/** How the inventory came to this revision: each one before it with the reason for which it was restated. */
function Revisions({ book }: { book: InventoryBook }) {
  const { t } = useText();
  const shown = book.revisions.filter(one => one.revision <= book.revision);
  if (shown.length < 2) return null;
  return (
    <Section title={t('acc.report.revisions')}>
      <Table
        label={t('acc.report.revisions')}
        numbersFrom={3}
        head={[
          t('acc.tab.history'),
          t('acc.reason'),
          t('acc.issued'),
          `${t('acc.location')} tCO₂e`,
          `${t('acc.market')} tCO₂e`,
        ]}
        rows={shown.map(one => [
          t('acc.revision', { revision: one.revision }),
          one.reason || '—',
          one.issued ? `${one.issued.name} ${chinaTime(one.issued.at)}` : '—',
          tonnes(one.totals.location),
          tonnes(one.totals.market),
        ])}
      />
    </Section>
  );
}

function Signatures({ book }: { book: InventoryBook }) {
  const { t } = useText();
  const makers = [...new Set(book.entries.map(entry => entry.entered.name))].join('、');
  const reviewers = [...new Set(book.months.flatMap(month => month.reviewed?.name ?? []))].join('、');
  const issued = book.revisions.find(one => one.revision === book.revision)?.issued;
  return (
    <Section title={t('acc.report.sign')}>
      <p>
        {makers || '—'} / {reviewers || '—'} /{' '}
        {issued ? t('acc.report.issuedBy', { name: issued.name, at: chinaTime(issued.at) }) : '—'}
      </p>
    </Section>
  );
}
