import type { AllocationExplanation, AllocationLine } from '../api/types';
import { useApi } from '../api/useApi';
import { grouped, percentOf } from '../format/numbers';
import { useText } from '../i18n/text';
import { ActForm } from '../oversight/ActForm';
import { Fact, FullTonnes } from '../shared/figures';
import { CitationLink, MethodName, StandingMark } from '../shared/marks';
import { Answer } from '../shared/states';
import { decisionOf, Why } from '../shared/why';

/** The allocation, line by line: inputs, legal values, steps and results, each with its article. */
export function AllocationTab({ entityId, year }: { entityId: string; year: number }) {
  const { t, say } = useText();
  const state = useApi<AllocationExplanation>(`/entities/${encodeURIComponent(entityId)}/allocation`, { year });
  return (
    <Answer state={state} rows={10}>
      {explained => (
        <>
          <dl className="facts">
            <Fact label={t('table.method')}>
              <MethodName method={explained.method} />
            </Fact>
            <Fact label={t('compliance.initial')}>
              <FullTonnes value={explained.initialAllocation} why={decisionOf(explained.position)} unit />
            </Fact>
            <Fact label={t('compliance.final')}>
              <FullTonnes
                value={explained.finalAllocation}
                why={decisionOf(
                  explained.recalculationPosition ?? explained.correctionPosition ?? explained.position,
                )}
                unit
              />
            </Fact>
          </dl>
          <p className="lead">{say(explained.methodReason)}</p>
          {explained.recalculationDue && <p role="status">{t('allocation.due')}</p>}
          {explained.mayRecalculate && (
            <ActForm
              title={t('allocation.recalculate')}
              path={`/entities/${encodeURIComponent(entityId)}/allocation/recalculation`}
              fields={[]}
              fixed={{ year }}
              submit={t('allocation.recalculate')}
              done={state.reload}
            />
          )}
          <Lines lines={explained.lines} />
          {explained.recalculated.length > 0 && (
            <>
              <h3>{t('allocation.recalculated')}</h3>
              <Lines lines={explained.recalculated} />
            </>
          )}
        </>
      )}
    </Answer>
  );
}

/** The lines a figure was worked out by, in their order. */
export function Lines({ lines }: { lines: AllocationLine[] }) {
  return (
    <ol className="steps">
      {lines.map((line, i) => (
        <Line key={`${line.symbol}-${i}`} line={line} />
      ))}
    </ol>
  );
}

function Line({ line }: { line: AllocationLine }) {
  const { t, say } = useText();
  return (
    <li className={`step step-${line.kind}`}>
      <span className="step-symbol">{line.symbol}</span>
      <div className="step-what">
        <p>
          {say(line.label)} <span className="muted small">{t(`line.${line.kind}`)}</span>
        </p>
        {line.formula && <p className="step-formula">{line.formula}</p>}
        {(line.citation || line.standing) && (
          <p className="step-law">
            {line.citation && <CitationLink citation={line.citation} />}
            {line.standing && <StandingMark standing={line.standing} />}
          </p>
        )}
      </div>
      <span className="step-value figures">
        <Why reason={line.ruleKey ? { ruleKey: line.ruleKey } : null}>
          {line.unit === 'share' ? percentOf(line.value) : grouped(line.value)}{' '}
          {line.unit !== 'share' && <span className="unit">{line.unit}</span>}
        </Why>
      </span>
    </li>
  );
}
