/**
 * Text as it is compared: lower case, no accent, letters and digits only, single spaces.
 * « L’Haÿ-les-Roses » → « l hay les roses »; « Œuilly » → « oeuilly ».
 */
export const fold = (text: string): string => {
  const lower = text.toLowerCase()
  // Three names in four are plain ASCII: they skip what costs most, and the index of communes loads faster for it.
  const plain = /^[\x20-\x7e]*$/.test(lower)
    ? lower
    : lower
        .replace(/œ/g, 'oe')
        .replace(/æ/g, 'ae')
        .normalize('NFD')
        .replace(/\p{M}+/gu, '')
  return plain.replace(/[^a-z0-9]+/g, ' ').trim()
}

/** Of a name of a file, or a code: « L’Haÿ-les-Roses » → « l-hay-les-roses »; '' for a text without letters or digits. */
export const slug = (text: string): string => fold(text).replaceAll(' ', '-')

const SAINTS: Readonly<Record<string, string>> = { st: 'saint', ste: 'sainte', sts: 'saints', stes: 'saintes' }

/** Abbreviations of a folded name written out: « st ouen » → « saint ouen ». */
export const expandSaints = (folded: string): string => folded.replace(/\b(?:sts?|stes?)\b/g, (word) => SAINTS[word] ?? word)
