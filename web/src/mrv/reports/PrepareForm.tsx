import { Button, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { newIdempotencyKey, problemOf, write } from '../../api/client';
import type { AnnualDetail, AnnualFigures, Problem, RunProblem } from '../../api/types';
import { fullTonnes } from '../../format/numbers';
import { useText } from '../../i18n/text';
import { RefusalPanel } from '../../shared/RefusalPanel';
import { Outcome } from '../../workspace/Outcome';
import { useCommand } from '../../workspace/useCommand';
import { FigureTables } from './FigureTables';
import {
  AgencyLines,
  ManualLines,
  ProductLines,
  StatedLines,
  type AgencyLine,
  type ManualLine,
  type ProductLine,
  type StatedLine,
} from './StatedLines';

/** What the entity itself says, tried first and then prepared for a second person's signature. */
export function PrepareForm({ path, detail, done }: { path: string; detail: AnnualDetail; done: () => void }) {
  const { t } = useText();
  const command = useCommand();
  const before = detail.statement;
  const [products, setProducts] = useState<ProductLine[]>(
    before?.products.map(one => ({
      product: one.product,
      line: one.line,
      quantity: one.line ? null : one.quantity,
      unit: one.line ? '' : one.unit,
      reason: one.reason,
    })) ?? [],
  );
  const [manual, setManual] = useState<ManualLine[]>(before?.manualFigures ?? []);
  const [stated, setStated] = useState<StatedLine[]>(before?.statedFactors ?? []);
  const [agencies, setAgencies] = useState<AgencyLine[]>(before?.agencies ?? []);
  const [days, setDays] = useState({ run: before?.productionDays ?? 330, stop: before?.stoppedDays ?? 0 });
  const [explanation, setExplanation] = useState(before?.explanation ?? '');
  const [boundary, setBoundary] = useState(before?.boundaryChanges ?? '');
  const [tried, setTried] = useState<AnnualFigures | null>(null);
  const [wrong, setWrong] = useState<(Problem & Partial<RunProblem>) | null>(null);
  const [trying, setTrying] = useState(false);
  const body = {
    products,
    manualFigures: manual,
    statedFactors: stated,
    productionDays: days.run,
    stoppedDays: days.stop,
    explanation,
    boundaryChanges: boundary,
    agencies: agencies.filter(one => one.name.trim()),
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
  return (
    <form
      className="ticket annual-form"
      onSubmit={event => {
        event.preventDefault();
        void command.send('POST', `${path}/preparation`, body).then(sent => sent && done());
      }}
    >
      <p className="muted">{t('annual.prepareHelp')}</p>
      <ProductLines rows={products} set={setProducts} lines={detail.lines} />
      <ManualLines rows={manual} set={setManual} inputs={detail.inputs} />
      <StatedLines rows={stated} set={setStated} factors={detail.factors} />
      <AgencyLines rows={agencies} set={setAgencies} />
      <div className="annual-adders">
        <Button
          onClick={() => setProducts([...products, { product: '', line: '', quantity: null, unit: '', reason: '' }])}
        >
          {t('annual.addProduct')}
        </Button>
        {detail.inputs.length > 0 && (
          <Button onClick={() => setManual([...manual, { column: '', text: '', unit: '', reason: '', evidence: [] }])}>
            {t('annual.addManual')}
          </Button>
        )}
        {detail.factors.length > 0 && (
          <Button onClick={() => setStated([...stated, { name: '', text: '', unit: '' }])}>{t('annual.addStated')}</Button>
        )}
        <Button onClick={() => setAgencies([...agencies, { kind: 'laboratory', name: '', creditCode: '' }])}>
          {t('annual.addAgency')}
        </Button>
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
