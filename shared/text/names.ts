/** Small words of French names that keep their lower case inside a name re-capitalised for display. */
const SMALL = new Set([
  'de',
  'du',
  'des',
  'la',
  'le',
  'les',
  'et',
  'en',
  'à',
  'au',
  'aux',
  'sur',
  'sous',
  'pour',
  'par',
  'd',
  'l',
  'ou',
  'chez',
])
/** Acronyms of the field: shown as they are written. */
const ACRONYMS = new Set(
  'CCAS CIAS CAF CPAM MDPH MSA CIDFF AFPA GRETA PLIE MJC CADA CHRS CHU SIAO UDAF ADIL CSAPA CAARUD PMI SPIP PJJ GEIQ AFIJ CIO BIJ PIJ EPN MDS UTAS ASE AI ACI ETTI EI ML FJT ESAT DORA RSA FLE ADIE BGE CCI CMA APEC MDE EPIDE APF APAJH UNAFAM AEFTI CASNAV ANPAA'.split(
    ' ',
  ),
)
const ROMAN = /^(?=[IVX])(?:X{0,3})(?:IX|IV|V?I{0,3})$/

/** « Lyon 7eme », « Foix » from a commune or a street written in capitals; others as written. */
export const displayTown = (nom: string): string => (/\p{Ll}/u.test(nom) ? nom : recapitalise(nom))

/**
 * A name for display: all-capitals names are re-capitalised, others are left as written; the data is never touched
 * (dora-screens.md §3.7).
 */
export const displayName = (nom: string): string => {
  const letters = nom.replace(/[^\p{L}]/gu, '')
  return letters.length < 5 || letters !== letters.toLocaleUpperCase('fr') ? nom : recapitalise(nom)
}

const recapitalise = (nom: string): string => {
  let first = true
  return nom.replace(/[\p{L}\d]+/gu, (word) => {
    const isFirst = first
    first = false
    if (ACRONYMS.has(word) || ROMAN.test(word)) return word
    const lower = word.toLocaleLowerCase('fr')
    if (!isFirst && SMALL.has(lower)) return lower
    // A short word without vowel can only be an acronym.
    if (word.length <= 5 && !/[AEIOUYÀÂÉÈÊËÎÏÔÛÙ]/u.test(word)) return word
    return lower.charAt(0).toLocaleUpperCase('fr') + lower.slice(1)
  })
}
