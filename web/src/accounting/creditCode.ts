const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Whether a unified social credit code has 18 characters of which the last one checks (GB 32100-2015). */
export function isCreditCode(code: string): boolean {
  if (!/^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(code)) return false;
  let sum = 0;
  let weight = 1;
  for (const character of code.slice(0, 17)) {
    sum += alphabet.indexOf(character) * weight;
    weight = (weight * 3) % alphabet.length;
  }
  return alphabet[(alphabet.length - (sum % alphabet.length)) % alphabet.length] === code[17];
}
