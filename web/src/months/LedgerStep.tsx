import { Button, Checkbox, Input, Select } from 'antd';
import type { FuelLedger, PowerReading } from '../api/types';
import { useText } from '../i18n/text';
import { fuelsOf } from './draft';
import { fileChoices } from './EvidenceBox';
import { FieldHits } from './FieldHits';
import type { StepProps } from './RowsStep';

const amounts = ['opening', 'received', 'consumed', 'closing', 'runningDays', 'subSamples'] as const;

/** Stock ledgers of the fuels, and what each meter of electricity read, by source. */
export function LedgerStep({ form, content, change, files, faults, hits }: StepProps) {
  const { t, say, language } = useText();
  const fuels = fuelsOf(form);
  const meters = form.plan.meters.filter(one => one.power !== 'none');
  const ledger = (at: number, part: Partial<FuelLedger>) =>
    change({ ...content, ledgers: content.ledgers.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const reading = (at: number, part: Partial<PowerReading>) =>
    change({ ...content, power: content.power.map((one, i) => (i === at ? { ...one, ...part } : one)) });
  const said = (start: string) =>
    faults
      .filter(one => one.path.startsWith(start))
      .map((one, i) => (
        <p key={i} className="field-fault" role="alert">
          {one[language]}
        </p>
      ));
  return (
    <>
      {content.ledgers.map((one, at) => (
        <fieldset
          key={at}
          className="month-row"
          data-place={[...amounts, 'dailyMoisture', 'document', 'retained'].map(one => `ledgers[${at}].${one}`).join(' ')}
        >
          <legend>
            {t('months.step.ledgers')} {at + 1}
            <Button
              size="small"
              type="text"
              onClick={() => change({ ...content, ledgers: content.ledgers.filter((_, i) => i !== at) })}
            >
              {t('months.removeRow')}
            </Button>
          </legend>
          <div className="month-figures">
            <label>
              <span>{t('months.ledger.fuel')}</span>
              <Select
                aria-label="ledger.fuel"
                value={one.fuel === '' ? null : one.fuel}
                options={fuels.map(fuel => ({ value: fuel.code, label: say(fuel.label) }))}
                onChange={(fuel: string) => ledger(at, { fuel })}
              />
            </label>
            {amounts.map(key => (
              <label key={key}>
                <span>{t(`months.ledger.${key}`)}</span>
                <Input
                  type="number"
                  step="any"
                  aria-label={`ledger.${key}`}
                  value={one[key]}
                  onChange={event => ledger(at, { [key]: Number(event.target.value) })}
                />
                <FieldHits hits={hits} place={`ledgers[${at}].${key}`} />
              </label>
            ))}
            <label>
              <span>{t('months.ledger.dailyMoisture')}</span>
              <Input
                type="number"
                step="any"
                aria-label="ledger.dailyMoisture"
                value={one.dailyMoisture ?? ''}
                onChange={event =>
                  ledger(at, { dailyMoisture: event.target.value === '' ? null : Number(event.target.value) })
                }
              />
              <FieldHits hits={hits} place={`ledgers[${at}].dailyMoisture`} />
            </label>
            <label>
              <span>{t('months.ledger.document')}</span>
              <Select
                aria-label="ledger.document"
                value={one.document === '' ? null : one.document}
                options={fileChoices(files)}
                onChange={(document: string) => ledger(at, { document })}
              />
              <FieldHits hits={hits} place={`ledgers[${at}].document`} />
            </label>
            <Checkbox checked={one.retained} onChange={event => ledger(at, { retained: event.target.checked })}>
              {t('months.ledger.retained')}
            </Checkbox>
          </div>
          {said(`ledgers[${at}]`)}
        </fieldset>
      ))}
      <p>
        <Button onClick={() => change({ ...content, ledgers: [...content.ledgers, newLedger(fuels[0]?.code ?? '')] })}>
          {t('months.addLedger')}
        </Button>
      </p>
      {meters.length > 0 && (
        <>
          <h3>{t('months.power')}</h3>
          {content.power.map((one, at) => (
            <fieldset key={at} className="month-row">
              <div className="month-figures">
                <label>
                  <span>{t('months.power.meter')}</span>
                  <Select
                    aria-label="power.meter"
                    value={one.meter === '' ? null : one.meter}
                    options={meters.map(meter => ({
                      value: meter.id,
                      label: `${meter.id} · ${t(`months.power.${meter.power}`)}`,
                    }))}
                    onChange={(meter: string) => reading(at, { meter })}
                  />
                </label>
                <label>
                  <span>{t('months.power.mwh')}</span>
                  <Input
                    type="number"
                    step="any"
                    aria-label="power.mwh"
                    value={one.mwh}
                    onChange={event => reading(at, { mwh: Number(event.target.value) })}
                  />
                </label>
                <label>
                  <span>{t('months.power.certificates')}</span>
                  <Input
                    aria-label="power.certificates"
                    value={one.certificates.join('; ')}
                    onChange={event => reading(at, { certificates: event.target.value.split(/[;；]\s*/) })}
                  />
                </label>
                <label>
                  <span>{t('months.power.document')}</span>
                  <Select
                    aria-label="power.document"
                    value={one.document === '' ? null : one.document}
                    options={fileChoices(files)}
                    onChange={(document: string) => reading(at, { document })}
                  />
                </label>
              </div>
              {said(`power[${at}]`)}
            </fieldset>
          ))}
          <Button
            onClick={() =>
              change({
                ...content,
                power: [...content.power, { meter: meters[0]?.id ?? '', mwh: 0, certificates: [], document: '' }],
              })
            }
          >
            {t('months.addReading')}
          </Button>
        </>
      )}
    </>
  );
}

function newLedger(fuel: string): FuelLedger {
  return {
    fuel,
    opening: 0,
    received: 0,
    consumed: 0,
    closing: 0,
    runningDays: 0,
    subSamples: 0,
    dailyMoisture: null,
    retained: true,
    document: '',
  };
}
