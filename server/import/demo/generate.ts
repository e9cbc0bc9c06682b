import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import { type DemoPlace, placesFrom } from './places.ts'
import { randomFrom } from './random.ts'
import { inventService } from './services.ts'
import { type DemoStructure, inventStructure } from './structures.ts'

export type DemoOptions = {
  readonly seed: number
  readonly services: number
  /** Date the freshness of listings is relative to, `YYYY-MM-DD`. */
  readonly today: string
  readonly communes: readonly CommuneRow[]
}

export type DemoRecord =
  { readonly kind: 'structure'; readonly record: Structure } | { readonly kind: 'service'; readonly record: Service }

/**
 * Invents a catalogue, the same for the same options, one record at a time: a structure, then its services.
 * Exactly `services` services; about one structure for four of them.
 */
export function* generateDemo(options: DemoOptions): Generator<DemoRecord> {
  const random = randomFrom(options.seed)
  const drawPlace = placesFrom(options.communes)
  const { today } = options
  let structures = 0
  let heads = 0
  let services = 0
  let last: DemoStructure | null = null
  /** The latest structure with branches to come. */
  let head: DemoStructure | null = null

  while (services < options.services) {
    if (random.chance(0.015)) {
      yield {
        kind: 'service',
        record: inventService(random, services, today, null, random.chance(0.6) ? drawPlace(random) : null),
      }
      services++
      continue
    }
    const branchOf: DemoStructure | null = head !== null && random.chance(0.12) ? head : null
    // Several structures often share one house: « maison des services », town hall, social centre.
    const place: DemoPlace = last !== null && branchOf === null && random.chance(0.08) ? last.place : drawPlace(random)
    const structure = inventStructure(random, structures, heads, today, place, branchOf)
    structures++
    if (branchOf === null) heads++
    last = structure
    if (branchOf === null && random.chance(0.2)) head = structure
    yield { kind: 'structure', record: structure.record }

    // Many small structures, a few large ones: mean about four.
    const own = 1 + Math.floor(-Math.log(1 - random.next()) * 3.2)
    for (let rank = 0; rank < own && services < options.services; rank++) {
      const draw = random.next()
      const where = draw < 0.04 ? null : draw < 0.8 ? place : drawNear(drawPlace, random, place)
      yield { kind: 'service', record: inventService(random, services, today, structure, where) }
      services++
    }
  }
}

/** A place of the same département when a few draws find one: services held outside the walls of the structure. */
const drawNear = (
  draw: (random: ReturnType<typeof randomFrom>) => DemoPlace,
  random: ReturnType<typeof randomFrom>,
  place: DemoPlace,
): DemoPlace => {
  for (let attempt = 0; attempt < 6; attempt++) {
    const other = draw(random)
    if (other.departement === place.departement) return other
  }
  return place
}
