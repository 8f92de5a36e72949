import { Checkbox, Input, InputNumber, Radio, Select } from 'antd';
import type { ReactNode } from 'react';
import type { AuctionDesk, FloorPreview, ReserveLeft } from '../api/types';
import { useApi } from '../api/useApi';
import { chinaTime } from '../format/dates';
import { fenOf, fullTonnes, percentOf, price, priceUnit } from '../format/numbers';
import { useText } from '../i18n/text';
import { CitationLink } from '../shared/marks';
import { Why } from '../shared/why';
import type { AuctionDraft } from './draft';
import { FloorSteps } from './FloorSteps';

interface Part {
  draft: AuctionDraft;
  change: (part: Partial<AuctionDraft>) => void;
  desk: AuctionDesk;
  left: ReserveLeft | undefined;
}

function Field({ label, help, children }: { label: string; help?: ReactNode; children: ReactNode }) {
  return (
    <label>
      <span>{label}</span>
      {children}
      {help && <span className="help">{help}</span>}
    </label>
  );
}

/** One of a few words. Not inside a label: each choice has its own. */
function Choice<V extends string>(props: {
  label: string;
  value: V;
  options: { value: V; label: string }[];
  change: (value: V) => void;
}) {
  return (
    <fieldset className="choice">
      <legend>{props.label}</legend>
      <Radio.Group
        aria-label={props.label}
        value={props.value}
        options={props.options}
        onChange={event => props.change(event.target.value as V)}
      />
    </fieldset>
  );
}

/** What is sold: title, decision, year, quantity, with what the reserve still allows. */
export function UnitStep({ draft, change, desk, left }: Part) {
  const { t } = useText();
  return (
    <>
      <Field label={t('announce.titleZh')}>
        <Input value={draft.titleZh} maxLength={200} onChange={event => change({ titleZh: event.target.value })} />
      </Field>
      <Field label={t('announce.titleEn')}>
        <Input value={draft.titleEn} maxLength={200} onChange={event => change({ titleEn: event.target.value })} />
      </Field>
      <Field label={t('auction.decision')} help={t('announce.decision.help')}>
        <Input value={draft.decision} maxLength={200} onChange={event => change({ decision: event.target.value })} />
      </Field>
      <Field
        label={t('announce.year')}
        help={
          left && (
            <>
              <Why reason={{ ruleKey: left.ruleKey }}>
                {t('announce.left', {
                  left: fullTonnes(left.left),
                  reserve: fullTonnes(left.reserve),
                  share: percentOf(left.share) ?? left.share,
                  most: fullTonnes(left.most),
                  taken: fullTonnes(left.taken),
                  held: fullTonnes(left.held),
                })}
              </Why>{' '}
              <CitationLink citation={left.rule} />
            </>
          )
        }
      >
        <Select<number>
          value={draft.year}
          placeholder={t('announce.year.choose')}
          onChange={year => change({ year })}
          options={desk.reserves.map(one => ({
            value: one.year,
            label: t('announce.year.of', { year: one.year, left: fullTonnes(one.left) }),
            disabled: one.left === 0,
          }))}
        />
      </Field>
      <Field label={t('auction.supply')}>
        <InputNumber<number>
          min={1}
          precision={0}
          suffix="t"
          value={draft.supply}
          onChange={supply => change({ supply })}
        />
      </Field>
      <Field label={t('auction.lot')}>
        <InputNumber<number> min={1} precision={0} suffix="t" value={draft.lot} onChange={lot => change({ lot })} />
      </Field>
    </>
  );
}

/** The floor, worked out while typing, and how the price comes about. */
export function PriceStep({ draft, change }: Part) {
  const { t, language } = useText();
  const formula = draft.floorRule === 'averageOfMonths' || draft.floorRule === 'averageOfCalendarMonths';
  const badPrice = draft.floorRule === 'fixed' && draft.floorText !== '' && fenOf(draft.floorText) === null;
  return (
    <>
      <Choice
        label={t('auction.floorRule')}
        value={draft.floorRule}
        change={floorRule => change({ floorRule })}
        options={(['none', 'fixed', 'averageOfMonths', 'averageOfCalendarMonths'] as const).map(value => ({
          value,
          label: t(`announce.floor.${value}`),
        }))}
      />
      {draft.floorRule === 'fixed' && (
        <Field label={t('auction.floor')}>
          <Input
            inputMode="decimal"
            value={draft.floorText}
            status={badPrice ? 'error' : ''}
            suffix={priceUnit(language)}
            onChange={event => change({ floorText: event.target.value })}
          />
        </Field>
      )}
      {formula && (
        <>
          <Field label={t('announce.floorMonths')}>
            <InputNumber<number>
              min={1}
              max={24}
              precision={0}
              value={draft.floorMonths}
              onChange={floorMonths => change({ floorMonths })}
            />
          </Field>
          <Field label={t('announce.floorFactor')} help={t('announce.floorFactor.help')}>
            <InputNumber<number>
              min={0.01}
              max={10}
              step={0.05}
              value={draft.floorFactor}
              onChange={floorFactor => change({ floorFactor })}
            />
          </Field>
          <FloorToday draft={draft} />
        </>
      )}
      <Choice
        label={t('auction.pricing')}
        value={draft.pricing}
        change={pricing => change({ pricing })}
        options={(['uniform', 'payAsBid'] as const).map(value => ({ value, label: t(`auction.pricing.${value}`) }))}
      />
      <Choice
        label={t('auction.tie')}
        value={draft.tie}
        change={tie => change({ tie })}
        options={(['time', 'proRata', 'random'] as const).map(value => ({ value, label: t(`auction.tie.${value}`) }))}
      />
      <Choice
        label={t('auction.shortfall')}
        value={draft.shortfall}
        change={shortfall => change({ shortfall })}
        options={[
          { value: 'sellWhatIsBid', label: t('auction.shortfall.sellWhatIsBid', { share: '' }) },
          { value: 'voidBelowCoverage', label: t('announce.void') },
        ]}
      />
      {draft.shortfall === 'voidBelowCoverage' && (
        <Field label={t('announce.coverage')}>
          <Percent value={draft.coveragePercent} change={coveragePercent => change({ coveragePercent })} />
        </Field>
      )}
    </>
  );
}

/** What the formula gives today: the announcement fixes it. */
function FloorToday({ draft }: { draft: AuctionDraft }) {
  const { t, say, language } = useText();
  const state = useApi<FloorPreview>(draft.floorFactor && draft.floorMonths ? '/auctions/floor' : null, {
    rule: draft.floorRule,
    factor: draft.floorFactor ?? '',
    months: draft.floorMonths ?? '',
  });
  if (!state.data) return null;
  const { reserveFen, problem, lines } = state.data;
  if (problem)
    return (
      <p className="caution" role="status">
        {say(problem)}
      </p>
    );
  return (
    <section className="floor-today" role="status">
      <p>
        {t('announce.floorToday')}{' '}
        <strong className="figures">{reserveFen === null ? '—' : `${price(reserveFen)} ${priceUnit(language)}`}</strong>
      </p>
      <FloorSteps lines={lines} />
    </section>
  );
}

/** Who may bid, how much, how often, and what is frozen for it. */
export function BidderStep({ draft, change }: Part) {
  const { t } = useText();
  return (
    <>
      <fieldset className="choice">
        <legend>{t('auction.admission')}</legend>
        {(['coveredEntities', 'institutions', 'individuals'] as const).map(kind => (
          <Checkbox key={kind} checked={draft[kind]} onChange={event => change({ [kind]: event.target.checked })}>
            {t(`auction.admit.${kind}`)}
          </Checkbox>
        ))}
        <Checkbox
          checked={draft.onlyIfShortIn !== null}
          disabled={!draft.year}
          onChange={event => change({ onlyIfShortIn: event.target.checked ? draft.year : null })}
        >
          {t('auction.admit.short', { year: draft.onlyIfShortIn ?? draft.year ?? '—' })}
        </Checkbox>
      </fieldset>
      <Limit
        label={t('auction.bidderLimit')}
        tonnes={draft.bidderLimit}
        percent={draft.bidderPercent}
        change={(bidderLimit, bidderPercent) => change({ bidderLimit, bidderPercent })}
      />
      <Limit
        label={t('auction.groupLimit')}
        tonnes={draft.groupLimit}
        percent={draft.groupPercent}
        change={(groupLimit, groupPercent) => change({ groupLimit, groupPercent })}
      />
      <Field label={t('auction.bidsEach')}>
        <InputNumber<number>
          min={1}
          max={10}
          precision={0}
          value={draft.bidsEach}
          onChange={bidsEach => change({ bidsEach })}
        />
      </Field>
      <Checkbox checked={draft.mayWithdraw} onChange={event => change({ mayWithdraw: event.target.checked })}>
        {t('announce.mayWithdraw')}
      </Checkbox>
      <Field label={t('auction.guarantee')} help={t('announce.guarantee.help')}>
        <Percent value={draft.guaranteePercent} change={guaranteePercent => change({ guaranteePercent })} />
      </Field>
      <Choice
        label={t('auction.forfeit')}
        value={draft.forfeitTo}
        change={forfeitTo => change({ forfeitTo })}
        options={(['auctionRevenue', 'riskReserve'] as const).map(value => ({
          value,
          label: t(`auction.forfeit.${value}`),
        }))}
      />
    </>
  );
}

/** A purchase limit in percent of the supply, in tonnes, or both; the smaller one counts. */
function Limit(props: {
  label: string;
  tonnes: number | null;
  percent: number | null;
  change: (tonnes: number | null, percent: number | null) => void;
}) {
  const { t } = useText();
  return (
    <fieldset className="choice pair">
      <legend>{props.label}</legend>
      <InputNumber<number>
        aria-label={`${props.label} %`}
        placeholder={t('auction.noLimit')}
        min={0.01}
        max={100}
        precision={2}
        suffix="%"
        value={props.percent}
        onChange={percent => props.change(props.tonnes, percent)}
      />
      <InputNumber<number>
        aria-label={`${props.label} t`}
        placeholder={t('auction.noLimit')}
        min={1}
        precision={0}
        suffix="t"
        value={props.tonnes}
        onChange={tonnes => props.change(tonnes, props.percent)}
      />
      <span className="help">{t('announce.limit.help')}</span>
    </fieldset>
  );
}

function Percent({ value, change }: { value: number | null; change: (percent: number | null) => void }) {
  return <InputNumber<number> min={0.01} max={100} precision={2} suffix="%" value={value} onChange={change} />;
}

/** When bids are taken and when winners must have paid; times are those of China. */
export function TimeStep({ draft, change, desk }: Part) {
  const { t } = useText();
  return (
    <>
      {(['opens', 'closes', 'payBy'] as const).map(name => (
        <Field key={name} label={t(`announce.${name}`)}>
          <Input
            type="datetime-local"
            value={draft[name]}
            onChange={event => change({ [name]: event.target.value.slice(0, 16) })}
          />
        </Field>
      ))}
      <p className="small muted">{t('announce.now', { instant: chinaTime(desk.asOf.instant).slice(0, 16) })}</p>
    </>
  );
}
