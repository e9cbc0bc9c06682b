import type { Random } from '../sim/random.ts'
import { type Desk, Unanswered } from './desk-process.ts'
import { SERVICES, serviceId } from './server-process.ts'

/** In every note, and nowhere else: where it is found in the clear, a note has leaked. */
export const PLANTED = 'Confidence'

/** Null: not a favourite. */
type Note = string | null

/**
 * What the desk must show of each favourite, by what it answered. A change that was cut before its answer may have been made or
 * not: both are right, until the next reading says which one.
 */
export const createFavouriteTruth = (random: Random) => {
  const possible = new Map<string, ReadonlySet<Note>>()
  /** What a favourite removed had for note: kept again, it may come back with it (contract/user.ts). */
  const aside = new Map<string, string>()
  const busy = new Set<string>()
  let notes = 0
  let answered = 0

  const known = (id: string): Note => {
    const [only = null] = possible.get(id) ?? [null]
    return only
  }
  const newNote = (): string => `${PLANTED} ${++notes} sur une personne inventée`

  const change = async (desk: Desk, id: string, name: string, input: object, after: readonly Note[]): Promise<void> => {
    busy.add(id)
    possible.set(id, new Set([...(possible.get(id) ?? [null]), ...after]))
    try {
      await desk.call(`favourites.${name}`, { kind: 'service', id, ...input })
      possible.set(id, new Set(after))
      answered += 1
    } catch (error) {
      if (!(error instanceof Unanswered)) throw error
    } finally {
      busy.delete(id)
    }
  }

  /** One change of a person, of a favourite that no other change is about. */
  const act = (desk: Desk): Promise<void> => {
    const free = Array.from({ length: SERVICES }, (_, n) => serviceId(n)).filter((id) => !busy.has(id))
    const kept = free.filter((id) => (possible.get(id)?.size ?? 0) === 1 && known(id) !== null)
    const others = free.filter((id) => (possible.get(id)?.size ?? 1) === 1 && known(id) === null)
    const what = random.weighted({ update: 5, add: kept.length < 8 ? 8 : 2, remove: kept.length > 4 ? 2 : 0 })
    if (what === 'add' || kept.length === 0) {
      const id = random.pick(others)
      const again = aside.get(id)
      return change(desk, id, 'add', { nom: `Un service ${id}` }, again === undefined ? [''] : ['', again])
    }
    const id = random.pick(kept)
    if (what === 'remove') {
      aside.set(id, known(id) ?? '')
      return change(desk, id, 'remove', {}, [null])
    }
    const note = newNote()
    return change(desk, id, 'update', { note }, [note])
  }

  return {
    act,
    answered: () => answered,
    /** Compares what a desk shows with what it must, then knows. @throws when something answered is lost, or comes from nowhere. */
    learn: async (desk: Desk): Promise<void> => {
      const list = await desk.call<readonly { readonly id: string; readonly note: string }[]>('favourites.list')
      const shown = new Map(list.map(({ id, note }) => [id, note]))
      if (shown.size !== list.length) throw new Error('a favourite is shown twice')
      for (const id of new Set([...possible.keys(), ...shown.keys()])) {
        const note = shown.get(id) ?? null
        const may = possible.get(id) ?? new Set([null])
        if (!may.has(note)) throw new Error(`${id} shows «${note}», not ${[...may].map((one) => `«${one}»`).join(' or ')}`)
        possible.set(id, new Set([note]))
      }
    },
    /** What differs between the favourites given and those that must be; null when they are the same. To call once learnt. */
    differs: (found: ReadonlyMap<string, string>): string | null => {
      for (const id of new Set([...possible.keys(), ...found.keys()])) {
        const [expected, actual] = [known(id), found.get(id) ?? null]
        if (expected !== actual) return `${id} is «${actual}», not «${expected}»`
      }
      const written = [...found.values()].filter((note) => note !== '')
      return new Set(written).size === written.length ? null : 'a note is there twice'
    },
  }
}
export type FavouriteTruth = ReturnType<typeof createFavouriteTruth>
