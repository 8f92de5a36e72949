import { Button, Select } from 'antd';
import { useState } from 'react';
import type { Acquisition, FormTable, PlanMethod, PlanParameter } from '../api/types';
import { useText } from '../i18n/text';
import { choiceOf } from './draft';
import { FaultsOf, newParameter, TextField, type PlanPart } from './PlanEditorPage';

const ways: readonly Acquisition[] = ['measured', 'calculated', 'default', 'estimated'];

/** The parameters of a plan: which figure of the method, of which facility, come by how. */
export function ParameterStep(props: PlanPart & { methodOf: (facility: string) => PlanMethod | undefined }) {
  const { content, change, faults, methodOf } = props;
  const { t, say, language } = useText();
  const [table, setTable] = useState<string | null>(null);
  const [facility, setFacility] = useState(content.facilities[0]?.id ?? '');
  const [choice, setChoice] = useState('');
  const method = methodOf(facility);
  if (!method) return <p className="muted">{t('plans.method')}</p>;
  const chosen: FormTable | undefined = method.tables.find(one => one.name === table);
  const places = [
    { value: '', label: t('months.whole') },
    ...content.facilities.map(one => ({
      value: one.id,
      label: (language === 'zh' ? one.nameZh : one.nameEn || one.nameZh) || one.id,
    })),
  ];
  const put = (at: number, next: Partial<PlanParameter>) =>
    change({ parameters: content.parameters.map((one, i) => (i === at ? { ...one, ...next } : one)) });
  const fill = () => {
    const columns = table === '' ? method.figures : (chosen?.columns ?? []);
    const known = (column: string) =>
      content.parameters.some(
        one => one.table === table && one.facility === facility && one.choice === choice && one.column === column,
      );
    let number = content.parameters.length;
    const added = columns
      .filter(one => one.options.length === 0 && !known(one.name))
      .map(one => newParameter(`p${++number}`, { facility, table: table ?? '', choice, column: one.name }));
    change({ parameters: [...content.parameters, ...added] });
  };
  return (
    <>
      <fieldset className="month-row">
        <legend>{t('plans.fillAll')}</legend>
        <p className="muted small">{t('plans.fillAllHelp')}</p>
        <div className="month-figures">
          <Select
            aria-label={t('months.facility')}
            value={facility}
            options={places}
            onChange={(one: string) => {
              if (methodOf(one) !== method) setTable(null);
              setFacility(one);
            }}
          />
          <Select
            aria-label={t('plans.figure')}
            value={table}
            options={[
              ...(method.figures.length > 0 ? [{ value: '', label: t('months.figures') }] : []),
              ...method.tables.map(one => ({ value: one.name, label: say(one.label) })),
            ]}
            onChange={(one: string) => {
              setTable(one);
              setChoice('');
            }}
          />
          {choiceOf(chosen) && (
            <Select
              aria-label={say(choiceOf(chosen)?.label)}
              value={choice === '' ? null : choice}
              options={choiceOf(chosen)?.options.map(one => ({ value: one.code, label: say(one.label) })) ?? []}
              onChange={(one: string) => setChoice(one)}
            />
          )}
          <Button type="primary" disabled={table === null} onClick={fill}>
            {t('plans.fillAll')}
          </Button>
        </div>
      </fieldset>
      {content.parameters.map((one, at) => (
        <fieldset key={one.id} className="month-row">
          <legend>
            <code>{[one.table, one.choice, one.column].filter(Boolean).join(' ')}</code> ·{' '}
            {places.find(place => place.value === one.facility)?.label ?? one.facility}
            <Button
              size="small"
              type="text"
              onClick={() => change({ parameters: content.parameters.filter((_, i) => i !== at) })}
            >
              {t('plans.remove')}
            </Button>
          </legend>
          <div className="month-figures">
            <label>
              <span>{t('months.acquisition')}</span>
              <Select
                value={one.acquisition}
                options={ways.map(way => ({ value: way, label: t(`months.acquisition.${way}`) }))}
                onChange={(acquisition: Acquisition) => put(at, { acquisition })}
              />
            </label>
            <label>
              <span>{t('plans.meter')}</span>
              <Select
                allowClear
                value={one.meter === '' ? null : one.meter}
                options={content.meters.map(meter => ({ value: meter.id, label: `${meter.id} ${meter.kind}` }))}
                onChange={(meter: string | null | undefined) => put(at, { meter: meter ?? '' })}
              />
            </label>
            <TextField label={t('plans.procedure')} value={one.method} change={text => put(at, { method: text })} />
            <TextField label={t('plans.frequency')} value={one.frequency} change={frequency => put(at, { frequency })} />
            <TextField
              label={t('plans.department')}
              value={one.department}
              change={department => put(at, { department })}
            />
            <TextField
              label={t('plans.missing')}
              value={one.missingTreatment}
              change={missingTreatment => put(at, { missingTreatment })}
            />
          </div>
          <FaultsOf faults={faults} start={`parameters[${at}]`} />
        </fieldset>
      ))}
      <FaultsOf faults={faults.filter(one => one.path === 'parameters')} start="parameters" />
    </>
  );
}
