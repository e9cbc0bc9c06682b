import { isDeepStrictEqual } from 'node:util'
import { departementOf, departementOfCommune } from '#shared/geo/divisions.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { ACTIVITES } from '#shared/reference/activites.ts'
import { EvenementUsage, type Fait, type Lieu } from '#shared/usage/event.ts'
import { knownNeeds, knownPublics } from '#shared/usage/search.ts'
import { JOURS_ACCEPTES, PAR_POSTE_ET_JOUR, type Recu } from '#shared/usage/sending.ts'
import { isPlainText } from '../http/json.ts'
import type { EntityKey, StoredUsage, SyncStore } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'

/**
 * What desks tell of their use, kept so that it says nothing of anyone: anybody may send anything here, and nothing of what they write
 * in their own words is kept. Only codes of the référentiels, départements, communes, and sheets that this server knows.
 */

export type UsageParts = {
  readonly store: Pick<SyncStore, 'read' | 'usage'>
  readonly seal: Pick<Seal, 'alias'>
  /** Milliseconds since 1970. */
  readonly now: () => number
}

const KINDS_OF_WORK: ReadonlySet<string> = new Set(ACTIVITES.map(({ value }) => value))

/** Exactly what the schema says: a field that it does not know is one that nobody has agreed to send. */
const readEvent = (raw: unknown): EvenementUsage | null => {
  const read = EvenementUsage.safeParse(raw)
  return read.success && isDeepStrictEqual(read.data, raw) ? read.data : null
}

/** The commune says its département, whatever was said of it. */
const knownPlace = ({ commune, departement }: Lieu): Lieu => {
  const derived = commune === null ? null : departementOfCommune(commune)
  if (derived !== null) return { commune, departement: derived }
  return { commune: null, departement: departement !== null && departementOf(departement) !== undefined ? departement : null }
}

const keysOf = (fait: Fait): readonly EntityKey[] => {
  switch (fait.type) {
    case 'recherche':
      return fait.premiers.map((id) => ({ kind: 'service', id }))
    case 'service':
    case 'mobilisation':
      return [{ kind: 'service', id: fait.service_id }]
    case 'structure':
      return [{ kind: 'structure', id: fait.structure_id }]
    case 'sans-solution':
      return []
  }
}

const nameOf = ({ kind, id }: EntityKey): string => `${kind}/${id}`

/** What is kept of it, or null when the sheet that it is about was never one. */
const cleaned = (fait: Fait, isKnown: (key: EntityKey) => boolean): Fait | null => {
  switch (fait.type) {
    case 'recherche':
      return {
        ...fait,
        thematiques: knownNeeds(fait.thematiques),
        publics: knownPublics(fait.publics),
        lieu: knownPlace(fait.lieu),
        premiers: fait.premiers.filter((id) => isKnown({ kind: 'service', id })),
      }
    case 'sans-solution':
      return {
        ...fait,
        thematiques: knownNeeds(fait.thematiques),
        publics: knownPublics(fait.publics),
        lieu: knownPlace(fait.lieu),
      }
    default:
      return keysOf(fait).every(isKnown) ? fait : null
  }
}

const placeIn = (fait: Fait): Lieu => ('lieu' in fait ? fait.lieu : { commune: null, departement: null })

/** Sheets among those named that are, or were, of this server. */
const knownSheets = async (store: UsageParts['store'], faits: readonly Fait[]): Promise<ReadonlySet<string>> => {
  const keys = new Map(faits.flatMap((fait) => keysOf(fait).map((key) => [nameOf(key), key] as const)))
  // Both engines have indexes that some texts cannot be looked for in.
  const asked = [...keys.values()].filter(({ id }) => isPlainText(id))
  if (asked.length === 0) return new Set()
  return new Set((await store.read((reader) => reader.entities(asked))).map(nameOf))
}

/** Those for which there is room: so many of one desk and day. */
const withinLimits = async (store: UsageParts['store'], events: readonly StoredUsage[]): Promise<readonly StoredUsage[]> => {
  const once = [...new Map(events.map((event) => [event.id, event])).values()]
  const kept: StoredUsage[] = []
  for (const ofOne of Map.groupBy(once, ({ poste, jour }) => `${poste} ${jour}`).values()) {
    const [first] = ofOne
    if (first === undefined) continue
    const room = PAR_POSTE_ET_JOUR - (await store.usage.countOf(first.poste, first.jour))
    kept.push(...ofOne.slice(0, Math.max(0, room)))
  }
  return kept
}

/**
 * Keeps events as they may be. Sent again, whole or in part, they are kept once. `refuses`: those that are not as they should be, of a
 * day to come or of too long ago; those beyond what one desk does in a day are taken, and not kept.
 */
export const recordUsage = async ({ store, seal, now }: UsageParts, raw: readonly unknown[]): Promise<Recu> => {
  const today = parisDay(now())
  const oldest = addDays(today, -JOURS_ACCEPTES)
  const read = raw.flatMap((one) => {
    const event = readEvent(one)
    return event === null || event.jour > today || event.jour < oldest ? [] : [event]
  })
  const known = await knownSheets(
    store,
    read.map(({ fait }) => fait),
  )
  const events = read.flatMap(({ id, jour, poste, activite, fait: told }): StoredUsage[] => {
    const fait = cleaned(told, (key) => known.has(nameOf(key)))
    if (fait === null || (activite !== null && !KINDS_OF_WORK.has(activite))) return []
    // Its month goes in: should a desk send the same number twice, it would not be known again.
    const alias = seal.alias(`usage/${jour.slice(0, 7)}`, poste)
    return [{ id, type: fait.type, jour, poste: alias, activite, ...placeIn(fait), fait }]
  })
  await store.usage.add(await withinLimits(store, events))
  return { pris: events.length, refuses: raw.length - events.length }
}
