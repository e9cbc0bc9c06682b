import { rmSync } from 'node:fs'
import { createEngine, type Engine } from '#main/catalogue/engine.ts'
import { writeTestCatalogue } from '#main/testing/catalogue.ts'
import type { Service } from '#shared/catalogue/record.ts'
import { createNeed, type Said, type ToldNeed } from '#shared/gaps/need.ts'
import { offeredOn, offeringOf } from '#shared/gaps/offered.ts'
import { createGround, type Ground } from '#shared/gaps/register.ts'
import { measureSupply, ON_SITE, REMOTE, type Supply } from '#shared/gaps/supply.ts'
import type { Place, Territory } from '#shared/gaps/territory.ts'
import { THEMES, themeIndex } from '#shared/gaps/themes.ts'
import { categoryOf, isCategory } from '#shared/reference/thematiques.ts'
import { SearchQuery } from '#shared/search/query.ts'
import { type Fait, PORTEE_KM, RAISONS_SANS_SOLUTION } from '#shared/usage/event.ts'
import { type Random, randomFrom } from '../random.ts'

/**
 * The whole country searching for a quarter, over real rows of which the supply of 40 cells (zone, need) was taken away. Every
 * assumption is a value of `World`, or a constant here, told in docs/benchmarks.md.
 */

export type World = {
  readonly seed: number
  /** Desks that search in a month. */
  readonly desks: number
  /** Share of searches made for somewhere else than where one works. */
  readonly elsewhere: number
  /** Share of searches followed by a « pas de solution » whatever was found. */
  readonly carelessness: number
}

export const INJECTED = 40
const TODAY = '2026-12-31'
const NOW = Date.parse('2026-12-31T12:00:00Z')
const MONTHS = ['2026-10', '2026-11', '2026-12']
/** Searches of a desk in a month: one at least, six on average (geometric). */
const SEARCHES = 6
const BY_CATEGORY = 0.25
const BY_DEPARTEMENT = 0.1
/** Of those that found nothing. */
const SAYS_SO = 0.3
/** A zone fit to lose something: half of its people had it, and it is peopled. */
const LEAST_PEOPLE = 5_000
const HALF = 0.5
/** Radius of a search unless one chooses (shared/search/query.ts). */
const RADIUS_KM = 50

export type Cell = { readonly zone: number; readonly theme: number }

/** Draws an index by weight. */
const drawing = (weights: readonly number[]) => {
  let sum = 0
  const upTo = weights.map((weight) => (sum += weight))
  return (random: Random): number => {
    const at = random.next() * sum
    let [low, high] = [0, upTo.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((upTo[middle] ?? 0) > at) high = middle
      else low = middle + 1
    }
    return low
  }
}

export const supplyOf = (territory: Territory, services: readonly Service[], km = PORTEE_KM): Promise<Supply> =>
  measureSupply(
    territory,
    services.flatMap((service) => {
      const one = offeringOf(service)
      return one === null ? [] : (offeredOn(one, TODAY, new Set()) ?? [])
    }),
    async () => {},
    km,
  )

/** Cells that have supply, drawn evenly: needs that few places have as well as those that all have. */
const drawCells = (territory: Territory, supply: Supply, random: Random): readonly Cell[] => {
  const served = territory.zones.flatMap(({ population }, zone) =>
    THEMES.flatMap((name, theme) =>
      !isCategory(name) && population >= LEAST_PEOPLE && (supply.couverts[zone * THEMES.length + theme] ?? 0) >= HALF * population
        ? [{ zone, theme }]
        : [],
    ),
  )
  return random.some(served, INJECTED)
}

/** Takes away, of every service that someone of the zone could reach, the need. */
const withoutThem = (territory: Territory, services: readonly Service[], cells: readonly Cell[]): Service[] => {
  const wanted = new Map<number, Set<string>>()
  for (const { zone, theme } of cells)
    for (const at of territory.placesOf[zone] ?? []) wanted.set(at, (wanted.get(at) ?? new Set()).add(THEMES[theme] ?? ''))
  return services.map((service) => {
    const one = offeringOf(service)
    if (one === null) return service
    const near = one.lat === null || one.lon === null ? [] : territory.near(one.lat, one.lon, PORTEE_KM)
    const lost = new Set([...near, ...(one.aDistance ? wanted.keys() : [])].flatMap((at) => [...(wanted.get(at) ?? [])]))
    const left = (service.thematiques ?? []).filter((need) => !lost.has(need))
    return lost.size === 0 ? service : { ...service, thematiques: left }
  })
}

/** Needs as rows say them: half of the draws by services that have a place, half by those that have none, each need a little. */
const lawOf = (services: readonly Service[]) => {
  const placed = THEMES.map(() => 0)
  const others = THEMES.map(() => 0)
  for (const { thematiques, latitude } of services)
    for (const need of thematiques ?? []) {
      const theme = themeIndex(need)
      const counts = latitude == null ? others : placed
      if (theme !== undefined) counts[theme] = (counts[theme] ?? 0) + 1
    }
  const sum = (all: readonly number[]): number =>
    Math.max(
      1,
      all.reduce((a, b) => a + b, 0),
    )
  return THEMES.map((name, theme) =>
    isCategory(name) ? 0 : (placed[theme] ?? 0) / sum(placed) + (others[theme] ?? 0) / sum(others) + 0.2 / THEMES.length,
  )
}

type Found = { readonly total: number; readonly a_portee: number; readonly a_distance: number }
type Where = Place | { readonly departement: string }

/** What the search itself answers. */
const searching =
  (engine: Engine) =>
  (place: Where, theme: number): Found => {
    const resolved =
      'code' in place
        ? { lat: place.lat, lon: place.lon, zoneCodes: place.codes, departements: null }
        : { lat: null, lon: null, zoneCodes: [place.departement], departements: [place.departement] }
    const search = (radiusKm: number) =>
      engine.search({
        query: SearchQuery.parse({ radiusKm, filters: { thematiques: [THEMES[theme] ?? ''] }, limit: 0 }),
        place: { label: '', approximatif: false, ...resolved },
        now: NOW,
      })
    const wide = search(RADIUS_KM)
    const near = 'code' in place ? search(PORTEE_KM) : wide
    return { total: wide.total, a_portee: near.surPlace, a_distance: wide.aDistance }
  }

/** The same for places that have a centre, as to there being any: hundreds of thousands of searches would take an hour. */
const reckoning =
  (near: Supply, wide: Supply) =>
  (place: number, theme: number): Found => {
    const [within, beyond] = [near.reached, wide.reached].map((reached) => reached[place * THEMES.length + theme] ?? 0)
    const some = (bits: number | undefined, bit: number): number => (((bits ?? 0) & bit) === 0 ? 0 : 1)
    return {
      total: some(beyond, ON_SITE | REMOTE),
      a_portee: some(within, ON_SITE),
      // One that is on site within the radius is counted there alone.
      a_distance: some(beyond, ON_SITE) === 1 && some(beyond, REMOTE) === 0 ? 0 : some(beyond, REMOTE),
    }
  }

const kept = <K, V>(make: (key: K) => V) => {
  const known = new Map<K, V>()
  return (key: K): V => {
    const found = known.get(key)
    if (found !== undefined) return found
    const made = make(key)
    known.set(key, made)
    return made
  }
}

const posteOf = (random: Random): string =>
  Array.from({ length: 4 }, () =>
    Math.floor(random.next() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  ).join('')

/** Everything that is said in a quarter. */
function* quarter(
  { places, zones }: Territory,
  { seed, desks, elsewhere, carelessness }: World,
  law: readonly number[],
  ask: (place: number | string, theme: number) => Found,
): Generator<Said> {
  const random = randomFrom(seed * 7_919 + 1)
  const somewhere = drawing(places.map(({ population }) => population))
  const something = drawing(law)
  for (let desk = 0; desk < desks; desk++) {
    const home = somewhere(random)
    for (const month of MONTHS) {
      const poste = posteOf(random)
      for (let more = true; more; more = !random.chance(1 / SEARCHES)) {
        const at = random.chance(elsewhere) ? somewhere(random) : home
        const place = places[at] as Place
        const need = something(random)
        const theme = random.chance(BY_CATEGORY) ? (themeIndex(categoryOf(THEMES[need] ?? '')) ?? need) : need
        const departement = zones[place.zone]?.departement ?? ''
        const vague = random.chance(BY_DEPARTEMENT)
        const found = ask(vague || place.lat === null ? departement : at, theme)
        const said = {
          thematiques: [THEMES[theme] ?? ''],
          publics: [],
          lieu: { commune: vague ? null : place.code, departement },
        }
        const fait: Fait = { type: 'recherche', genre: 'besoins', rayon_km: RADIUS_KM, premiers: [], ...found, ...said }
        const jour = `${month}-${String(1 + random.below(28)).padStart(2, '0')}`
        yield { jour, poste, fait }
        const nothing = found.a_portee === 0 && found.a_distance === 0
        if (nothing && random.chance(SAYS_SO))
          yield {
            jour,
            poste,
            fait: { type: 'sans-solution', raison: found.total === 0 ? 'aucun' : 'trop-loin', recherche: null, ...said },
          }
        else if (random.chance(carelessness))
          yield {
            jour,
            poste,
            fait: { type: 'sans-solution', raison: random.pick(RAISONS_SANS_SOLUTION), recherche: null, ...said },
          }
      }
    }
  }
}

export type Lived = {
  readonly ground: Ground
  readonly needs: readonly ToldNeed[]
  readonly injected: readonly Cell[]
  readonly events: number
  /** Share of the cells (place, theme) drawn on which the search and the register say the same of there being anything. */
  readonly agreement: number
}

const CHECKS = 2_000
const sameEmptiness = (a: Found, b: Found): boolean =>
  a.total > 0 === b.total > 0 && a.a_portee > 0 === b.a_portee > 0 && a.a_distance > 0 === b.a_distance > 0

/** As things are before anything is taken away. */
type Country = { readonly territory: Territory; readonly services: readonly Service[]; readonly supply: Supply }

/** @param file where a catalogue may be written, and is removed */
export const live = async (
  { territory, services: rows, supply: before }: Country,
  world: World,
  file: string,
): Promise<Lived> => {
  const random = randomFrom(world.seed)
  const injected = drawCells(territory, before, random)
  const services = withoutThem(territory, rows, injected)
  writeTestCatalogue(file, { services, structures: [] })
  const engine = createEngine(file)
  try {
    const supply = await supplyOf(territory, services)
    const search = searching(engine)
    const reckon = reckoning(supply, await supplyOf(territory, services, RADIUS_KM))
    const inDepartement = kept((code: string) => kept((theme: number) => search({ departement: code }, theme)))
    const need = createNeed(territory)
    let events = 0
    const ask = (place: number | string, theme: number): Found =>
      typeof place === 'string' ? inDepartement(place)(theme) : reckon(place, theme)
    for (const said of quarter(territory, world, lawOf(rows), ask)) {
      need.add(said)
      events += 1
    }
    let agreed = 0
    const checked = random.some(
      [...territory.places.keys()].filter((at) => territory.places[at]?.lat !== null),
      CHECKS,
    )
    for (const at of checked) {
      const theme = random.below(THEMES.length)
      if (sameEmptiness(search(territory.places[at] as Place, theme), reckon(at, theme))) agreed += 1
    }
    return {
      ground: await createGround(territory, supply),
      needs: await need.told(),
      injected,
      events,
      agreement: agreed / checked.length,
    }
  } finally {
    engine.close()
    rmSync(file, { force: true })
  }
}
