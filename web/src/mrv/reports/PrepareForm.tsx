import { Button, DatePicker, Input, InputNumber, Select } from 'antd';
import dayjs from 'dayjs';
import { useState } from 'react';
import { newIdempotencyKey, problemOf, write } from '../../api/client';
import type { AnnualDetail, AnnualFigures, Problem, RunProblem } from '../../api/types';
import { fullTonnes } from '../../format/numbers';
import { useText } from '../../i18n/text';
import { RefusalPanel } from '../../shared/RefusalPanel';
import { Outcome } from '../../workspace/Outcome';
import { useCommand } from '../../workspace/useCommand';
import { FigureTables } from './FigureTables';

interface ProductLine {
  product: string;
  line: string;
}

interface ManualLine {
  column: string;
  text: string;
  reason: string;
}

/** What the entity itself says, tried first and then prepared for a second person's signature. */
export function PrepareForm({ path, detail, done }: { path: string; detail: AnnualDetail; done: () => void }) {
  const { t, say } = useText();
  const command = useCommand();
  const before = detail.statement;
  const [products, setProducts] = useState<ProductLine[]>(
    before?.products.map(one => ({ product: one.product, line: one.line })) ?? [],
  );
  const [manual, setManual] = useState<ManualLine[]>(
    before?.manualFigures.map(one => ({ column: one.column, text: one.text, reason: one.reason })) ?? [],
  );
  const [days, setDays] = useState({ run: before?.productionDays ?? 330, stop: before?.stoppedDays ?? 0 });
  const [explanation, setExplanation] = useState(before?.explanation ?? '');
  const [boundary, setBoundary] = useState(before?.boundaryChanges ?? '');
  const agency = (kind: string) => before?.agencies.find(one => one.kind === kind)?.name ?? '';
  const [agencies, setAgencies] = useState({ laboratory: agency('laboratory'), consultant: agency('consultant') });
  const [tried, setTried] = useState<AnnualFigures | null>(null);
  const [wrong, setWrong] = useState<(Problem & Partial<RunProblem>) | null>(null);
  const [trying, setTrying] = useState(false);
  const body = {
    products: products.map(one => ({ ...one, unit: '', reason: '' })),
    manualFigures: manual.map(one => ({ ...one, unit: '', evidence: [] })),
    productionDays: days.run,
    stoppedDays: days.stop,
    explanation,
    boundaryChanges: boundary,
    agencies: Object.entries(agencies)
      .filter(([, name]) => name.trim())
      .map(([kind, name]) => ({ kind, name, creditCode: '' })),
  };
  const preview = async () => {
    setTrying(true);
    setTried(null);
    setWrong(null);
    try {
      setTried(await write<AnnualFigures>('POST', `${path}/preview`, body, newIdempotencyKey()));
    } catch (error) {
      setWrong(problemOf(error));
    }
    setTrying(false);
  };
  const lines = detail.lines.map(one => ({ value: one.name, label: `${say(one.label)} ${one.name} (${one.unit})` }));
  const inputs = detail.inputs.map(one => ({ value: one.name, label: `${say(one.label)} ${one.name} (${one.unit})` }));
  return (
    <form
      className="ticket annual-form"
      onSubmit={event => {
        event.preventDefault();
        void command.send('POST', `${path}/preparation`, body).then(sent => sent && done());
      }}
    >
      <p className="muted">{t('annual.prepareHelp')}</p>
      {products.map((one, i) => (
        <div className="annual-line" key={i}>
          <Input
            aria-label={t('annual.productCode')}
            placeholder={t('annual.productCode')}
            value={one.product}
            onChange={event => setProducts(change(products, i, { product: event.target.value }))}
          />
          <Select
            showSearch
            optionFilterProp="label"
            aria-label={t('annual.productLine')}
            placeholder={t('annual.productLine')}
            value={one.line || null}
            onChange={(line: string) => setProducts(change(products, i, { line }))}
            options={lines}
          />
          <Button onClick={() => setProducts(products.filter((_, at) => at !== i))}>{t('annual.remove')}</Button>
        </div>
      ))}
      {manual.map((one, i) => (
        <div className="annual-line" key={i}>
          <Select
            showSearch
            optionFilterProp="label"
            aria-label={t('annual.figure')}
            placeholder={t('annual.figure')}
            value={one.column || null}
            onChange={(column: string) => setManual(change(manual, i, { column }))}
            options={inputs}
          />
          <Input
            aria-label={t('annual.value')}
            placeholder={t('annual.value')}
            value={one.text}
            onChange={event => setManual(change(manual, i, { text: event.target.value }))}
          />
          <Input
            aria-label={t('annual.reason')}
            placeholder={t('annual.reason')}
            value={one.reason}
            onChange={event => setManual(change(manual, i, { reason: event.target.value }))}
          />
          <Button onClick={() => setManual(manual.filter((_, at) => at !== i))}>{t('annual.remove')}</Button>
        </div>
      ))}
      <div className="annual-adders">
        <Button onClick={() => setProducts([...products, { product: '', line: '' }])}>{t('annual.addProduct')}</Button>
        {inputs.length > 0 && (
          <Button onClick={() => setManual([...manual, { column: '', text: '', reason: '' }])}>
            {t('annual.addManual')}
          </Button>
        )}
      </div>
      <div className="annual-line">
        <label>
          <span>{t('annual.productionDays')}</span>
          <InputNumber min={0} max={366} value={days.run} onChange={run => setDays({ ...days, run: run ?? 0 })} />
        </label>
        <label>
          <span>{t('annual.stoppedDays')}</span>
          <InputNumber min={0} max={366} value={days.stop} onChange={stop => setDays({ ...days, stop: stop ?? 0 })} />
        </label>
      </div>
      <label>
        <span>{t('annual.explanation')}</span>
        <Input.TextArea rows={2} maxLength={2000} value={explanation} onChange={event => setExplanation(event.target.value)} />
      </label>
      <label>
        <span>{t('annual.boundary')}</span>
        <Input.TextArea rows={2} maxLength={2000} value={boundary} onChange={event => setBoundary(event.target.value)} />
      </label>
      <div className="annual-line">
        {(['laboratory', 'consultant'] as const).map(kind => (
          <label key={kind}>
            <span>{t(`annual.${kind}`)}</span>
            <Input value={agencies[kind]} onChange={event => setAgencies({ ...agencies, [kind]: event.target.value })} />
          </label>
        ))}
      </div>
      <div className="annual-adders">
        <Button onClick={() => void preview()} loading={trying}>
          {t('annual.preview')}
        </Button>
        <Button type="primary" htmlType="submit" loading={command.sending}>
          {t('annual.prepareDo')}
        </Button>
      </div>
      {wrong && <Faults problem={wrong} />}
      {tried && (
        <div className="annual-tried">
          <h3>
            {t('annual.previewTitle')}: {t('annual.tonnes', { n: fullTonnes(tried.compliance) })}
          </h3>
          <FigureTables figures={tried} lastYear={false} />
        </div>
      )}
      <Outcome command={command} />
    </form>
  );
}

/** Everything in the way of a report at once, not only the first. */
function Faults({ problem }: { problem: Problem & Partial<RunProblem> }) {
  const { language } = useText();
  if (!problem.faults) return <RefusalPanel problem={problem} />;
  return (
    <section className="refusal" role="alert">
      <p className="refusal-title">{problem[language]}</p>
      <ul>
        {problem.faults.map((fault, i) => (
          <li key={i}>{fault[language]}</li>
        ))}
      </ul>
    </section>
  );
}

function change<T>(rows: T[], at: number, by: Partial<T>): T[] {
  return rows.map((one, i) => (i === at ? { ...one, ...by } : one));
}

/** The second person's signature under the version that was read. */
export function SubmitForm({ path, version, done }: { path: string; version: number; done: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const [signatory, setSignatory] = useState('');
  const [signedOn, setSignedOn] = useState('');
  return (
    <form
      className="ticket annual-form"
      onSubmit={event => {
        event.preventDefault();
        void command
          .send('POST', `${path}/submission`, { version, signatory, signedOn })
          .then(sent => sent && done());
      }}
    >
      <p className="muted">{t('annual.submitHelp', { n: version })}</p>
      <div className="annual-line">
        <label>
          <span>{t('annual.signatory')}</span>
          <Input value={signatory} onChange={event => setSignatory(event.target.value)} />
        </label>
        <label>
          <span>{t('annual.signedOn')}</span>
          <DatePicker
            value={signedOn ? dayjs(signedOn) : null}
            onChange={day => setSignedOn(day ? day.format('YYYY-MM-DD') : '')}
          />
        </label>
      </div>
      <Button type="primary" htmlType="submit" disabled={!signatory.trim() || !signedOn} loading={command.sending}>
        {t('annual.submit')}
      </Button>
      <Outcome command={command} />
    </form>
  );
}
