import type { Courrier, Orientation } from '#shared/orientation/model.ts'
import { queueMail, type Mail } from '../mail/queue.ts'
import { renderMail } from '../mail/templates.ts'
import { viaDora } from '../mail/words.ts'
import type { Writer } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'

/** Addresses of the letters of a request, and their trace. */

export type LetterParts = {
  readonly writer: Writer
  readonly seal: Seal
  /** Milliseconds since 1970. */
  readonly now: number
  /** Address of this server, without a final « / »; no letter is written without it. */
  readonly publicUrl: string | undefined
}

type Recipient = Courrier['a']
export type Letter = Mail & {
  readonly a: Recipient
  readonly copies?: readonly { readonly a: Recipient; readonly courriel: string }[]
}

const MAX_SUBJECT = 200
const canonical = (address: string): string => address.trim().toLowerCase()
/** Who sent a request and the referent are often one; the same address may also be the structure's, which hears of something else. */
const reader = ({ a, to }: { readonly a: Recipient; readonly to: string }): string =>
  `${a === 'referent' ? 'prescripteur' : a} ${canonical(to)}`

/** Each reader once, the first letter wins. */
const distinct = (letters: readonly Letter[]): readonly Letter[] =>
  letters.filter((one, at) => canonical(one.to) !== '' && letters.findIndex((other) => reader(other) === reader(one)) === at)

const copiesOf = ({ to, copies = [] }: Letter): NonNullable<Letter['copies']> =>
  copies.filter(
    ({ courriel }, at) =>
      canonical(courriel) !== '' &&
      canonical(courriel) !== canonical(to) &&
      copies.findIndex((other) => canonical(other.courriel) === canonical(courriel)) === at,
  )

/** Stages the letters, and answers what is kept of them: that they were written. */
export const writeLetters = async ({ writer, seal, now }: LetterParts, letters: readonly Letter[]): Promise<Courrier[]> => {
  const trace: Courrier[] = []
  for (const letter of distinct(letters)) {
    const { a, copies: _all, ...mail } = letter
    const others = copiesOf(letter)
    await queueMail(writer, seal, others.length === 0 ? mail : { ...mail, cc: others.map(({ courriel }) => courriel) }, now)
    const objet = renderMail(mail.template).subject.slice(0, MAX_SUBJECT).toWellFormed()
    for (const one of [a, ...others.map((other) => other.a)]) trace.push({ le: new Date(now).toISOString(), a: one, objet })
  }
  return trace
}

/** None without a server to lead to. */
export const whenReachable = async (parts: LetterParts, write: (publicUrl: string) => readonly Letter[]): Promise<Courrier[]> => {
  const { publicUrl } = parts
  return publicUrl === undefined || publicUrl === '' ? [] : writeLetters(parts, write(publicUrl))
}

/** Of Les Emplois: letters are the platform's, but to the structure (dora-backend.md §3.5). */
const PLATFORM = 'La plateforme de l’inclusion'

/** The name that a letter is sent under, in whose name it is. */
export const senderOf = (o: Orientation, who: 'prescripteur' | 'referent' | 'structure'): string => {
  if (who === 'prescripteur') return viaDora(o.prescripteur.nom)
  if (o.source === 'EMPLOIS') return PLATFORM
  return viaDora(who === 'referent' ? fullName(o.referent) : o.service.structure_nom || o.service.nom)
}

export const fullName = ({ prenom, nom }: { readonly prenom: string; readonly nom: string }): string => `${prenom} ${nom}`.trim()
