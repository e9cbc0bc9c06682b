/**
 * Text that a spreadsheet would take for a formula (OWASP, CSV injection). Written with an apostrophe before it, it is text; read
 * back, that apostrophe goes. A text that already begins so gets one more: nothing is lost on the way there and back.
 */
const STARTS = '[\\s]*[=+\\-@\\t\\r\\n\uff1d\uff0b\uff0d\uff20]'
const FORMULA = new RegExp(`^'*${STARTS}`, 'u')
const SHIELDED = new RegExp(`^'+${STARTS}`, 'u')

/** For CSV, where any cell may become a formula. */
export const shield = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)
/** For xlsx, where a text cell stays text: only what `unshield` would change. */
export const shieldShielded = (text: string): string => (SHIELDED.test(text) ? `'${text}` : text)

export const unshield = (text: string): string => (SHIELDED.test(text) ? text.slice(1) : text)
