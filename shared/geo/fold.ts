/**
 * Text as it is compared: lower case, no accent, letters and digits only, single spaces.
 * « L’Haÿ-les-Roses » → « l hay les roses »; « Œuilly » → « oeuilly ».
 */
export const fold = (text: string): string =>
  text
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/æ/g, 'ae')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

const SAINTS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' }

/** Abbreviations of a folded name written out: « st ouen » → « saint ouen ». */
export const expandSaints = (folded: string): string => folded.replace(/\b(?:sts?|stes?)\b/g, (word) => SAINTS[word] ?? word)
