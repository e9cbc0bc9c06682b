/** « 1400 », 1400, « 59 000 » → five characters; null when it is no code. Spreadsheets eat leading zeros. */
export const asFiveCode = (text: string): string | null => {
  const code = text.replace(/\.0$/, '').replace(/\s/g, '').toUpperCase()
  if (/^\d{4,5}$/.test(code)) return code.padStart(5, '0')
  return /^2[AB]\d{3}$/.test(code) ? code : null
}

/**
 * Fourteen digits that pass the check of INSEE: Luhn on the whole and on the SIREN; for La Poste, the sum of the digits is a
 * multiple of five (geography.md §3.4). Null otherwise: spreadsheets often round a SIRET to « 36750100000000 ».
 */
export const asSiret = (text: string): string | null => {
  const siret = text.replace(/\.0$/, '').replace(/[\s.]/g, '')
  if (!/^\d{14}$/.test(siret)) return null
  const digits = [...siret].map(Number)
  if (siret.startsWith('356000000') && digits.reduce((sum, digit) => sum + digit, 0) % 5 === 0) return siret
  return luhn(digits) && luhn(digits.slice(0, 9)) ? siret : null
}

const luhn = (digits: readonly number[]): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const doubled = index % 2 === 0 ? digit : digit * 2
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}
