import { Select } from 'antd';
import { useState } from 'react';
import type { IndexReason, IndexValue } from '../api/types';
import { useApi } from '../api/useApi';
import { fullTonnes, percent, price, priceUnit, yuan } from '../format/numbers';
import { useText } from '../i18n/text';
import { Section } from '../shared/page';
import { PlainTable } from '../shared/PlainTable';
import { Answer } from '../shared/states';
import { Why } from '../shared/why';

/** Why the index has its value on a day: what every constituent gave to it. */
export function IndexReasons({ code, values }: { code: string; values: IndexValue[] }) {
  const { t } = useText();
  const [chosen, choose] = useState<string | null>(null);
  const date = chosen ?? values[values.length - 1]?.date ?? null;
  const state = useApi<IndexReason>(date === null ? null : `/indices/${encodeURIComponent(code)}/values/${date}`);
  if (date === null) return null;
  return (
    <Section
      title={t('index.why')}
      actions={
        <Select
          showSearch
          size="small"
          aria-label={t('table.date')}
          value={date}
          onChange={choose}
          options={[...values].reverse().map(one => ({ value: one.date, label: one.date }))}
        />
      }
    >
      <Answer state={state} rows={5}>
        {reason => <Reason reason={reason} />}
      </Answer>
    </Section>
  );
}

function Reason({ reason }: { reason: IndexReason }) {
  const { t, say, language } = useText();
  const { weighting, decimals } = reason.definition;
  const weight = (given: number) =>
    weighting === 'fixed'
      ? percent(given, 1, 2)
      : weighting === 'byVolume'
        ? `${fullTonnes(given)} t`
        : yuan(Math.round(given * 100));
  return (
    <>
      <p className="figures">
        <Why reason={{ position: reason.position }}>
          <strong>{reason.value === null ? t('index.skipped') : reason.value.toFixed(decimals)}</strong>
        </Why>
      </p>
      <PlainTable
        label={t('index.why')}
        head={[
          t('index.constituents'),
          `${t('order.price')} (${priceUnit(language)})`,
          t('index.reference'),
          t('index.weight'),
        ]}
        rows={reason.inputs.map(one => [
          <span key="what" title={say(one.name)}>
            {one.instrument}
            {!one.traded && <span className="muted small"> {t('index.notTraded')}</span>}
          </span>,
          price(one.priceFen),
          price(one.referenceFen),
          weight(one.weight),
        ])}
      />
      <p className="small muted">{t(weighting === 'fixed' ? 'index.how.fixed' : 'index.how.linked')}</p>
      {reason.exact !== null && <p className="small muted figures breaks">{t('index.exact', { exact: reason.exact })}</p>}
    </>
  );
}
