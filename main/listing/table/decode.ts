import { isUtf8 } from 'node:buffer'
import { DoraError } from '#shared/errors.ts'
import type { Table } from '#shared/listing/import/table.ts'

type Encoding = Table['encodage']

/** Bytes that windows-1252 gives to no character: the text is in another encoding. */
const UNDEFINED_1252 = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])
/** Controls that no text holds: what has one is no text. */
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u0019\u001b-\u001f]/
/** UTF-8 once read as windows-1252: « Ã© », « â€™ », « Â° ». French text never holds these pairs. */
const MOJIBAKE =
  /Ã[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u0192\u02c6\u02dc\u2013-\u2122]|â€[\u0098-\u009d\u2122\u0153\u02dc\u201c\u00a6]|Â[\u00a0-\u00bf]|\ufffd/g
/** Below, a slip in one cell; from there on, the whole file was badly converted. */
const MOJIBAKE_LIMIT = 3

/** A text without its byte order mark, in the encoding that its first bytes say or its bytes suggest. */
const encodingOf = (bytes: Buffer): { readonly encodage: Encoding; readonly start: number } => {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encodage: 'utf-8', start: 3 }
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encodage: 'utf-16le', start: 2 }
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encodage: 'utf-16be', start: 2 }
  const head = bytes.subarray(0, 4_096)
  const zeros = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1
  })
  // Latin letters in UTF-16 have one byte in two at zero, always on the same side.
  const [even = 0, odd = 0] = zeros
  if (odd > head.length / 4 && even === 0) return { encodage: 'utf-16le', start: 0 }
  if (even > head.length / 4 && odd === 0) return { encodage: 'utf-16be', start: 0 }
  return { encodage: isUtf8(bytes) ? 'utf-8' : 'windows-1252', start: 0 }
}

const refused = (raison: string, cause?: unknown): DoraError => new DoraError('tableau-encodage', { raison }, cause)

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/**
 * The text of a file: UTF-8, UTF-16 (with or without a mark), else windows-1252 as old spreadsheets write.
 * Throws `tableau-encodage` for what is no text, and for text that a bad conversion has spoiled.
 */
export const decodeText = (
  bytes: Buffer,
): { readonly texte: string; readonly encodage: Encoding; readonly avertissements: readonly string[] } => {
  const { encodage, start } = encodingOf(bytes)
  const body = bytes.subarray(start)
  if (encodage === 'windows-1252' && body.some((byte) => UNDEFINED_1252.has(byte))) {
    throw refused(body.includes(0) ? 'ce n’est pas du texte' : 'l’encodage n’est ni UTF-8, ni UTF-16, ni Windows-1252')
  }
  let texte: string
  try {
    texte = new TextDecoder(encodage, { fatal: true, ignoreBOM: true }).decode(body)
  } catch (error) {
    throw refused('le texte est coupé ou mélange plusieurs encodages', error)
  }
  if (CONTROL.test(texte)) throw refused('ce n’est pas du texte')
  const spoiled = [...texte.matchAll(MOJIBAKE)]
  const [first] = spoiled
  if (first === undefined) return { texte, encodage, avertissements: [] }
  const ligne = lineOf(texte, first.index)
  if (spoiled.length >= MOJIBAKE_LIMIT) {
    throw refused(`des accents ont été abîmés par une conversion («\u00a0${first[0]}\u00a0», vers la ligne ${ligne})`)
  }
  return {
    texte,
    encodage,
    avertissements: [`Des caractères semblent abîmés vers la ligne ${ligne} («\u00a0${first[0]}\u00a0»)\u202f: relisez-la.`],
  }
}
