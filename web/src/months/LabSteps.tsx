import { Button, Checkbox, Input, Select } from 'antd';
import type { LabReport } from '../api/types';
import { useText } from '../i18n/text';
import { fuelsOf, newReport, topicOf } from './draft';
import { fileChoices } from './EvidenceBox';
import { FieldHits } from './FieldHits';
import type { StepProps } from './RowsStep';

const words = ['number', 'laboratory', 'accreditation', 'sample', 'fuel'] as const;
const days = ['sampledFrom', 'sampledThrough', 'receivedOn', 'testedOn', 'issuedOn'] as const;
const values = ['ncv', 'carbon', 'hydrogen', 'oxygen', 'sulphur', 'totalMoisture', 'innerMoisture'] as const;

/** The month's laboratory reports, as they stand on paper. */
export function LabSteps(props: StepProps & { year: number; month: number }) {
  const { form, content, change, files, faults, hits, year, month } = props;
  const { t, say, language } = useText();
  const fuels = fuelsOf(form);
  const rows = [form, ...form.modules].flatMap(method => method.rows);
  const planned = rows.find(one => one.choice !== '' && topicOf(one.table) === 'fuels')?.choice ?? '';
  const put = (at: number, part: Partial<LabReport>) =>
    change({ ...content, labReports: content.labReports.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  return (
    <>
      {content.labReports.map((report, at) => (
        <fieldset
          key={at}
          className="month-row"
          data-place={[...words, ...days, ...values, 'verificationCode', 'document', 'stamped']
            .map(one => `labReports[${at}].${one}`)
            .join(' ')}
        >
          <legend>
            {t('months.step.labs')} {at + 1}
            <Button
              size="small"
              type="text"
              onClick={() => change({ ...content, labReports: content.labReports.filter((_, i) => i !== at) })}
            >
              {t('months.removeRow')}
            </Button>
          </legend>
          <div className="month-figures">
            {words.map(key => (
              <label key={key}>
                <span>{t(`months.lab.${key}`)}</span>
                {key === 'fuel' ? (
                  <Select
                    aria-label={`lab.${key}`}
                    value={report.fuel === '' ? null : report.fuel}
                    options={fuels.map(one => ({ value: one.code, label: say(one.label) }))}
                    onChange={(fuel: string) => put(at, { fuel })}
                  />
                ) : (
                  <Input
                    aria-label={`lab.${key}`}
                    value={report[key]}
                    maxLength={100}
                    onChange={event => put(at, { [key]: event.target.value })}
                  />
                )}
                <FieldHits hits={hits} place={`labReports[${at}].${key}`} />
              </label>
            ))}
            {days.map(key => (
              <label key={key}>
                <span>{t(`months.lab.${key}`)}</span>
                <Input
                  type="date"
                  aria-label={`lab.${key}`}
                  value={report[key]}
                  onChange={event => event.target.value && put(at, { [key]: event.target.value })}
                />
                <FieldHits hits={hits} place={`labReports[${at}].${key}`} />
              </label>
            ))}
            {values.map(key => (
              <label key={key}>
                <span>{t(`months.lab.${key}`)}</span>
                <Input
                  type="number"
                  step="any"
                  aria-label={`lab.${key}`}
                  value={report[key] ?? ''}
                  onChange={event => put(at, { [key]: event.target.value === '' ? null : Number(event.target.value) })}
                />
                <FieldHits hits={hits} place={`labReports[${at}].${key}`} />
              </label>
            ))}
            <label>
              <span>{t('months.lab.verificationCode')}</span>
              <Input
                aria-label="lab.verificationCode"
                value={report.verificationCode}
                maxLength={200}
                onChange={event => put(at, { verificationCode: event.target.value })}
              />
              <FieldHits hits={hits} place={`labReports[${at}].verificationCode`} />
            </label>
            <label>
              <span>{t('months.lab.document')}</span>
              <Select
                aria-label="lab.document"
                value={report.document === '' ? null : report.document}
                options={fileChoices(files)}
                onChange={(document: string) => put(at, { document })}
              />
              <FieldHits hits={hits} place={`labReports[${at}].document`} />
            </label>
            <Checkbox checked={report.stamped} onChange={event => put(at, { stamped: event.target.checked })}>
              {t('months.lab.stamped')}
            </Checkbox>
          </div>
          {faults
            .filter(one => one.path.startsWith(`labReports[${at}]`))
            .map((one, i) => (
              <p key={i} className="field-fault" role="alert">
                {one[language]}
              </p>
            ))}
        </fieldset>
      ))}
      <Button
        onClick={() => change({ ...content, labReports: [...content.labReports, newReport(planned, year, month)] })}
      >
        {t('months.addReport')}
      </Button>
    </>
  );
}
