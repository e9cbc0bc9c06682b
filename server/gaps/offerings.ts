import type { Service } from '#shared/catalogue/record.ts'
import { type Offering, offeringOf } from '#shared/gaps/offered.ts'
import { applyAll, applyChanged } from '../moderation/reference-follow.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import type { Entity, Reader, SyncStore } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * What services offer, where: beside what the panel knows of them (server/moderation/facts.ts), their point, their zone, their modes,
 * and whether they are full. Read once whole, then what changed; read again when the history may have gone back.
 */

export type Offerings = {
  /** Changes with what is known. */
  readonly version: string
  readonly services: ReadonlyMap<string, Offering>
  /** Structures that are shown no more. */
  readonly obsolete: ReadonlySet<string>
}

type Parts = { readonly store: Pick<SyncStore, 'read'>; readonly seal: Seal }

/** Lists that thousands of services have in common are kept once. */
const createLists = () => {
  const known = new Map<string, readonly string[]>()
  return (list: readonly string[]): readonly string[] => {
    const key = list.join('\n')
    const found = known.get(key)
    if (found !== undefined) return found
    known.set(key, list)
    return list
  }
}

export const createOfferings = ({ store, seal }: Parts): (() => Promise<Offerings>) => {
  const services = new Map<string, Offering>()
  const obsolete = new Set<string>()
  let lists = createLists()
  let place: { readonly epoch: string; readonly cursor: number } | null = null
  let changes = 0

  const apply = (entity: Entity): void => {
    const { kind, id } = entity
    if (kind !== 'service' && kind !== 'structure') return
    changes += 1
    const doc = docOf(seal, entity)
    if (kind === 'structure') {
      if ((doc?.['dora'] as { readonly is_obsolete?: boolean } | undefined)?.is_obsolete === true) obsolete.add(id)
      else obsolete.delete(id)
      return
    }
    const one = doc === null ? null : offeringOf(doc as unknown as Service)
    if (one === null) services.delete(id)
    else services.set(id, { ...one, zone: lists(one.zone), thematiques: lists(one.thematiques) })
  }

  const whole = async (reader: Reader): Promise<void> => {
    services.clear()
    obsolete.clear()
    lists = createLists()
    await applyAll(reader, ['structure', 'service'], apply, createTurns())
  }

  let last: Promise<unknown> = Promise.resolve()
  const read = (): Promise<Offerings> =>
    store.read(async (reader) => {
      const head = await reader.head()
      if (place?.epoch === head.epoch)
        place = { epoch: head.epoch, cursor: await applyChanged(reader, place.cursor, apply, createTurns()) }
      else {
        place = null
        await whole(reader)
        place = { epoch: head.epoch, cursor: head.seq }
      }
      return { version: `${head.epoch} ${changes}`, services, obsolete }
    })
  return () => {
    // One after the other: two readings would each apply what the other has begun.
    const asked = last.then(read)
    last = asked.catch(() => {})
    return asked
  }
}
