import { isEmail, isShortNumber, normalisePhone } from '../../orientation/formats.ts'
import { checkSiret } from '../../reference/siret.ts'
import { internationalPhone } from '../../text/phone.ts'
import { doubtful, just, nothingIn, quoted, type Reader, wrong } from './reading.ts'

/** In E.164, short numbers as they are dialled (data-inclusion.md §3.5); null when it is no number of France. */
const phoneOf = (texte: string): string | null => {
  const bare = normalisePhone(
    texte
      .replace(/^\s*t[ée]l(?:[ée]phone)?[.:\s]*/i, '')
      .replace(/\(0\)/g, '')
      .replace(/[()_]/g, ''),
  )
  if (isShortNumber(bare) || /^(?:\d{2,3}|116\d{3})$/.test(bare)) return bare
  // Spreadsheets take the first zero of what they hold to be a number.
  const national = /^[1-9]\d{8}$/.test(bare) ? `0${bare}` : bare
  if (!/^0[1-9]\d{8}$/.test(national)) return null
  return internationalPhone(national)
}

/** The first of several, for a record holds one. */
const firstOf =
  (read: (texte: string) => string | null, separators: RegExp, what: string, example: string): Reader =>
  (texte) => {
    const whole = read(texte)
    if (whole !== null) return just(whole)
    const pieces = texte
      .split(separators)
      .map(read)
      .filter((one) => one !== null)
    const [first] = pieces
    if (first === undefined) return wrong(`${quoted(texte)} n’est pas ${what}. Attendu\u202f: ${example}.`)
    return doubtful(first, `Un seul est gardé\u202f: ${quoted(first)}. Vérifiez ${quoted(texte)}.`)
  }

export const phone: Reader = firstOf(
  phoneOf,
  /[/;,|\n]|\bou\b|\bet\b/i,
  'un numéro de téléphone français',
  '10 chiffres, comme 01\u00a099\u00a000\u00a012\u00a034',
)

const LONGEST_EMAIL = 254
const emailOf = (texte: string): string | null => {
  const bare = texte
    .trim()
    .replace(/^mailto:/i, '')
    .replace(/^<|[>.;,\s]+$/g, '')
    .toLowerCase()
  return bare.length <= LONGEST_EMAIL && isEmail(bare) ? bare : null
}

const EMAIL_EXAMPLE = 'une adresse comme accueil@exemple.test'
export const email: Reader = firstOf(emailOf, /[\s;,|/<>]+/, 'une adresse de courriel', EMAIL_EXAMPLE)

/** Every address; one that cannot be read is an error. */
export const emails: Reader = (texte) => {
  const pieces = texte.split(/[\s;,|]+/).filter((piece) => piece !== '')
  const bad = pieces.find((piece) => emailOf(piece) === null)
  if (pieces.length === 0) return nothingIn(texte)
  if (bad !== undefined) return wrong(`${quoted(bad)} n’est pas une adresse de courriel. Attendu\u202f: ${EMAIL_EXAMPLE}.`)
  return just([...new Set(pieces.map((piece) => emailOf(piece) ?? piece))])
}

/** A name of the web, its port, and what follows; neither name nor password before it. */
const WEB =
  /^https?:\/\/(?:[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?\.)+(?:[a-z]{2,63}|xn--[a-z\d-]{2,59})(?::\d{1,5})?(?:[/?#][^\s<>"`\\]*)?$/i
const SCHEME = /^[a-z][a-z\d+.-]*:(?!\d)/i

/** An address of the web; the scheme is added when it is missing. */
export const url =
  (max: number, only?: RegExp): Reader =>
  (texte) => {
    const bare = texte.trim()
    const whole = SCHEME.test(bare) ? bare : `https://${bare.replace(/^\/+/, '')}`
    if (whole.length > max) return wrong(`Cette adresse fait ${whole.length} caractères, et ${max} au plus sont attendus.`)
    if (!WEB.test(whole)) return wrong(`${quoted(texte)} n’est pas une adresse du web. Attendu\u202f: https://…`)
    if (only !== undefined && !only.test(whole))
      return wrong(`${quoted(texte)} n’est pas une fiche d’Acceslibre. Attendu\u202f: https://acceslibre.beta.gouv.fr/…`)
    return just(whole)
  }

/** What a spreadsheet makes of a number too long for it. */
const ROUNDED = /^\d[.,]\d+e\+?\d+$/i

export const siret: Reader = (texte) => {
  if (ROUNDED.test(texte.trim())) {
    return wrong(
      `Le tableur a arrondi ce numéro (${quoted(texte)}). Mettez la colonne au format Texte puis saisissez les 14 chiffres.`,
    )
  }
  const { siret: number, etat } = checkSiret(texte)
  if (etat === 'forme') return wrong(`${quoted(texte)} n’est pas un SIRET. Attendu\u202f: 14 chiffres.`)
  return etat === 'ok'
    ? just(number)
    : doubtful(number, `Les chiffres du SIRET ${quoted(texte)} ne concordent pas\u202f: vérifiez-les.`)
}
