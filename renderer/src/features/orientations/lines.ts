import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { fold } from '#shared/geo/fold.ts'
import { isClosed } from '#shared/orientation/life.ts'
import { awaitsAnswer } from '#shared/orientation/standing.ts'
import { VUES, type Tri, type View, type Vue } from './view.ts'

/** Lists of requests: what waits for whom, what is shown, in which order. Pure. */

/**
 * Waits for an act of this side. Received: an answer, unless it was put off to a later day. Sent: another service to be looked for.
 * Either: what the server refused.
 */
export const isToTreat = (line: OrientationLine): boolean => {
  if (line.envoi === 'refuse') return true
  return line.sens === 'reception' ? awaitsAnswer(line) : line.tour === 'prescripteur' && line.plan_b
}

/** Nothing has ended it yet. */
const isRunning = ({ etat }: OrientationLine): boolean => !isClosed(etat)

const IN_VIEW: Readonly<Record<Vue, (line: OrientationLine) => boolean>> = {
  toutes: () => true,
  'a-traiter': isToTreat,
  retard: ({ retard }) => retard,
  'sans-reponse': ({ etat }) => etat === 'EXPIRÉE',
  acceptees: ({ etat }) => etat === 'VALIDÉE',
}

/** Folded once for each line read: at the next letter they are the same. */
const folded = new WeakMap<OrientationLine, readonly string[]>()

const wordsOf = (line: OrientationLine): readonly string[] => {
  const before = folded.get(line)
  if (before !== undefined) return before
  const { personne, serviceNom, structureNom, prescripteur, suivi_par, numero } = line
  const words = fold([personne, serviceNom, structureNom, prescripteur, suivi_par, numero].join(' ')).split(' ')
  folded.set(line, words)
  return words
}

/** For each word typed, a word of the person, of the service, of the other side or of the number begins like it. */
const matcher = (typed: string): ((line: OrientationLine) => boolean) => {
  const words = fold(typed).split(' ').filter(Boolean)
  if (words.length === 0) return () => true
  return (line) => words.every((word) => wordsOf(line).some((part) => part.startsWith(word)))
}

/** What presses most first; what is over last. */
const rank = (line: OrientationLine): number => {
  if (line.envoi === 'refuse') return 0
  if (isToTreat(line)) return line.retard ? 1 : 2
  if (isRunning(line)) return 3
  return line.tour === 'personne' ? 4 : 5
}

const french = new Intl.Collator('fr', { sensitivity: 'base', numeric: true })
type Compare = (a: OrientationLine, b: OrientationLine) => number
const text = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const newest: Compare = (a, b) => text(b.cree_le, a.cree_le)
const moved: Compare = (a, b) => text(b.bouge_le, a.bouge_le)
/** Those that await nothing come after. */
const soonest: Compare = (a, b) => text(a.echeance?.le ?? '~', b.echeance?.le ?? '~')

const urgency: Compare = (a, b) => {
  const by = rank(a) - rank(b)
  if (by !== 0) return by
  return rank(a) < 4 ? soonest(a, b) || newest(b, a) : moved(a, b)
}

const ORDER: Readonly<Record<Tri, Compare>> = {
  urgence: urgency,
  recentes: newest,
  anciennes: (a, b) => newest(b, a),
  mouvement: moved,
  personne: (a, b) => french.compare(a.personne, b.personne),
}

/** The lines of one box that the view and the words keep, in its order; the identifier decides between equals. */
export const linesFor = (lines: readonly OrientationLine[], view: View, typed: string): readonly OrientationLine[] => {
  const { moi, vue, etat, tri } = view
  const found = matcher(typed)
  return lines
    .filter((line) => (!moi || line.a_moi) && IN_VIEW[vue](line) && (etat === null || line.etat === etat) && found(line))
    .sort((a, b) => ORDER[tri](a, b) || text(a.id, b.id))
}

export const ofBox = (lines: readonly OrientationLine[], sens: Sens): readonly OrientationLine[] =>
  lines.filter((line) => line.sens === sens)

export type Counts = Readonly<Record<Vue, number>> & { readonly enCours: number }

/** How many each quick filter would show. */
export const countsOf = (lines: readonly OrientationLine[]): Counts => {
  const of = (keep: (line: OrientationLine) => boolean): number => lines.filter(keep).length
  const vues = Object.fromEntries(VUES.map((vue) => [vue, of(IN_VIEW[vue])])) as Record<Vue, number>
  return { ...vues, enCours: of(isRunning) }
}

/**
 * Where the hand goes once a request was answered: the next one below that waits for an answer, else the one above; null when none
 * does any more.
 */
export const nextToTreat = (shown: readonly OrientationLine[], id: string): string | null => {
  const at = shown.findIndex((line) => line.id === id)
  const waits = (line: OrientationLine): boolean => line.id !== id && isToTreat(line)
  return (shown.slice(at + 1).find(waits) ?? shown.slice(0, Math.max(0, at)).findLast(waits))?.id ?? null
}

/** The neighbour of the one that is open, `by` lines away, within the list; the first one when none of it is open. */
export const neighbour = (shown: readonly OrientationLine[], id: string | null, by: number): OrientationLine | undefined => {
  const at = shown.findIndex((line) => line.id === id)
  return at < 0 ? shown[0] : shown[Math.min(shown.length - 1, Math.max(0, at + by))]
}
