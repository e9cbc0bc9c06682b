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
    // Alone, the spaces of French punctuation stay where a line may not be broken.
    .replace(/\s{2,}|[^\S\u00a0\u202f]/g, ' ')
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

/** Headers are decoded by whoever reads them, where no decoding is meant too: a name must not be made of other words than those seen. */
const notEncoded = (text: string): string => text.replaceAll('=?', '= ?')

/** A name inside its subject. */
export const namedInSubject = (text: string): string => isolated(cut(notEncoded(oneLine(text)), MAX_IN_SUBJECT) || NAMELESS)

type Most = { readonly letters: number; readonly lines: number }
const USUAL: Most = { letters: 1_000, lines: 60 }

/**
 * What somebody typed, as the lines of a quotation: at most so many of them, and of letters, one empty line at most in a row. Links
 * stay: an address to register at is what some of these messages are for.
 */
const linesOf = (text: string, most: Most): readonly string[] => {
  const lines = cut(text, most.letters)
    .split(/\r\n|[\n\r\v\f\u0085\p{Zl}\p{Zp}]/u)
    .map((line) => {
      const words = oneLine(line)
      return words === '' ? '' : isolated(words)
    })
  const kept = lines.filter((line, at) => line !== '' || (at > 0 && lines[at - 1] !== ''))
  while (kept.at(-1) === '') kept.pop()
  return kept.length <= most.lines ? kept : [...kept.slice(0, most.lines - 1), '…']
}

/** A message to quote, for a letter that has any. */
export const quotation = (
  title: string,
  message: string,
  most = USUAL,
): readonly { readonly title: string; readonly lines: readonly string[] }[] => {
  const lines = linesOf(message, most)
  return lines.length === 0 ? [] : [{ title, lines }]
}

const MAX_SENDER = 80
/** Mail programs show it instead of the address: it must not look like another one, nor hide the « via ». */
const senderName = (text: string): string => oneLine(notEncoded(oneLine(text).replace(/[@<>"\\]+/gu, ' ')))

/** « Mission locale de l’Exemple via DORA »: the name that goes with the server's own address. */
export const viaDora = (text: string): string => {
  const name = cut(senderName(text), MAX_SENDER)
  return name === '' ? 'DORA' : `${name} via DORA`
}
/** A name to show as the sender of a message, whatever it was made of. */
export const shownSender = (text: string): string => cut(senderName(text), MAX_SENDER + ' via DORA'.length)

/** « 01 23 45 67 89 »; what is not ten figures is left as it is. */
export const phoneOf = (text: string): string =>
  /^\d{10}$/.test(text) ? (text.match(/\d\d/g) ?? []).join('\u00a0') : named(text)

const day = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'Europe/Paris' })
const minute = new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' })

/** « 12 décembre 2026 », « 1er décembre 2026 ». @param iso instant or date. */
export const dayOf = (iso: string): string => day.format(new Date(iso)).replace(/^1(?!\d)/, '1er')
/** « 12 décembre 2026 à 14:05 (heure de Paris) ». */
export const minuteOf = (iso: string): string => `${minute.format(new Date(iso))} (heure de Paris)`
