export type SplitAddress = { readonly adresse: string | null; readonly code_postal: string; readonly commune: string | null }

/**
 * « 8 rue de la Boétie - 33000 Bordeaux » → street, postal code, commune. Null when the text holds no postal code, or several:
 * two addresses in one field cannot be told apart with certainty.
 */
export const splitAddress = (text: string): SplitAddress | null => {
  const line = text.replace(/\s+/g, ' ').trim()
  // A number of five digits followed by a name, not « 12345 m² » nor a BP.
  const found = [...line.matchAll(/(?<![\d\w])(\d{2} ?\d{3})[\s,–-]+(?=\p{L})/gu)]
  const [match] = found
  if (found.length !== 1 || match === undefined || match[1] === undefined) return null
  const code = match[1].replace(' ', '')
  if (!/^(0[1-9]|[1-8]\d|9[0-578])/.test(code)) return null
  const street = line.slice(0, match.index).replace(/[\s,;–-]+$/, '')
  const commune = line
    .slice(match.index + match[0].length)
    .replace(/[,;(].*$|\s+-\s+.*$/, '')
    .replace(/\s*\bcedex\b.*$/i, '')
    .replace(/,?\s*france$/i, '')
    .trim()
  return { adresse: street === '' ? null : street, code_postal: code, commune: commune === '' ? null : commune }
}
