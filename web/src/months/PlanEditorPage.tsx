import { Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useParams } from 'react-router';
import { newIdempotencyKey, write } from '../api/client';
import type { FormFault, PlanChange, PlanContent, PlanMethod, PlanParameter, PlansAnswer } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { PageFrame } from '../shared/page';
import { Answer } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { ParameterStep } from './ParameterStep';
import { PlanTables } from './PlanPage';
import { Stages } from './Stages';

const pause = 400;
const changes: readonly PlanChange[] = [
  'newSources',
  'betterMeasurement',
  'wrongMethod',
  'betterAccuracy',
  'notPerGuide',
];
const empty: PlanContent = {
  regime: '',
  sector: '',
  boundary: '',
  facilities: [{ id: 'u1', nameZh: '', nameEn: '', kind: '', capacity: null, capacityUnit: '', permit: '' }],
  meters: [],
  parameters: [],
  qualityControl: '',
  modules: [],
};

/** Writes a plan or a new version of it, one topic a step, held against the methodology while one types. */
export default function PlanEditorPage() {
  const { t, say } = useText();
  const { entity = '' } = useParams();
  const state = useApi<PlansAnswer>(`/mrv/plans/${entity}`);
  return (
    <PageFrame
      title={t('plans.edit')}
      lead={state.data ? say(state.data.entity) : undefined}
      back={{ to: `/mrv/plans/${entity}`, label: t('plans.title') }}
    >
      <Answer state={state}>{data => <Editor plans={data} />}</Answer>
    </PageFrame>
  );
}

export interface PlanPart {
  content: PlanContent;
  change: (part: Partial<PlanContent>) => void;
  faults: FormFault[];
}

function Editor({ plans }: { plans: PlansAnswer }) {
  const { t, say, language } = useText();
  const path = `/mrv/plans/${plans.entityId}`;
  const before = plans.versions.find(one => one.state === 'approved') ?? plans.versions[0];
  const revises = plans.versions.some(one => one.state === 'approved');
  const [content, setContent] = useState<PlanContent>(before?.content ?? empty);
  const [from, setFrom] = useState(before?.from ?? `${plans.asOf.instant.slice(0, 7)}-01`);
  const [why, setWhy] = useState<PlanChange>(revises ? 'betterAccuracy' : 'first');
  const [reason, setReason] = useState('');
  const [step, setStep] = useState(0);
  const [faults, setFaults] = useState<FormFault[]>([]);
  const command = useCommand();
  const turn = useRef(0);
  const year = Number(from.slice(0, 4));
  const usable = plans.methods.filter(one => one.fromYear <= year && (one.throughYear ?? 9999) >= year);
  const method: PlanMethod | undefined = usable.find(
    one => one.regime === content.regime && one.sector === content.sector,
  );
  useEffect(() => {
    const mine = ++turn.current;
    const timer = setTimeout(() => {
      write<{ faults: FormFault[] }>('POST', `${path}/try`, { from, content }, newIdempotencyKey()).then(
        answer => mine === turn.current && setFaults(answer.faults),
        () => undefined,
      );
    }, pause);
    return () => clearTimeout(timer);
  }, [path, from, content]);
  const part: PlanPart = { content, change: next => setContent({ ...content, ...next }), faults };
  const titles = [t('plans.method'), t('plans.facilities'), t('plans.meters'), t('plans.parameters'), t('months.step.review')];
  return (
    <div className="month-wizard">
      <Stages titles={titles} at={step} go={setStep} />
      <div className="month-step">
        {step === 0 && (
          <div className="month-figures month-wide">
            <label>
              <span>{t('plans.from')}</span>
              <Input type="date" aria-label={t('plans.from')} value={from} onChange={event => setFrom(event.target.value)} />
            </label>
            <label>
              <span>{t('plans.method')}</span>
              <Select
                aria-label={t('plans.method')}
                value={method ? `${method.regime} ${method.sector}` : null}
                options={usable.map(one => ({
                  value: `${one.regime} ${one.sector}`,
                  label: `${say(one.name)} · ${one.regime}`,
                }))}
                onChange={(value: string) => {
                  const [regime = '', sector = ''] = value.split(' ');
                  part.change({
                    regime,
                    sector,
                    modules: regime === content.regime ? content.modules.filter(one => one.sector !== sector) : [],
                  });
                }}
              />
            </label>
            {revises && (
              <>
                <label>
                  <span>{t('plans.change')}</span>
                  <Select
                    aria-label={t('plans.change')}
                    value={why}
                    options={changes.map(one => ({ value: one, label: t(`plans.change.${one}`) }))}
                    onChange={(one: PlanChange) => setWhy(one)}
                  />
                </label>
                <label>
                  <span>{t('plans.changeReason')}</span>
                  <Input value={reason} maxLength={500} onChange={event => setReason(event.target.value)} />
                </label>
              </>
            )}
            <label className="month-whole">
              <span>{t('plans.boundary')}</span>
              <Input.TextArea
                rows={4}
                maxLength={4000}
                value={content.boundary}
                onChange={event => part.change({ boundary: event.target.value })}
              />
            </label>
            <label className="month-whole">
              <span>{t('plans.qualityControl')}</span>
              <Input.TextArea
                rows={4}
                maxLength={4000}
                value={content.qualityControl}
                onChange={event => part.change({ qualityControl: event.target.value })}
              />
            </label>
          </div>
        )}
        {step === 1 && <Facilities {...part} methods={usable} />}
        {step === 2 && <Meters {...part} />}
        {step === 3 && <ParameterStep {...part} methodOf={facility => methodUnder(usable, content, facility)} />}
        {step === 4 && <PlanTables of={content} methods={usable} />}
        {faults.length > 0 && step === 4 && (
          <section className="refusal" role="alert">
            <p className="refusal-title">{t('months.faults', { count: faults.length })}</p>
            <ul>
              {faults.map((one, i) => (
                <li key={i}>
                  <code>{one.path}</code> {one[language]}
                </li>
              ))}
            </ul>
          </section>
        )}
      </div>
      <p className="agreement-buttons">
        {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('months.back')}</Button>}
        {step < 4 ? (
          <Button type="primary" onClick={() => setStep(step + 1)}>
            {t('months.next')}
          </Button>
        ) : (
          <Button
            type="primary"
            loading={command.sending}
            disabled={faults.length > 0 || (revises && reason.trim() === '')}
            onClick={() => void command.send('POST', path, { from, content, change: why, changeReason: reason.trim() })}
          >
            {t('plans.file')}
          </Button>
        )}
        {faults.length > 0 && <span className="small muted">{t('months.faults', { count: faults.length })}</span>}
      </p>
      <Outcome command={command} />
    </div>
  );
}

/** The sector a facility reports under: that of its module, or the plan's own. */
export const sectorUnder = (content: PlanContent, facility: string) =>
  content.modules.find(one => one.facilities.includes(facility))?.sector ?? content.sector;

const methodUnder = (methods: PlanMethod[], content: PlanContent, facility: string) =>
  methods.find(one => one.regime === content.regime && one.sector === sectorUnder(content, facility));

/** The modules with a facility in another sector, or under another name. */
function moved(content: PlanContent, facility: string, sector: string, name = facility) {
  const others = content.modules
    .map(one => ({ ...one, facilities: one.facilities.filter(id => id !== facility) }))
    .filter(one => one.facilities.length > 0 || one.sector === sector);
  if (sector === content.sector) return others.filter(one => one.facilities.length > 0);
  return others.some(one => one.sector === sector)
    ? others.map(one => (one.sector === sector ? { ...one, facilities: [...one.facilities, name] } : one))
    : [...others, { sector, facilities: [name] }];
}

function Facilities({ content, change, faults, methods }: PlanPart & { methods: PlanMethod[] }) {
  const { t, say } = useText();
  const put = (at: number, next: Partial<PlanContent['facilities'][number]>) =>
    change({ facilities: content.facilities.map((one, i) => (i === at ? { ...one, ...next } : one)) });
  const same = methods.filter(one => one.regime === content.regime);
  const rename = (at: number, id: string) => {
    const before = content.facilities[at]?.id ?? '';
    change({
      facilities: content.facilities.map((one, i) => (i === at ? { ...one, id } : one)),
      modules: moved(content, before, sectorUnder(content, before), id),
      parameters: content.parameters.map(one => (one.facility === before ? { ...one, facility: id } : one)),
    });
  };
  return (
    <>
      {same.length > 1 && <p className="muted small">{t('plans.modulesHelp')}</p>}
      {content.facilities.map((one, at) => (
        <fieldset key={at} className="month-row">
          <div className="month-figures">
            <TextField label={t('plans.id')} value={one.id} change={id => rename(at, id)} />
            <TextField label={t('plans.nameZh')} value={one.nameZh} change={nameZh => put(at, { nameZh })} />
            <TextField label={t('plans.nameEn')} value={one.nameEn} change={nameEn => put(at, { nameEn })} />
            <TextField label={t('plans.kind')} value={one.kind} change={kind => put(at, { kind })} />
            <label>
              <span>{t('plans.capacity')}</span>
              <Input
                type="number"
                value={one.capacity ?? ''}
                addonAfter={
                  <Input
                    size="small"
                    className="capacity-unit"
                    aria-label={`${t('plans.capacity')} ${t('methods.unit')}`}
                    value={one.capacityUnit}
                    onChange={event => put(at, { capacityUnit: event.target.value })}
                  />
                }
                onChange={event => put(at, { capacity: event.target.value === '' ? null : Number(event.target.value) })}
              />
            </label>
            <TextField label={t('plans.permit')} value={one.permit} change={permit => put(at, { permit })} />
            {same.length > 1 && (
              <label>
                <span>{t('plans.reportsUnder')}</span>
                <Select
                  aria-label={`${t('plans.reportsUnder')} ${one.id}`}
                  value={sectorUnder(content, one.id)}
                  options={same.map(method => ({
                    value: method.sector,
                    label: `${say(method.sectorName)}${method.sector === content.sector ? ` · ${t('plans.moduleMain')}` : ''}`,
                  }))}
                  popupMatchSelectWidth={false}
                  onChange={(sector: string) => change({ modules: moved(content, one.id, sector) })}
                />
              </label>
            )}
          </div>
          <FaultsOf faults={faults} start={`facilities[${at}]`} />
          <Button
            size="small"
            className="row-remove"
            onClick={() =>
              change({
                facilities: content.facilities.filter((_, i) => i !== at),
                modules: moved(content, one.id, content.sector),
              })
            }
          >
            {t('plans.remove')}
          </Button>
        </fieldset>
      ))}
      <FaultsOf faults={faults} start="modules" />
      <Button
        onClick={() =>
          change({
            facilities: [
              ...content.facilities,
              {
                id: `u${content.facilities.length + 1}`,
                nameZh: '',
                nameEn: '',
                kind: '',
                capacity: null,
                capacityUnit: '',
                permit: '',
              },
            ],
          })
        }
      >
        {t('plans.add')}
      </Button>
    </>
  );
}

function Meters({ content, change, faults }: PlanPart) {
  const { t } = useText();
  const put = (at: number, next: Partial<PlanContent['meters'][number]>) =>
    change({ meters: content.meters.map((one, i) => (i === at ? { ...one, ...next } : one)) });
  const origins = ['none', 'grid', 'directGreen', 'ownGreen', 'ownPlant'] as const;
  return (
    <>
      {content.meters.map((one, at) => (
        <fieldset key={at} className="month-row">
          <div className="month-figures">
            <TextField label={t('plans.id')} value={one.id} change={id => put(at, { id })} />
            <TextField label={t('plans.kind')} value={one.kind} change={kind => put(at, { kind })} />
            <TextField label={t('plans.location')} value={one.location} change={location => put(at, { location })} />
            <TextField label={t('plans.accuracy')} value={one.accuracy} change={accuracy => put(at, { accuracy })} />
            <label>
              <span>{t('plans.calibratedOn')}</span>
              <Input
                type="date"
                value={one.calibratedOn}
                onChange={event => event.target.value && put(at, { calibratedOn: event.target.value })}
              />
            </label>
            <label>
              <span>{t('plans.calibrationMonths')}</span>
              <Input
                type="number"
                value={one.calibrationMonths}
                onChange={event => put(at, { calibrationMonths: Math.trunc(Number(event.target.value)) })}
              />
            </label>
            <label>
              <span>{t('plans.power')}</span>
              <Select
                value={one.power}
                options={origins.map(origin => ({ value: origin, label: t(`months.power.${origin}`) }))}
                onChange={(power: (typeof origins)[number]) => put(at, { power })}
              />
            </label>
          </div>
          <FaultsOf faults={faults} start={`meters[${at}]`} />
          <Button size="small" onClick={() => change({ meters: content.meters.filter((_, i) => i !== at) })}>
            {t('plans.remove')}
          </Button>
        </fieldset>
      ))}
      <Button
        onClick={() =>
          change({
            meters: [
              ...content.meters,
              {
                id: `m${content.meters.length + 1}`,
                kind: '',
                location: '',
                accuracy: '',
                calibratedOn: new Date().toISOString().slice(0, 10),
                calibrationMonths: 12,
                power: 'none',
              },
            ],
          })
        }
      >
        {t('plans.add')}
      </Button>
    </>
  );
}

export function TextField(props: { label: string; value: string; change: (text: string) => void }) {
  return (
    <label>
      <span>{props.label}</span>
      <Input
        aria-label={props.label}
        value={props.value}
        maxLength={200}
        onChange={event => props.change(event.target.value)}
      />
    </label>
  );
}

export function FaultsOf({ faults, start }: { faults: FormFault[]; start: string }) {
  const { language } = useText();
  return (
    <>
      {faults
        .filter(one => one.path.startsWith(start))
        .map((one, i) => (
          <p key={i} className="field-fault" role="alert">
            {one[language]}
          </p>
        ))}
    </>
  );
}

export const newParameter = (id: string, part: Partial<PlanParameter>): PlanParameter => ({
  id,
  facility: '',
  table: '',
  choice: '',
  column: '',
  acquisition: 'measured',
  meter: '',
  method: '',
  frequency: '',
  department: '',
  missingTreatment: '',
  ...part,
});
