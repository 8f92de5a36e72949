import { Button, Drawer, Input, InputNumber, Select } from 'antd';
import { useState } from 'react';
import type { FactorGrade, InventoryBook, InventoryUncertainty, SourceUncertainty } from '../api/types';
import { useApi } from '../api/useApi';
import { useText } from '../i18n/text';
import { Fact } from '../shared/figures';
import { Mark } from '../shared/marks';
import { Section } from '../shared/page';
import { Answer, Nothing } from '../shared/states';
import { Outcome } from '../workspace/Outcome';
import { useCommand } from '../workspace/useCommand';
import { BasisSelect, Field, Table, plain, tonnes, useBasis } from './parts';

const factors: FactorGrade[] = ['measured', 'supplier', 'published', 'proxy'];
const tones = { high: 'good', good: 'good', fair: 'warn', poor: 'bad' } as const;

/** How sure the year is: the whole, each source, and where better data would help most. */
export function UncertaintyTab({ book, path }: { book: InventoryBook; path: string }) {
  const { t } = useText();
  const [basis, setBasis] = useBasis();
  const state = useApi<InventoryUncertainty>(`${path}/uncertainty`, { basis, revision: book.revision });
  const [open, setOpen] = useState<number | null>(null);
  const source = state.data?.sources.find(one => one.source === open);
  return (
    <>
      <div className="entity-bar">
        <span className="muted">{t('acc.basis')}</span>
        <BasisSelect value={basis} onChange={setBasis} />
      </div>
      <Answer state={state} rows={8}>
        {shown =>
          shown.sources.length === 0 ? (
            <Nothing title={t('acc.sure.none')} />
          ) : (
            <>
              <Whole of={shown} />
              <Section title={t('acc.sure.bySource')}>
                <p className="muted">{t('acc.sure.bySource.help')}</p>
                <SourceTable of={shown} edit={shown.mine && !shown.issued ? setOpen : undefined} />
              </Section>
              <Grades of={shown} />
            </>
          )
        }
      </Answer>
      {source && (
        <Assessment
          key={source.source}
          of={source}
          year={book.year}
          close={() => setOpen(null)}
          changed={state.reload}
        />
      )}
    </>
  );
}

/** The whole year in one line of figures. */
export function Whole({ of }: { of: InventoryUncertainty }) {
  const { t } = useText();
  return (
    <dl className="facts headlines acc-totals">
      <Fact label={t('acc.sure.whole')}>
        <span className="figures">
          {of.percent === null ? '—' : `± ${plain(of.percent)}`}
          <span className="unit"> %</span>
        </span>
      </Fact>
      <Fact label={t('acc.sure.interval')}>
        <span className="figures">
          {tonnes(of.low, 1)} – {tonnes(of.high, 1)}
          <span className="unit"> t</span>
        </span>
      </Fact>
      <Fact label={t('acc.sure.grade')}>
        {of.grade ? <Mark tone={tones[of.grade]}>{t(`acc.sure.grade.${of.grade}`)}</Mark> : '—'}
      </Fact>
    </dl>
  );
}

export function SourceTable({ of, edit }: { of: InventoryUncertainty; edit?: (source: number) => void }) {
  const { t, say } = useText();
  return (
    <Table
      label={t('acc.sure.bySource')}
      head={[
        t('acc.source'),
        'tCO₂e',
        `${t('acc.sure.combined')} ± %`,
        `${t('acc.sure.share')} %`,
        `${t('acc.sure.activity')} ± %`,
        `${t('acc.sure.factorPercent')} ± %`,
      ]}
      rows={of.sources.map(one => [
        <span key="name">
          {edit ? (
            <button type="button" className="link-button" onClick={() => edit(one.source)}>
              {say(one.name)}
            </button>
          ) : (
            say(one.name)
          )}
          <span className="fact-note">
            {t(`acc.scope${one.scope}` as 'acc.scope1')} · {t('acc.sure.factor')}{' '}
            {t(`acc.sure.factor.${one.factor}`)}
            {one.basis && ` · ${one.basis}`}
          </span>
        </span>,
        tonnes(one.emissions, 1),
        plain(one.combined),
        plain(one.varianceShare),
        <Stated key="activity" value={one.activity} stated={one.statedActivity !== null} />,
        <Stated key="factor" value={one.factorPercent} stated={one.statedFactor !== null} />,
      ])}
    />
  );
}

/** A percentage that the company stated itself is marked; the others follow from a grade. */
function Stated({ value, stated }: { value: number; stated: boolean }) {
  const { t } = useText();
  return (
    <>
      {plain(value)}
      {stated && <span className="fact-note">{t('acc.sure.stated')}</span>}
    </>
  );
}

function Grades({ of }: { of: InventoryUncertainty }) {
  const { t } = useText();
  const percent = (key: string) => `${plain(of.grades.find(one => one.key === key)?.percent ?? 0)} %`;
  const rows = (['activity', 'factor', 'grade'] as const).map(group => [
    t(`acc.sure.grades.${group}`),
    of.grades
      .filter(one => one.key.startsWith(group))
      .map(one => `${t(`acc.sure.key.${one.key}` as 'acc.sure.key.grade.high')} ${percent(one.key)}`)
      .join(' · '),
  ]);
  return (
    <Section title={t('acc.sure.how')}>
      <p>{t('acc.sure.how.text')}</p>
      <Table label={t('acc.sure.how')} numbersFrom={9} head={['', '± %']} rows={rows} />
      <p className="muted">{t('acc.sure.how.assumed')}</p>
    </Section>
  );
}

interface AssessmentProps {
  of: SourceUncertainty;
  year: number;
  close: () => void;
  changed: () => void;
}

function Assessment({ of, year, close, changed }: AssessmentProps) {
  const { t, say } = useText();
  const command = useCommand();
  const [activityPercent, setActivity] = useState<number | null>(of.statedActivity);
  const [factor, setFactor] = useState<FactorGrade>(of.factor);
  const [factorPercent, setFactorPercent] = useState<number | null>(of.statedFactor);
  const [basis, setBasis] = useState(of.basis);
  const needsBasis = activityPercent !== null || factorPercent !== null;
  const send = async () => {
    const body = { source: of.source, activityPercent, factor, factorPercent, basis };
    if (await command.send('POST', `/accounting/inventories/${year}/uncertainty`, body)) changed();
  };
  return (
    <Drawer open onClose={close} title={say(of.name)} width={440}>
      <div className="ticket acc-form">
        <Field label={`${t('acc.sure.activity')} ± %`} help={t('acc.sure.activity.help')}>
          <InputNumber min={0} max={1000} precision={2} value={activityPercent} onChange={setActivity} />
        </Field>
        <Field label={t('acc.sure.factor')}>
          <Select
            value={factor}
            onChange={setFactor}
            options={factors.map(value => ({ value, label: t(`acc.sure.factor.${value}`) }))}
          />
        </Field>
        <Field label={`${t('acc.sure.factorPercent')} ± %`} help={t('acc.sure.factorPercent.help')}>
          <InputNumber min={0} max={1000} precision={2} value={factorPercent} onChange={setFactorPercent} />
        </Field>
        <Field label={t('acc.sure.basis')} help={t('acc.sure.basis.help')}>
          <Input.TextArea rows={2} value={basis} maxLength={500} onChange={event => setBasis(event.target.value)} />
        </Field>
        <Button
          type="primary"
          loading={command.sending}
          disabled={needsBasis && !basis.trim()}
          onClick={() => void send()}
        >
          {t('acc.save')}
        </Button>
        <Outcome command={command} />
      </div>
    </Drawer>
  );
}
