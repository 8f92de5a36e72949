/** A share written as 0.1234, shown as a percentage with one decimal. */
export function percent(share: string | null, decimals = 1): string {
  return share === null ? '—' : `${(Number(share) * 100).toFixed(decimals)}%`;
}
