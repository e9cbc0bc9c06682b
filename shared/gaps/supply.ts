import { isNational } from '../geo/zone.ts'
import { PORTEE_KM } from '../usage/event.ts'
import type { Territory } from './territory.ts'
import { THEMES, themesServed } from './themes.ts'

/** What there is: by zone and theme, from services that anybody may find. The rules are those of the search (main/catalogue/place.ts). */

export type Offered = {
  readonly lat: number | null
  readonly lon: number | null
  /** On site unless it is remote only. */
  readonly surPlace: boolean
  readonly aDistance: boolean
  /** Codes of eligibility; empty for everybody. */
  readonly zone: readonly string[]
  readonly thematiques: readonly string[]
  /** Said to be full, and that still holds. */
  readonly complet: boolean
}

/** Numbers by unit and theme, `unit × THEMES.length + theme`. */
export type Supply = {
  /** Units: zones in their order, then the départements, régions and France that they make up. */
  readonly unitOf: (niveau: 'departement' | 'region' | 'france', code: string) => number | undefined
  /** Services on site within reach of some of its people; of these, full. */
  readonly surPlace: Uint32Array
  readonly complets: Uint32Array
  /** Remote services that some of its people may use. */
  readonly aDistance: Uint32Array
  /** Inhabitants of each zone who have something within reach, or remote; and something on site. Zones alone. */
  readonly couverts: Float64Array
  readonly surPlaceCouverts: Float64Array
  /** By place and theme, `place × THEMES.length + theme`: ON_SITE, REMOTE, both; 0 for nothing at all. */
  readonly reached: Uint8Array
}

type Reach = { readonly places: readonly number[]; readonly units: readonly number[] }

/** Bits of `reached`. */
export const ON_SITE = 1
export const REMOTE = 2

/** @param turn awaited now and then: it is a long work for the whole of France @param km what is within reach */
export const measureSupply = async (
  territory: Territory,
  services: Iterable<Offered>,
  turn: () => Promise<void> = async () => {},
  km = PORTEE_KM,
): Promise<Supply> => {
  const { zones, places } = territory
  const n = THEMES.length
  const codes = new Map<string, number>()
  let units = zones.length
  const unit = (key: string): number => {
    const known = codes.get(key)
    if (known !== undefined) return known
    codes.set(key, units)
    return units++
  }
  const above = zones.map(({ departement, region }) => [unit(`d${departement}`), unit(`r${region}`), unit('f')])
  const surPlace = new Uint32Array(units * n)
  const complets = new Uint32Array(units * n)
  const aDistance = new Uint32Array(units * n)
  const reached = new Uint8Array(places.length * n)

  const reachOf = (at: readonly number[]): Reach => {
    const own = new Set<number>()
    for (const place of at) {
      const zone = places[place]?.zone ?? 0
      if (own.has(zone)) continue
      own.add(zone)
      for (const one of above[zone] ?? []) own.add(one)
    }
    return { places: at, units: [...own] }
  }
  const everywhere = reachOf([...places.keys()])
  const eligible = new Map<string, { readonly reach: Reach; readonly set: ReadonlySet<number> | null }>()
  const eligibleTo = (zone: readonly string[]) => {
    if (zone.length === 0 || zone.some(isNational)) return { reach: everywhere, set: null }
    const key = zone.join(' ')
    let known = eligible.get(key)
    if (known === undefined) {
      const at = territory.within(zone)
      eligible.set(key, (known = { reach: reachOf(at), set: new Set(at) }))
    }
    return known
  }
  // Many services are at one address: who is near it is looked for once.
  const around = new Map<string, Reach>()
  const nearTo = ({ lat, lon, zone }: Offered): Reach | null => {
    if (lat === null || lon === null) return null
    const key = `${lat} ${lon} ${zone.join(' ')}`
    const known = around.get(key)
    if (known !== undefined) return known
    const { set } = eligibleTo(zone)
    const near = territory.near(lat, lon, km)
    const found = reachOf(set === null ? near : near.filter((at) => set.has(at)))
    around.set(key, found)
    return found
  }

  /** Remote services are many for one zone: whom they reach is told once for all of them. */
  const remote = new Map<Reach, Set<number>>()
  for (const service of services) {
    await turn()
    const themes = themesServed(service.thematiques)
    if (themes.length === 0) continue
    const here = service.surPlace ? nearTo(service) : null
    if (here !== null) {
      for (const one of here.units)
        for (const theme of themes) {
          const cell = one * n + theme
          surPlace[cell] = (surPlace[cell] ?? 0) + 1
          if (service.complet) complets[cell] = (complets[cell] ?? 0) + 1
        }
      for (const at of here.places) for (const theme of themes) reached[at * n + theme] = (reached[at * n + theme] ?? 0) | ON_SITE
    }
    if (!service.aDistance) continue
    const { reach } = eligibleTo(service.zone)
    for (const one of reach.units) for (const theme of themes) aDistance[one * n + theme] = (aDistance[one * n + theme] ?? 0) + 1
    const told = remote.get(reach)
    if (told === undefined) remote.set(reach, new Set(themes))
    else for (const theme of themes) told.add(theme)
  }
  for (const [reach, themes] of remote) {
    await turn()
    for (const at of reach.places) for (const theme of themes) reached[at * n + theme] = (reached[at * n + theme] ?? 0) | REMOTE
  }

  const couverts = new Float64Array(zones.length * n)
  const surPlaceCouverts = new Float64Array(zones.length * n)
  for (const [at, { zone, population }] of places.entries()) {
    if (population === 0) continue
    for (let theme = 0; theme < n; theme++) {
      const how = reached[at * n + theme] ?? 0
      if (how === 0) continue
      const cell = zone * n + theme
      couverts[cell] = (couverts[cell] ?? 0) + population
      if ((how & ON_SITE) !== 0) surPlaceCouverts[cell] = (surPlaceCouverts[cell] ?? 0) + population
    }
  }
  return {
    unitOf: (niveau, code) => codes.get(niveau === 'france' ? 'f' : `${niveau === 'departement' ? 'd' : 'r'}${code}`),
    surPlace,
    complets,
    aDistance,
    couverts,
    surPlaceCouverts,
    reached,
  }
}
