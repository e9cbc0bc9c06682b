import { setTimeout } from 'node:timers/promises'
import type { RegleSource } from '#shared/deployment/rule.ts'
import type { Reader, SyncStore } from '#server/store/types.ts'
import { CATALOGUE_JOB, keptHere, takeAway, withPeople } from '#server/sync/ingest/kept.ts'
import { type Hidden, lookFor } from './hidden.ts'
import { allRules } from './rows.ts'

/** Rules applied to the reference as it is, when they are added; imports then keep to them (arrivals.ts). */

type Parts = { readonly store: SyncStore }
type Ruled = Pick<RegleSource, 'source' | 'departements'>

/** Rows of one transaction: small enough for pushes to come in between. */
const CHUNK = 1000
const TRIES = 4
const BETWEEN_MS = 250

export type Gone = { readonly services: number; readonly structures: number }

const hiddenHere = async (reader: Reader, rules: readonly Ruled[]): Promise<Hidden> => {
  const looking = lookFor(rules)
  for (const kind of ['service', 'structure'] as const) {
    for await (const { id, doc, parent } of reader.scan(kind)) if (doc !== null) looking[kind]({ id, doc, parent })
  }
  return looking.hidden(await keptHere(reader))
}

/** What these rules would take away now. */
export const wouldHide = async ({ store }: Parts, rules: readonly Ruled[]): Promise<Gone> => {
  const { service, structure } = await store.read((reader) => hiddenHere(reader, rules))
  return { services: service.size, structures: structure.size }
}

/** Meant for whoever holds the job of the catalogue. Cut anywhere, the next import finishes. */
const hide = async ({ store }: Parts, rules: readonly Ruled[]): Promise<Gone> => {
  const hidden = await store.read((reader) => hiddenHere(reader, rules))
  const gone = { service: 0, structure: 0 }
  for (const kind of ['service', 'structure'] as const) {
    const ids = [...hidden[kind]]
    for (let from = 0; from < ids.length; from += CHUNK) {
      const some = ids.slice(from, from + CHUNK)
      // Someone may have joined since the look.
      const { value } = await store.write(async (writer) => takeAway(writer, kind, some, await withPeople(writer)))
      gone[kind] += value
    }
  }
  return { services: gone.service, structures: gone.structure }
}

/** Applies rules at once; null when an import is under way, which will as it ends (`hideLater`). */
export const hideNow = async (parts: Parts, rules: readonly Ruled[]): Promise<Gone | null> => {
  for (let tries = 1; ; tries++) {
    const gone = await parts.store.exclusively(CATALOGUE_JOB, () => hide(parts, rules))
    if (gone !== null || tries === TRIES) return gone
    await setTimeout(BETWEEN_MS)
  }
}

/** Those that were added while an import went on, which began without them. Called by the import, which holds the job. */
export const hideLater = async (parts: Parts, known: readonly RegleSource[]): Promise<void> => {
  const ids = new Set(known.map(({ id }) => id))
  const added = (await parts.store.read(allRules)).filter(({ id }) => !ids.has(id))
  if (added.length > 0) await hide(parts, added)
}
