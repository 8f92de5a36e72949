/** A unit as people write it: `10^4Nm3` as 10⁴Nm³, `tCO2` as tCO₂. */
export function unitText(symbol: string): string {
  if (symbol === '1') return '';
  return symbol.replace('10^4', '10⁴').replace('10^3', '10³').replace('Nm3', 'Nm³').replace('CO2', 'CO₂');
}
