import { Select } from 'antd';
import { useEffect, useRef, type ReactNode } from 'react';
import { Link, useSearchParams } from 'react-router';
import type { FootprintBasis, FootprintTotals } from '../api/types';
import { grouped } from '../format/numbers';
import { useText } from '../i18n/text';
import type { Language } from '../settings/settings';
import { Fact } from '../shared/figures';

/** Emissions with three decimals in tables, fewer in headlines. */
export function tonnes(value: number, decimals = 3): string {
  return grouped(value.toFixed(decimals));
}

/** A figure of any size without needless zeros. */
export function plain(value: number): string {
  return grouped(String(value));
}

const unitNames: Record<Language, Record<string, string>> = {
  zh: { '10^4CNY': '万元', CNY: '元', m2: 'm²', person: '人', item: '件', '10^4Nm3': '万Nm³', 'person·km': '人·km' },
  en: { '10^4CNY': '10k CNY', m2: 'm²', '10^4Nm3': '10⁴ Nm³' },
};

/** A unit as people write it. */
export function unitName(unit: string, language: Language): string {
  return unitNames[language][unit] ?? unit;
}

export const bases: FootprintBasis[] = ['operationsLocation', 'operationsMarket', 'wholeLocation', 'wholeMarket'];
export const monthsOfYear = Array.from({ length: 12 }, (_, i) => i + 1);

export function isMarket(basis: FootprintBasis): boolean {
  return basis === 'operationsMarket' || basis === 'wholeMarket';
}

/** The basis in the page's address, so that a figure and its basis are linked together. */
export function useBasis(): [FootprintBasis, (basis: FootprintBasis) => void] {
  const [parameters, setParameters] = useSearchParams();
  const basis = bases.find(one => one === parameters.get('basis')) ?? 'wholeLocation';
  const set = (value: FootprintBasis) =>
    setParameters(
      before => {
        const after = new URLSearchParams(before);
        after.set('basis', value);
        return after;
      },
      { replace: true, preventScrollReset: true },
    );
  return [basis, set];
}

export function BasisSelect({ value, onChange }: { value: FootprintBasis; onChange: (basis: FootprintBasis) => void }) {
  const { t } = useText();
  return (
    <Select
      className="acc-basis"
      aria-label={t('acc.basis')}
      value={value}
      onChange={onChange}
      popupMatchSelectWidth={false}
      options={bases.map(basis => ({ value: basis, label: t(`acc.basis.${basis}`) }))}
    />
  );
}

/** Parts of a page as links, so that each has an address. */
export function Parts<P extends string>(props: { parts: readonly P[]; now: P; label: (part: P) => string; name: string }) {
  const [parameters] = useSearchParams();
  const bar = useRef<HTMLElement>(null);
  const now = props.now;
  // On a phone the bar is wider than the screen: the part one is in must be in sight.
  useEffect(() => {
    const link = bar.current?.querySelector<HTMLElement>('[aria-current]');
    if (!bar.current || !link) return;
    const { left, width } = bar.current.getBoundingClientRect();
    const at = link.getBoundingClientRect();
    bar.current.scrollLeft += at.left - left - (width - at.width) / 2;
  }, [now]);
  return (
    <nav className="tabs" aria-label={props.name} ref={bar}>
      {props.parts.map(part => {
        const after = new URLSearchParams(parameters);
        after.set('tab', part);
        return (
          <Link
            key={part}
            to={`?${after}`}
            replace
            preventScrollReset
            aria-current={part === props.now ? 'page' : undefined}
          >
            {props.label(part)}
          </Link>
        );
      })}
    </nav>
  );
}

/** The totals of a year: the two ways of counting stand side by side. */
export function Totals({ totals }: { totals: FootprintTotals }) {
  const { t } = useText();
  const facts: [string, number][] = [
    [t('acc.scope1'), totals.scope1],
    [t('acc.scope2Location'), totals.scope2Location],
    [t('acc.scope2Market'), totals.scope2Market],
    [t('acc.scope3'), totals.scope3],
    [t('acc.totalLocation'), totals.location],
    [t('acc.totalMarket'), totals.market],
  ];
  return (
    <dl className="facts headlines acc-totals">
      {facts.map(([label, value]) => (
        <Fact key={label} label={label}>
          <span className="figures">
            {tonnes(value)}
            <span className="unit"> t</span>
          </span>
        </Fact>
      ))}
    </dl>
  );
}

/** A labelled field of a form. */
export function Field({ label, help, children }: { label: string; help?: string; children: ReactNode }) {
  return (
    <label>
      <span>{label}</span>
      {children}
      {help && <span className="help">{help}</span>}
    </label>
  );
}

/** A plain table that scrolls on its own where the page is narrow. */
export function Table(props: { label: string; head: ReactNode[]; rows: ReactNode[][]; numbersFrom?: number }) {
  const from = props.numbersFrom ?? 1;
  const side = (column: number) => (column >= from ? 'figures right' : undefined);
  return (
    <div className="scroll-x acc-table" tabIndex={0} role="region" aria-label={props.label}>
      <table className="plain">
        <thead>
          <tr>
            {props.head.map((name, i) => (
              <th key={i} scope="col" className={side(i)}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row, i) => (
            <tr key={i}>
              {row.map((cell, j) => (
                <td key={j} className={side(j)}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
