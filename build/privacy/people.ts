import { createRandom } from '../sim/random.ts'
import { MARK, type Needles, NUMBER_DIGITS, NUMBER_MARK, PHONE_DIGITS, PHONE_MARK, WORD_LETTERS } from './needles.ts'

/** Invented people, whose every value occurs nowhere else. */

export type Invented = {
  /** « personne 12 »: what reports call them. */
  readonly qui: string
  readonly prenom: string
  readonly nom: string
  readonly telephone: string
  /** As someone may type it. */
  readonly telephoneTape: string
  readonly courriel: string
  readonly numero: string
  readonly autre: string
  readonly situation: string
  readonly motif: string
  /** Why it is sent all the same. */
  readonly raison: string
  readonly commune: string
  readonly piece: { readonly nom: string; readonly bytes: Buffer }
}

/** Of whom only how they are called and reached is looked for: an account, a member of a structure. */
export type Professional = {
  readonly qui: string
  readonly prenom: string
  readonly nom: string
  readonly telephone: string
  readonly courriel: string
}

export type Inventing = {
  readonly person: () => Invented
  readonly professional: (qui: string) => Professional
  /** A word of its own, to be put in a message that someone types. */
  readonly message: () => string
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1)

/** Kinds of what is told of a person: one of these in the wrong place is a leak. */
export const QUOI = [
  'nom',
  'prénom',
  'téléphone',
  'courriel',
  'numéro France Travail',
  'autre contact',
  'situation',
  'motif',
  'raison de l’envoi',
  'commune',
  'nom de fichier',
  'contenu de fichier',
] as const
export type Quoi = (typeof QUOI)[number]

/** What is looked for of others than the people themselves. */
export const OF_PROFESSIONAL = 'professionnel'
/** Of an office: it outlives who worked there. */
export const OF_OFFICE = 'téléphone professionnel'
export const OF_MESSAGE = 'message'
/** What opens the page of a request: in the letter that brings it, and in the address that it is. */
export const OF_LINK = 'secret d’un lien'
/** What an account is known by for a while: nowhere. */
export const OF_SESSION = 'jeton d’une session'

/** @param needles hears of every value made. */
export const createInventing = (needles: Needles, seed: number): Inventing => {
  const random = createRandom(seed)
  const made = new Set<string>()
  let people = 0
  let phones = 0
  let messages = 0
  const fresh = (make: () => string): string => {
    let value = make()
    while (made.has(value)) value = make()
    made.add(value)
    return value
  }
  const word = (): string =>
    fresh(() => MARK + Array.from({ length: WORD_LETTERS }, () => String.fromCharCode(97 + random.int(26))).join(''))
  const some = (count: number): string => Array.from({ length: count }, () => String(random.int(10))).join('')
  // In their order: two that follow each other are as alike as real ones.
  const phone = (): string => PHONE_MARK + String(phones++).padStart(PHONE_DIGITS, '0')

  return {
    person: () => {
      const qui = `personne ${String(++people)}`
      const named = (quoi: Quoi): string => {
        const value = word()
        needles.addWord(value, { qui, quoi })
        return value
      }
      const telephone = phone()
      needles.addPhone(telephone, { qui, quoi: 'téléphone' satisfies Quoi })
      const numero = fresh(() => NUMBER_MARK + some(NUMBER_DIGITS))
      needles.addNumber(numero, { qui, quoi: 'numéro France Travail' satisfies Quoi })
      const typed = [
        telephone,
        telephone.replace(/\d{2}(?=\d)/g, '$& '),
        telephone.replace(/\d{2}(?=\d)/g, '$&.'),
        `+33 ${telephone.slice(1)}`,
      ]
      const content = named('contenu de fichier')
      return {
        qui,
        prenom: `${capital(named('prénom'))}é`,
        nom: `${capital(named('nom'))}-Œ`,
        telephone,
        telephoneTape: typed[people % typed.length] ?? telephone,
        courriel: `${named('courriel')}@exemple.test`,
        numero,
        autre: `Chez ${capital(named('autre contact'))}, après 18 h`,
        situation: `Vit à ${capital(named('situation'))}`,
        motif: `Doit apprendre le ${named('motif')}.`,
        raison: `Convenu avec ${capital(named('raison de l’envoi'))}`,
        commune: capital(named('commune')),
        piece: {
          nom: `cv ${named('nom de fichier')}.pdf`,
          bytes: Buffer.from(`%PDF-1.7\n${`${content} `.repeat(40)}\n%%EOF`),
        },
      }
    },
    professional: (qui) => {
      const named = (): string => {
        const value = word()
        needles.addWord(value, { qui, quoi: OF_PROFESSIONAL })
        return value
      }
      const telephone = phone()
      needles.addPhone(telephone, { qui, quoi: OF_OFFICE })
      return { qui, prenom: capital(named()), nom: capital(named()), telephone, courriel: `${named()}@exemple.test` }
    },
    message: () => {
      const value = word()
      needles.addWord(value, { qui: `message ${String(++messages)}`, quoi: OF_MESSAGE })
      return value
    },
  }
}
