import { fold } from '#shared/search/text.ts'
import { apartness, type Name, nameLikeness, nameOf } from '../moderation/doublons/names.ts'
import { recordOf, type StructureEntry } from '../opendata/open-entry.ts'
import type { OpenStructure } from '../opendata/record.ts'

/**
 * Structures that are likely one: same SIRET; or same commune, names alike, and the same telephone or address (data-inclusion.md
 * §3.2, where upstream has a trained model). Nothing is merged: they are linked, and a missed duplicate is better than a false one.
 */

/** Share of what two names tell that both say. */
const ALIKE = 0.75
/** A switchboard of a whole town, a SIRET of convenience: more than that many are no duplicates of one another. */
const MOST_ALIKE = 30

type Traits = { readonly siret: string | null; readonly keys: readonly string[]; readonly name: Name }

export type Clusters = {
  readonly put: (entry: StructureEntry) => void
  readonly remove: (id: string) => void
  /** Identifiers of those that are likely the same, itself left out, in order. */
  readonly doublonsOf: (id: string) => readonly string[]
  /** The same for all of a cluster. */
  readonly clusterOf: (id: string) => string
}

const compact = (text: string | null): string => fold(text ?? '').replace(/[^a-z0-9]/g, '')

const traitsOf = (record: OpenStructure): Traits => {
  const phone = (record.telephone ?? '').replace(/\D/g, '').replace(/^33(?=\d{9}$)/, '0')
  const address = compact(record.adresse)
  const keys =
    record.code_insee === null
      ? []
      : [
          ...(phone === '' ? [] : [`${record.code_insee} ${phone}`]),
          ...(address === '' ? [] : [`${record.code_insee} ${address}`]),
        ]
  return { siret: record.siret, keys, name: nameOf(record.nom) }
}

export const createClusters = (): Clusters => {
  const traits = new Map<string, Traits>()
  const blocks = new Map<string, Set<string>>()
  let found = new Map<string, readonly string[]>()

  const keysOf = ({ siret, keys }: Traits): readonly string[] => (siret === null ? keys : [...keys, siret])
  const take = (id: string): void => {
    const known = traits.get(id)
    if (known === undefined) return
    traits.delete(id)
    for (const key of keysOf(known)) {
      const block = blocks.get(key)
      if (block !== undefined && block.delete(id) && block.size === 0) blocks.delete(key)
    }
  }
  const forget = (): void => {
    if (found.size > 0) found = new Map()
  }
  const areAlike = (a: Traits, b: Traits): boolean =>
    apartness(a.name, b.name) === 'rien' && nameLikeness(a.name, b.name, () => 1) >= ALIKE

  const beside = (id: string): readonly string[] => {
    const one = traits.get(id)
    if (one === undefined) return []
    const near: string[] = []
    for (const key of keysOf(one)) {
      const block = blocks.get(key)
      if (block === undefined || block.size > MOST_ALIKE) continue
      for (const other of block) {
        const its = traits.get(other)
        if (other !== id && its !== undefined && (key === one.siret || areAlike(one, its))) near.push(other)
      }
    }
    return near
  }

  const members = (id: string): readonly string[] => {
    const known = found.get(id)
    if (known !== undefined) return known
    const all = new Set([id])
    for (const one of all) for (const other of beside(one)) all.add(other)
    const list = [...all].sort()
    for (const one of list) found.set(one, list)
    return list
  }

  return {
    put: (entry) => {
      const made = traitsOf(recordOf<OpenStructure>(entry))
      const known = traits.get(entry.id)
      // Most changes are of its services.
      if (known !== undefined && JSON.stringify(known) === JSON.stringify(made)) return
      take(entry.id)
      forget()
      traits.set(entry.id, made)
      for (const key of keysOf(made)) {
        const block = blocks.get(key)
        if (block === undefined) blocks.set(key, new Set([entry.id]))
        else block.add(entry.id)
      }
    },
    remove: (id) => {
      take(id)
      forget()
    },
    doublonsOf: (id) => members(id).filter((one) => one !== id),
    clusterOf: (id) => members(id)[0] ?? id,
  }
}
