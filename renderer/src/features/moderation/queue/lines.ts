import { fold } from '#shared/geo/fold.ts'
import { isTaken, type Motif, MOTIFS, type QueueItem } from '#shared/moderation/queue.ts'
import { territoryName } from '../../../lib/territories.ts'
import type { View } from './view.ts'

/** The lines of the queue: which are shown, how many there are of each, where the hand goes next. Pure. */

const isMine = ({ prise }: QueueItem, moi: string, now: number): boolean => isTaken(prise, now) && prise.user_id === moi

/** Folded once for each line read: at the next letter they are the same. */
const folded = new WeakMap<QueueItem, readonly string[]>()

const wordsOf = (item: QueueItem): readonly string[] => {
  const before = folded.get(item)
  if (before !== undefined) return before
  const { nom, autre_nom, structure_nom, commune, departement } = item
  const place = departement === null ? '' : territoryName(departement)
  const words = fold([nom, autre_nom ?? '', structure_nom ?? '', commune ?? '', place].join(' ')).split(' ')
  folded.set(item, words)
  return words
}

/** For each word typed, a word of the name, of the structure or of the place begins like it. */
const matcher = (typed: string): ((item: QueueItem) => boolean) => {
  const words = fold(typed).split(' ').filter(Boolean)
  if (words.length === 0) return () => true
  return (item) => words.every((word) => wordsOf(item).some((part) => part.startsWith(word)))
}

type Who = {
  /** Whoever reads. */
  readonly moi: string
  /** Milliseconds since 1970. */
  readonly now: number
}

/** The lines that the view and the words keep, in the order of the server: the most pressing first. */
export const linesFor = (items: readonly QueueItem[], view: View, typed: string, { moi, now }: Who): readonly QueueItem[] => {
  const { qui, motif } = view
  const found = matcher(typed)
  return items.filter(
    (item) =>
      (qui === 'tous' || (qui === 'moi' ? isMine(item, moi, now) : !isTaken(item.prise, now))) &&
      (motif === null || item.raisons.some((raison) => raison.motif === motif)) &&
      found(item),
  )
}

export type Counts = { readonly moi: number; readonly libres: number; readonly motifs: Readonly<Record<Motif, number>> }

/** How many each filter would show, alone. */
export const countsOf = (items: readonly QueueItem[], { moi, now }: Who): Counts => {
  const motifs = Object.fromEntries(MOTIFS.map((motif) => [motif, 0])) as Record<Motif, number>
  let [mine, free] = [0, 0]
  for (const item of items) {
    if (isMine(item, moi, now)) mine++
    if (!isTaken(item.prise, now)) free++
    for (const { motif } of item.raisons) motifs[motif]++
  }
  return { moi: mine, libres: free, motifs }
}

/**
 * Where the hand goes once an item was decided: the next one below that nobody else has taken and that waits for nothing, else the
 * one above; null when none does any more. `busy`: identifiers whose act has not left.
 */
export const nextToTreat = (
  shown: readonly QueueItem[],
  id: string,
  busy: ReadonlySet<string>,
  { moi, now }: Who,
): QueueItem | null => {
  const at = shown.findIndex((item) => item.id === id)
  const waits = (item: QueueItem): boolean =>
    item.id !== id && !busy.has(item.id) && (!isTaken(item.prise, now) || item.prise.user_id === moi)
  return shown.slice(at + 1).find(waits) ?? shown.slice(0, Math.max(0, at)).findLast(waits) ?? null
}

/** The neighbour of the one that is open, `by` lines away, within the list; the first one when none of it is open. */
export const neighbour = (shown: readonly QueueItem[], id: string | null, by: number): QueueItem | undefined => {
  const at = shown.findIndex((item) => item.id === id)
  return at < 0 ? shown[0] : shown[Math.min(shown.length - 1, Math.max(0, at + by))]
}
