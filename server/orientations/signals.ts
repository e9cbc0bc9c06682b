import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { holdsTestWord } from '#shared/orientation/formats.ts'
import type { Reader, User } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { membershipsOfStructure } from '../accounts/memberships.ts'

/** What makes a request look at twice before it is sent (dora-backend.md §3.7), in words; nothing of the person is in them. */

const RECENT_MS = 21 * 24 * 3600_000
const ALIKE = 0.75

const ALONE = 'L’auteur est seul dans sa structure.'
const NEWCOMER = 'Le compte de l’auteur a moins de trois semaines.'
/** Nearly always so of who has just joined a structure, whose requests are held for that very reason: alone, these say nothing. */
export const USUAL_SIGNALS: ReadonlySet<string> = new Set([ALONE, NEWCOMER])

const folded = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim()

/** Share of what two texts have in common by pairs of letters (Dice, 1945): 1 for the same, 0 for nothing. */
export const likeness = (left: string, right: string): number => {
  const [a, b] = [folded(left), folded(right)]
  if (a === '' || b === '') return 0
  if (a === b) return 1
  const pairs = (text: string): Map<string, number> => {
    const found = new Map<string, number>()
    for (let at = 0; at + 1 < text.length; at += 1) {
      const pair = text.slice(at, at + 2)
      found.set(pair, (found.get(pair) ?? 0) + 1)
    }
    return found
  }
  const [one, other] = [pairs(a), pairs(b)]
  let shared = 0
  for (const [pair, count] of one) shared += Math.min(count, other.get(pair) ?? 0)
  const all = Math.max(a.length - 1, 0) + Math.max(b.length - 1, 0)
  return all === 0 ? 0 : (2 * shared) / all
}

type Facts = {
  readonly user: Pick<User, 'nom' | 'creeLe'> | null
  /** Members of the side that sends, and of the service's structure. */
  readonly own: readonly Rattachement[]
  readonly asked: readonly Rattachement[]
  readonly now: number
}

const isMember = (all: readonly Rattachement[], userId: string): boolean =>
  all.some(({ user_id, etat }) => user_id === userId && etat === 'membre')

export const signalsOf = ({ prescripteur, personne, service }: Orientation, { user, own, asked, now }: Facts): string[] => {
  const found: string[] = []
  const say = (so: boolean, words: string): void => {
    if (so) found.push(words)
  }
  say(prescripteur.structure_id === service.structure_id, 'La structure s’adresse la demande à elle-même.')
  say(isMember(asked, prescripteur.user_id), 'L’auteur est membre de la structure qui reçoit.')
  say(user === null, 'Le compte de l’auteur n’existe plus.')
  const members = own.filter(({ etat }) => etat === 'membre')
  say(members.length === 1 && members[0]?.user_id === prescripteur.user_id, ALONE)
  say(user !== null && now - Date.parse(user.creeLe) < RECENT_MS, NEWCOMER)
  say(
    [personne.nom, personne.prenom, personne.courriel.split('@', 1)[0] ?? ''].some(holdsTestWord),
    'Le nom ou l’adresse de la personne ressemble à un essai.',
  )
  say(
    likeness(personne.courriel, prescripteur.courriel) > ALIKE || (user !== null && likeness(personne.nom, user.nom) > ALIKE),
    'La personne et l’auteur ont presque le même nom ou la même adresse.',
  )
  return found
}

/** @param now milliseconds since 1970 */
export const signalsFor = async (
  reader: Reader,
  seal: Seal,
  one: Orientation,
  { user, now }: Pick<Facts, 'user' | 'now'>,
): Promise<string[]> => {
  const { structure_id } = one.service
  return signalsOf(one, {
    user,
    now,
    own: await membershipsOfStructure(reader, seal, one.prescripteur.structure_id),
    asked: structure_id === null ? [] : await membershipsOfStructure(reader, seal, structure_id),
  })
}
