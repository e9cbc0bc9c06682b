import type { Bloc, Feuille, Fiche, Ligne, Rubrique } from './sheet.ts'
import { createSay, type Deux } from './texts.ts'
import { fr } from './texts/fr.ts'

/** The sheet as words: an e-mail, a text message, and what its QR code carries. */

/** Three messages of a telephone, in the alphabet of 7 bits: 153 characters each (3GPP TS 23.040, 9.2.3.24.1). */
export const MOST_SMS = 3 * 153
/** Bytes that a code of a few centimetres holds and that every phone reads. */
export const MOST_QR = 1_100

/** A telephone writes these in 7 bits; anything else makes the whole message three times dearer (3GPP TS 23.038, 6.2.1). */
const GSM = new Set(
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
)
const NEAR: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  œ: 'oe',
  Œ: 'OE',
  '\u00a0': ' ',
  '\u202f': ' ',
}

/** In the alphabet of text messages: accents that it lacks fall, what has no near letter is left out. */
export const inGsm = (text: string): string =>
  [...text.normalize('NFC')]
    .map((char) => {
      if (GSM.has(char)) return char
      const near = NEAR[char]
      if (near !== undefined) return near
      return [...char.normalize('NFKD').replace(/\p{M}/gu, '')].filter((one) => GSM.has(one)).join('')
    })
    .join('')
    .replace(/ ([:;?!])/g, '$1')
    .replace(/ {2,}/g, ' ')

const fichesOf = ({ blocs }: Pick<Feuille, 'blocs'>): readonly Fiche[] => blocs.flatMap(({ fiches }) => fiches)

const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`)

type Part = (fiche: Fiche) => string

/** What is told of each service, what matters most first: without the last ones there is room for the others. */
const PARTS: readonly Part[] = [
  ({ bref }) => bref.telephone,
  ({ bref }) => bref.adresse,
  ({ structure }) => structure,
  ({ bref }) => bref.quand.join(' ; '),
  ({ bref, structure }) => (bref.telephone === '' && structure !== '' ? bref.courriel : ''),
  ({ bref }) => (bref.papiers.length === 0 ? '' : `${fr.papiers} ${bref.papiers.join(', ')}`),
]
/** Order in which they are read. */
const READING = [2, 1, 3, 0, 4, 5] as const

const written = (fiches: readonly Fiche[], parts: number, most: number, head: string): string =>
  [
    head,
    ...fiches.map((fiche) =>
      [
        `${fiche.numero}. ${cut(fiche.nom, most)}`,
        ...READING.flatMap((at) => {
          const text = at < parts ? cut(PARTS[at]?.(fiche) ?? '', most * 2) : ''
          return text === '' ? [] : [text]
        }),
      ].join('\n'),
    ),
  ]
    .filter((one) => one !== '')
    .join('\n')

/** The longest telling that fits: fewer facts, then shorter names, then fewer services. `fits` says whether a text does. */
const fitted = (fiches: readonly Fiche[], head: string, fits: (text: string) => boolean): string => {
  for (const most of [160, 60, 32])
    for (let parts = PARTS.length; parts >= 1; parts--) {
      const text = written(fiches, parts, most, head)
      if (fits(text)) return text
    }
  for (let n = fiches.length - 1; n >= 1; n--) {
    const text = written(fiches.slice(0, n), 1, 32, head)
    if (fits(text)) return text
  }
  return head
}

/** Of UTF-8. */
const bytes = (text: string): number =>
  [...text].reduce((sum, char) => {
    const code = char.codePointAt(0) ?? 0
    return sum + (code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x1_00_00 ? 3 : 4)
  }, 0)

/** What the QR code carries: the plan itself, in French, readable by any phone without server. At most MOST_QR bytes of UTF-8. */
export const qrText = (feuille: Pick<Feuille, 'blocs'>, most = MOST_QR): string =>
  fitted(fichesOf(feuille), fr.titre, (text) => bytes(text) <= most)

/** A text message of at most MOST_SMS characters, in the alphabet of telephones. */
export const smsText = (feuille: Pick<Feuille, 'blocs'>): string => {
  const text = fitted(fichesOf(feuille), '', (one) => inGsm(one).length <= MOST_SMS)
  return inGsm(text).trim()
}

type Side = (deux: Deux) => string

const ligneOf = (ligne: Ligne, side: 'fr' | 'autre'): string => {
  if (side === 'fr' || ligne.autre === null) return ligne.fr
  // A label in their language, and the number it is of.
  return ligne.autre.endsWith(':') ? `${ligne.autre} ${ligne.fr.slice(ligne.fr.indexOf(':') + 1).trim()}` : ligne.autre
}

const rubriqueOf = ({ titre, lignes }: Rubrique, side: 'fr' | 'autre', told: Side): string =>
  [told(titre), ...lignes.map((ligne) => `- ${ligneOf(ligne, side)}`)].join('\n')

const blocOf = ({ besoin, fiches }: Bloc, side: 'fr' | 'autre', told: Side): string =>
  [
    ...(besoin === '' ? [] : [`== ${besoin} ==`]),
    ...fiches.map((fiche) =>
      [
        `${fiche.numero}. ${fiche.nom}${fiche.structure === '' ? '' : ` (${fiche.structure})`}`,
        ...fiche.rubriques.map((one) => rubriqueOf(one, side, told)),
      ].join('\n'),
    ),
  ].join('\n\n')

const sideText = (feuille: Feuille, side: 'fr' | 'autre'): string => {
  const s = createSay(feuille.langue)
  const told: Side = (deux) => (side === 'autre' ? (deux.autre ?? deux.fr) : deux.fr)
  return [
    told(s.say('bonjour')),
    told(s.say('voici')),
    ...(side === 'fr' && feuille.message !== '' ? [feuille.message] : []),
    ...(side === 'autre' ? [told(s.say('noms_francais'))] : []),
    ...feuille.blocs.map((bloc) => blocOf(bloc, side, told)),
    ...(feuille.contact === null ? [] : [rubriqueOf(feuille.contact, side, told)]),
    ...(side === 'fr' && feuille.mots.length > 0
      ? [[fr.mots, ...feuille.mots.map(({ mot, sens }) => `- ${mot}\u202f: ${sens}.`)].join('\n')]
      : []),
  ].join('\n\n')
}

/** French, then the other language. */
export const emailText = (feuille: Feuille): string =>
  feuille.langue === null ? sideText(feuille, 'fr') : `${sideText(feuille, 'fr')}\n\n— — —\n\n${sideText(feuille, 'autre')}`

export const emailSubject = (feuille: Feuille): string =>
  [feuille.titre.fr, ...(feuille.titre.autre === null ? [] : [feuille.titre.autre])].join(' · ')
