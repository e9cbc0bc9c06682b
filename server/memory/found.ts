import { dayNumber } from '#shared/catalogue/facts.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import { type Mark, markOf, MOST_FOLLOWED } from '#shared/memory/marks.ts'
import { type Asked, createMatching } from '#shared/memory/match.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { applyAll } from '../moderation/reference-follow.ts'
import { createTurns } from '../moderation/reference-turns.ts'
import type { Entity, Reader } from '../store/types.ts'
import type { Places } from './places.ts'

/** What kept searches find in the rows that desks receive: those of the public scope, as they are told to everyone. */

export type Wanted = { readonly key: string; readonly query: SearchQuery }
export type FoundServices = ReadonlyMap<string, Readonly<Record<string, Mark>>>

/** What matching asks of a structure: its texts would weigh as much as the services. */
const brief = (structure: Structure): Structure => {
  const { id, source, nom, date_maj, siret, commune, code_postal, reseaux_porteurs, dora } = structure
  const { is_obsolete, disable_orientation_form } = dora ?? {}
  return {
    id,
    source,
    nom,
    date_maj,
    siret,
    commune,
    code_postal,
    reseaux_porteurs,
    dora: {
      ...(is_obsolete === undefined ? {} : { is_obsolete }),
      ...(disable_orientation_form === undefined ? {} : { disable_orientation_form }),
    },
  }
}

const told = <T>({ scopes, doc }: Entity): T | null => (doc === null || !scopes.includes(FRANCE) ? null : (JSON.parse(doc) as T))

const placed = ({ resolve }: Places, { key, query }: Wanted): Asked | null => {
  let place: ResolvedPlace | null = null
  try {
    if (query.place !== null) place = resolve(query.place)
  } catch (error) {
    if (error instanceof DoraError) return null
    throw error
  }
  return { key, query, place }
}

/**
 * Reads every service once, twice when words are asked. Left out: searches of a place that is unknown here, and those that find too
 * much to be followed. @param today ISO day
 */
export const findAll = async (
  reader: Reader,
  places: Places,
  wanted: readonly Wanted[],
  today: string,
): Promise<FoundServices> => {
  const asked = wanted.flatMap((one) => placed(places, one) ?? [])
  if (asked.length === 0) return new Map()
  const turn = createTurns()
  const structures = new Map<string, Structure>()
  await applyAll(
    reader,
    ['structure'],
    (entity) => {
      const structure = told<Structure>(entity)
      if (structure !== null) structures.set(entity.id, brief(structure))
    },
    turn,
  )
  const structureOf = ({ structure_id }: Service): Structure | null => structures.get(structure_id ?? '') ?? null
  const matching = createMatching(asked, dayNumber(today), places.zoneName)
  const eachService = (work: (service: Service, structure: Structure | null) => void): Promise<void> =>
    applyAll(
      reader,
      ['service'],
      (entity) => {
        const service = told<Service>(entity)
        if (service !== null) work(service, structureOf(service))
      },
      turn,
    )
  if (matching.hasWords) await eachService(matching.learn)
  const marks = new Map<string, Mark>()
  await eachService((service, structure) => {
    if (matching.take(service, structure).length > 0) marks.set(service.id, markOf(service, structure))
  })
  const found = new Map<string, Readonly<Record<string, Mark>>>()
  for (const [key, ids] of matching.results()) {
    if (ids.length > MOST_FOLLOWED) continue
    found.set(
      key,
      Object.fromEntries(
        ids.flatMap((id) => {
          const mark = marks.get(id)
          return mark === undefined ? [] : [[id, mark]]
        }),
      ),
    )
  }
  return found
}
