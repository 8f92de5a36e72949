import { apiUrl } from '../api/client';
import type { MonthContent, MonthForm } from '../api/types';
import { useText } from '../i18n/text';
import { choiceOf } from './draft';

const lab = [
  'number',
  'laboratory',
  'accreditation',
  'sample',
  'sampledFrom',
  'sampledThrough',
  'receivedOn',
  'testedOn',
  'issuedOn',
  'ncv',
  'carbon',
  'hydrogen',
  'oxygen',
  'sulphur',
  'totalMoisture',
  'innerMoisture',
  'verificationCode',
] as const;
const stock = ['opening', 'received', 'consumed', 'closing', 'runningDays', 'subSamples', 'dailyMoisture'] as const;

/** Laboratory reports, stock ledgers and meter readings of a month, each field with its name for links. */
export function EvidenceTables({ content, form }: { content: MonthContent; form: MonthForm | null }) {
  const { t, say } = useText();
  const tables = form ? [form, ...form.modules].flatMap(method => method.tables) : [];
  const fuels = tables.flatMap(one => choiceOf(one)?.options ?? []);
  const fuel = (code: string) => say(fuels.find(one => one.code === code)?.label) || code;
  const shown = (value: string | number | null) => (value === null || value === '' ? '—' : String(value));
  return (
    <>
      {content.labReports.map((one, at) => (
        <section key={one.number} className="month-evidence" aria-label={`${t('months.step.labs')} ${one.number}`}>
          <h3>
            {t('months.step.labs')} · {fuel(one.fuel)}
          </h3>
          <dl className="evidence-fields">
            {lab.map(field => (
              <div key={field} data-place={`labReports[${at}].${field}`}>
                <dt>{t(`months.lab.${field}`)}</dt>
                <dd className="figures">{shown(one[field])}</dd>
              </div>
            ))}
            <div data-place={`labReports[${at}].stamped`}>
              <dt>{t('months.lab.stamped')}</dt>
              <dd>{t(one.stamped ? 'checks.yes' : 'checks.no')}</dd>
            </div>
            <FileOf place={`labReports[${at}].document`} label={t('months.lab.document')} hash={one.document} />
          </dl>
        </section>
      ))}
      {content.ledgers.map((one, at) => (
        <section key={one.fuel} className="month-evidence" aria-label={`${t('months.step.ledgers')} ${fuel(one.fuel)}`}>
          <h3>
            {t('months.step.ledgers')} · {fuel(one.fuel)}
          </h3>
          <dl className="evidence-fields">
            {stock.map(field => (
              <div key={field} data-place={`ledgers[${at}].${field}`}>
                <dt>{t(`months.ledger.${field}`)}</dt>
                <dd className="figures">{shown(one[field])}</dd>
              </div>
            ))}
            <div data-place={`ledgers[${at}].retained`}>
              <dt>{t('months.ledger.retained')}</dt>
              <dd>{t(one.retained ? 'checks.yes' : 'checks.no')}</dd>
            </div>
            <FileOf place={`ledgers[${at}].document`} label={t('months.ledger.document')} hash={one.document} />
          </dl>
        </section>
      ))}
      {content.power.map((one, at) => (
        <section key={`${one.meter} ${at}`} className="month-evidence" aria-label={`${t('months.power')} ${one.meter}`}>
          <h3>
            {t('months.power')} · {one.meter}
          </h3>
          <dl className="evidence-fields">
            <div data-place={`power[${at}].mwh`}>
              <dt>{t('months.power.mwh')}</dt>
              <dd className="figures">{shown(one.mwh)}</dd>
            </div>
            <FileOf place={`power[${at}].document`} label={t('months.power.document')} hash={one.document} />
          </dl>
        </section>
      ))}
    </>
  );
}

function FileOf({ place, label, hash }: { place: string; label: string; hash: string }) {
  return (
    <div data-place={place}>
      <dt>{label}</dt>
      <dd>
        {hash === '' ? (
          '—'
        ) : (
          <a href={apiUrl(`/documents/${hash}`)} title={hash}>
            <code>{hash.slice(0, 10)}</code>
          </a>
        )}
      </dd>
    </div>
  );
}
