import { departementOfCommune } from '#shared/geo/divisions.ts'
import type { ServiceEntry, StructureEntry } from '../opendata/open-entry.ts'
import { byIdentifier, type OpenSnapshot } from '../opendata/open-index.ts'
import { type Bits, bitsFor, clearBit, setBit } from './bits.ts'
import { createPublicTexts, type PublicTexts } from './public-texts.ts'

/**
 * Services in columns, by slot: what a search filters by, as sets. Slots of the first reading are in the order of identifiers; what
 * comes later takes a slot at the end, and `inOrder` puts it where it belongs.
 */

/** Slots kept for what changes before everything is laid out again. */
const SPARE = 4_096

export type Field = 'sources' | 'thematiques' | 'publics' | 'types' | 'frais' | 'modes_accueil'

export type Columns = {
  readonly slots: readonly ServiceEntry[]
  /** By slot: the one it hangs on. */
  readonly structures: readonly StructureEntry[]
  readonly alive: Bits
  /** To be written over by one search at a time, none of which waits. */
  readonly scratch: { readonly kept: Bits; readonly union: Bits; readonly zone: Bits }
  /** Of a value of the words of the snapshot; undefined for one that nobody has. */
  readonly having: (field: Field, value: number) => Bits | undefined
  readonly ofDepartement: (code: string) => Bits | undefined
  readonly ofCommune: (code: string) => readonly number[]
  /** Without a zone, or of the whole country. */
  readonly everywhere: Bits
  readonly ofZone: (zone: number) => readonly number[]
  /** In hundredths. */
  readonly scores: Uint8Array
  /** Degrees; NaN where there is no point. */
  readonly latitudes: Float64Array
  readonly longitudes: Float64Array
  readonly texts: PublicTexts
  readonly publicsTexts: Int32Array
  readonly precisionsTexts: Int32Array
  readonly slotOf: (id: string) => number | undefined
  /** Slots in ascending order → in the order of identifiers. */
  readonly inOrder: (slots: number[]) => number[]
  readonly isFull: (more: number) => boolean
  readonly add: (entry: ServiceEntry, structure: StructureEntry, snapshot: OpenSnapshot) => void
  readonly remove: (id: string) => void
  /** Scores of another day. */
  readonly score: (snapshot: OpenSnapshot) => void
}

const pushIn = <Key>(map: Map<Key, number[]>, key: Key, slot: number): void => {
  const known = map.get(key)
  if (known === undefined) map.set(key, [slot])
  else known.push(slot)
}

/** Empty, with room for that many. */
export const createColumns = (expected: number): Columns => {
  const capacity = expected + SPARE
  const slots: ServiceEntry[] = []
  const structures: StructureEntry[] = []
  const slotsOf = new Map<string, number>()
  const [alive, everywhere] = [bitsFor(capacity), bitsFor(capacity)]
  const fields: Readonly<Record<Field, Map<number, Bits>>> = {
    sources: new Map(),
    thematiques: new Map(),
    publics: new Map(),
    types: new Map(),
    frais: new Map(),
    modes_accueil: new Map(),
  }
  const departements = new Map<string, Bits>()
  const communes = new Map<string, number[]>()
  const zones = new Map<number, number[]>()
  const scores = new Uint8Array(capacity)
  const latitudes = new Float64Array(capacity).fill(NaN)
  const longitudes = new Float64Array(capacity).fill(NaN)
  const texts = createPublicTexts()
  const [publicsTexts, precisionsTexts] = [new Int32Array(capacity).fill(-1), new Int32Array(capacity).fill(-1)]
  let sorted = true
  let inSequence = 0

  const mark = <Key>(map: Map<Key, Bits>, key: Key, slot: number): void => {
    let bits = map.get(key)
    if (bits === undefined) map.set(key, (bits = bitsFor(capacity)))
    setBit(bits, slot)
  }

  const add: Columns['add'] = (entry, structure, { words, score }) => {
    const slot = slots.length
    if (sorted && (slot === 0 || (slots[slot - 1]?.id ?? '') < entry.id)) inSequence = slot + 1
    else sorted = false
    slots.push(entry)
    structures.push(structure)
    slotsOf.set(entry.id, slot)
    setBit(alive, slot)
    mark(fields.sources, words.numberOf(entry.source), slot)
    for (const one of entry.thematiques) mark(fields.thematiques, one, slot)
    for (const one of entry.publics) mark(fields.publics, one, slot)
    for (const one of entry.modesAccueil) mark(fields.modes_accueil, one, slot)
    if (entry.type !== null) mark(fields.types, entry.type, slot)
    if (entry.frais !== null) mark(fields.frais, entry.frais, slot)
    if (entry.codeInsee !== null) {
      pushIn(communes, entry.codeInsee, slot)
      const departement = departementOfCommune(entry.codeInsee)
      if (departement !== null) mark(departements, departement, slot)
    }
    const national = [words.known('france'), words.known('99100')]
    if (entry.zones === null || entry.zones.some((zone) => national.includes(zone))) setBit(everywhere, slot)
    else for (const zone of entry.zones) pushIn(zones, zone, slot)
    if (entry.latitude !== null && entry.longitude !== null) {
      latitudes[slot] = entry.latitude
      longitudes[slot] = entry.longitude
    }
    scores[slot] = Math.round(score(entry) * 100)
    precisionsTexts[slot] = texts.numberOf(entry.publicsPrecisions)
    publicsTexts[slot] = texts.numberOf(entry.publics.map((one) => words.wordAt(one).replaceAll('-', ' ')).join(' '))
  }

  return {
    slots,
    structures,
    alive,
    scratch: { kept: bitsFor(capacity), union: bitsFor(capacity), zone: bitsFor(capacity) },
    having: (field, value) => fields[field].get(value),
    ofDepartement: (code) => departements.get(code),
    ofCommune: (code) => communes.get(code) ?? [],
    everywhere,
    ofZone: (zone) => zones.get(zone) ?? [],
    scores,
    latitudes,
    longitudes,
    texts,
    publicsTexts,
    precisionsTexts,
    slotOf: (id) => slotsOf.get(id),
    inOrder: (found) => {
      const at = sorted ? found.length : found.findIndex((slot) => slot >= inSequence)
      if (at === -1 || at === found.length) return found
      const entryAt = (slot: number) => slots[slot] as ServiceEntry
      const late = found.slice(at).sort((a, b) => byIdentifier(entryAt(a), entryAt(b)))
      const merged: number[] = []
      let next = 0
      for (let index = 0; index < at; index++) {
        const slot = found[index] ?? 0
        while (next < late.length && entryAt(late[next] ?? 0).id < entryAt(slot).id) merged.push(late[next++] ?? 0)
        merged.push(slot)
      }
      return [...merged, ...late.slice(next)]
    },
    isFull: (more) => slots.length + more > capacity,
    add,
    remove: (id) => {
      const slot = slotsOf.get(id)
      if (slot === undefined) return
      clearBit(alive, slot)
      slotsOf.delete(id)
    },
    score: (snapshot) => {
      for (const [slot, entry] of slots.entries()) scores[slot] = Math.round(snapshot.score(entry) * 100)
    },
  }
}

/** What differs between two lists in the order of identifiers; entries are never changed in place. */
export const differences = <Entry extends { readonly id: string }>(
  before: readonly Entry[],
  after: readonly Entry[],
): { readonly gone: readonly Entry[]; readonly come: readonly Entry[] } => {
  const [gone, come]: [Entry[], Entry[]] = [[], []]
  let [left, right] = [0, 0]
  while (left < before.length || right < after.length) {
    const [a, b] = [before[left], after[right]]
    if (a === b) {
      left++
      right++
    } else if (b === undefined || (a !== undefined && a.id < b.id)) {
      if (a !== undefined) gone.push(a)
      left++
    } else if (a === undefined || b.id < a.id) {
      come.push(b)
      right++
    } else {
      gone.push(a)
      come.push(b)
      left++
      right++
    }
  }
  return { gone, come }
}
