/** Characters that XML cannot hold, as workbooks write them: `_x000D_`; a text that already reads so has its underscore written. */
const ESCAPED = /_x([0-9a-f]{4})_/gi
// eslint-disable-next-line no-control-regex
const UNWRITABLE = /[\u0000-\u0008\u000b-\u001f\ufffe\uffff]|\p{Cs}|_(?=x[0-9a-f]{4}_)/giu

export const fromXString = (text: string): string =>
  text.includes('_x') ? text.replace(ESCAPED, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

const asCode = (char: string): string => `_x${char.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

export const toXString = (text: string): string => text.replace(UNWRITABLE, asCode)
