/** Words that people chose, made fit for a message: they reach inboxes that did not ask for them. */

const MAX_NAME = 255
const MAX_IN_SUBJECT = 100

/** Line ends would forge headers; direction marks and invisible characters would show other words than those written. */
const oneLine = (text: string): string =>
  text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    // All but the two joiners, which some scripts are written with.
    .replace(/(?![\u200c\u200d])\p{Cf}/gu, '')
    .replace(/\s+/g, ' ')
    .trim()

const cut = (text: string, most: number): string => {
  const letters = [...text]
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

const RIGHT_TO_LEFT = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u
/** A name written from right to left keeps its own order, and leaves the sentence around it in its own. */
const isolated = (text: string): string => (RIGHT_TO_LEFT.test(text) ? `\u2068${text}\u2069` : text)

const EMAIL = /^[^\s@]+@[^\s@]+$/
/** Mail programs make links of what looks like one: a name must not become a link to anywhere. An address stays one to be copied. */
const notALink = (text: string): string =>
  EMAIL.test(text) ? text : text.replaceAll('://', ':\u2060//').replace(/(?<=[\p{L}\p{N}-])\.(?=\p{L}{2})/gu, '.\u2060')

const NAMELESS = '(sans nom)'

/** A name inside the message. */
export const named = (text: string): string => isolated(notALink(cut(oneLine(text), MAX_NAME) || NAMELESS))

/** « Mission locale de l’Exemple ». */
export const quoted = (text: string): string => `«\u00a0${named(text)}\u00a0»`

/** A name inside its subject. */
export const namedInSubject = (text: string): string => isolated(cut(oneLine(text), MAX_IN_SUBJECT) || NAMELESS)

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
const minute = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' })

/** « 12 décembre 2026 ». @param iso instant or date. */
export const dayOf = (iso: string): string => day.format(new Date(iso))
/** « 12 décembre 2026 à 14:05 (heure de Paris) ». */
export const minuteOf = (iso: string): string => `${minute.format(new Date(iso))} (heure de Paris)`
