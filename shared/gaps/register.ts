import { distanceKm } from '../geo/distance.ts'
import { median } from '../median.ts'
import { AU_MOINS } from '../usage/event.ts'
import type { Ligne, Offre, Preuve } from './line.ts'
import type { Niveau, ToldNeed } from './need.ts'
import type { Supply } from './supply.ts'
import { departementName, regionName, type Territory } from './territory.ts'
import { THEMES } from './themes.ts'

/**
 * The register of gaps: where people look for what is not there, and where nobody has looked yet but most places like it have it.
 * Scores follow from figures that are told (need.ts), so that they say no more than these.
 */

/** Of 95 %. */
const Z = 1.96

/** Lower bound of what share it is of (Wilson, 1927): little for few people, whatever the share. 0 of nobody. */
export const wilsonLow = (n: number, total: number): number => {
  if (total <= 0) return 0
  const p = n / total
  const z2 = (Z * Z) / total
  return Math.max(0, (p + z2 / 2 - Z * Math.sqrt((p * (1 - p)) / total + z2 / (4 * total))) / (1 + z2))
}

/** Searches tell of a gap when a quarter at least of those who look, noise apart, find nothing. */
export const UNMET = 0.25
/** « Pas de solution » tells of one when one in ten at least of those who look says so, noise apart. */
const DECLARED = 0.1
/**
 * What there is tells of one when nine inhabitants in ten, or more, have nothing, where one zone in two of its like has some, or
 * five of the sixteen nearest. Chosen on seeds 1, 2 and 11 of `npm run bench -- moderation --only gaps`, which are not measured.
 */
const COVERED = 0.1
const COMMON = 0.5
const AROUND = 0.3
const NEIGHBOURS = 16
/** Where nothing is, a need that is told of a wider place tells of a gap when it would be of so many people here. */
const EXPECTED = 2
/** A place is said to have something when half of its inhabitants have. */
const HAS = 0.5
/** Fewer people than this may do with what is next to them. */
const PEOPLED = 2_000
/** Zones are of one like when as many people, by quarters of all zones, live around their middle. */
const LIKE = 4
const REACH_KM = 20

/** What there is beside each zone, and what is usual. */
export type Ground = {
  readonly territory: Territory
  readonly supply: Supply
  /** Of each zone, by how many people live around it: a quarter of the zones in each. */
  readonly like: readonly number[]
  /** Share of the zones of that class that have some, `class × THEMES.length + theme`. */
  readonly usual: Float64Array
  /** Share of its nearest zones that have some, `zone × THEMES.length + theme`. */
  readonly beside: Float64Array
  /** Services on site for 10,000 inhabitants where there are some: median of the zones, by theme; null without any. */
  readonly medians: readonly (number | null)[]
}

const perTenThousand = (services: number, people: number): number => (people === 0 ? 0 : (services / people) * 10_000)

type Near = readonly (readonly number[])[]
const neighbours = new WeakMap<Territory, Near>()
/** The nearest zones of each that are peopled. */
const neighboursIn = async (territory: Territory, turn: () => Promise<void>): Promise<Near> => {
  const known = neighbours.get(territory)
  if (known !== undefined) return known
  const middles = territory.zones.flatMap(({ point, population }, zone) =>
    point === null || population < PEOPLED ? [] : [{ zone, lon: point[0], lat: point[1] }],
  )
  const found: number[][] = []
  for (const [own, { point }] of territory.zones.entries()) {
    await turn()
    if (point === null) {
      found.push([])
      continue
    }
    const [lon, lat] = point
    found.push(
      middles
        .filter(({ zone }) => zone !== own)
        .map((one) => ({ zone: one.zone, km: distanceKm({ lat, lon }, one) }))
        .sort((a, b) => a.km - b.km)
        .slice(0, NEIGHBOURS)
        .map(({ zone }) => zone),
    )
  }
  neighbours.set(territory, found)
  return found
}

/** @param turn awaited now and then: it is a long work for the whole of France */
export const createGround = async (
  territory: Territory,
  supply: Supply,
  turn: () => Promise<void> = async () => {},
): Promise<Ground> => {
  const { zones, places } = territory
  const n = THEMES.length
  const around = zones.map(({ point }) =>
    point === null ? 0 : territory.near(point[1], point[0], REACH_KM).reduce((sum, at) => sum + (places[at]?.population ?? 0), 0),
  )
  const ranked = [...zones.keys()].sort((a, b) => (around[a] ?? 0) - (around[b] ?? 0))
  const like = zones.map(() => 0)
  for (const [rank, zone] of ranked.entries()) like[zone] = Math.floor((rank * LIKE) / zones.length)
  const has = (zone: number, theme: number): boolean =>
    (supply.couverts[zone * n + theme] ?? 0) >= HAS * Math.max(1, zones[zone]?.population ?? 0)
  const have = new Float64Array(LIKE * n)
  const size = new Float64Array(LIKE)
  for (const [zone, { population }] of zones.entries()) {
    if (population === 0) continue
    const group = like[zone] ?? 0
    size[group] = (size[group] ?? 0) + 1
    for (let theme = 0; theme < n; theme++) if (has(zone, theme)) have[group * n + theme] = (have[group * n + theme] ?? 0) + 1
  }
  const beside = new Float64Array(zones.length * n)
  for (const [zone, near] of (await neighboursIn(territory, turn)).entries()) {
    await turn()
    for (let theme = 0; theme < n; theme++)
      if (near.length > 0) beside[zone * n + theme] = near.filter((other) => has(other, theme)).length / near.length
  }
  const usual = have.map((count, at) => count / Math.max(1, size[Math.floor(at / n)] ?? 1))
  const medians = THEMES.map((_, theme) => {
    const rates = zones.flatMap(({ population }, zone) => {
      const here = supply.surPlace[zone * n + theme] ?? 0
      return here === 0 || population === 0 ? [] : [perTenThousand(here, population)]
    })
    return rates.length === 0 ? null : median(rates.sort((a, b) => a - b))
  })
  return { territory, supply, like, usual, beside, medians }
}

type Where = Pick<ToldNeed, 'theme' | 'niveau' | 'code' | 'zones'>

export const offerAt = (
  ground: Ground,
  { theme, niveau, code, zones }: Where,
): { readonly population: number; readonly offre: Offre } => {
  const { territory, supply, like, usual, beside, medians } = ground
  const n = THEMES.length
  const unit = niveau === 'zone' ? zones[0] : supply.unitOf(niveau, code)
  const cell = (unit ?? 0) * n + theme
  const sum = (of: Float64Array): number => zones.reduce((all, zone) => all + (of[zone * n + theme] ?? 0), 0)
  const population = zones.reduce((all, zone) => all + (territory.zones[zone]?.population ?? 0), 0)
  const inUnit =
    niveau === 'zone'
      ? population
      : territory.zones.reduce(
          (all, zone) =>
            niveau === 'france' || (niveau === 'departement' ? zone.departement : zone.region) === code
              ? all + zone.population
              : all,
          0,
        )
  const surPlace = unit === undefined ? 0 : (supply.surPlace[cell] ?? 0)
  const share = (people: number): number => (population === 0 ? 0 : Math.min(1, people / population))
  return {
    population,
    offre: {
      sur_place: surPlace,
      complets: unit === undefined ? 0 : (supply.complets[cell] ?? 0),
      a_distance: unit === undefined ? 0 : (supply.aDistance[cell] ?? 0),
      pour_10000: perTenThousand(surPlace, inUnit),
      mediane: medians[theme] ?? null,
      couverts: share(sum(supply.couverts)),
      sur_place_couverts: share(sum(supply.surPlaceCouverts)),
      comparables: niveau === 'zone' ? (usual[(like[zones[0] ?? 0] ?? 0) * n + theme] ?? 0) : null,
      voisins: niveau === 'zone' ? (beside[(zones[0] ?? 0) * n + theme] ?? 0) : null,
    },
  }
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits

/** A need told of a wider place, and how many people it would be here, by how many live here. */
type Wider = { readonly need: ToldNeed; readonly attendues: number }

type About = { readonly need: ToldNeed | null; readonly wider: Wider | null; readonly population: number; readonly offre: Offre }

const isUnmet = ({ sans, personnes }: ToldNeed): boolean => sans.min >= AU_MOINS && wilsonLow(sans.min, personnes) >= UNMET
const isDeclared = ({ declare, personnes }: ToldNeed): boolean =>
  declare.min >= AU_MOINS && wilsonLow(declare.min, personnes) >= DECLARED

/** What tells that it is a gap, the strongest first; none for what is no gap. */
const evidence = ({ need, wider, population, offre }: About): readonly Preuve[] => {
  const found: Preuve[] = []
  if (need !== null && isUnmet(need)) found.push('recherches')
  if (need !== null && isDeclared(need)) found.push('declarations')
  if (population < PEOPLED || offre.couverts > COVERED) return found
  if (wider !== null && wider.attendues >= EXPECTED) found.push('alentours')
  if ((offre.comparables ?? 0) >= COMMON || (offre.voisins ?? 0) >= AROUND) found.push('offre')
  return found
}

/**
 * How much it matters: people who go without, counted so that few say little (lower bound × log of how many looked), and what is
 * missing here that is usual elsewhere (uncovered × usual × log of inhabitants). Of one order: 50 people who all find nothing weigh
 * as much as 50,000 inhabitants without what every place of its like has.
 */
const scoreOf = ({ need, wider, population, offre }: About, preuves: readonly Preuve[]): number => {
  const unmet =
    need !== null
      ? wilsonLow(Math.max(need.sans.min, need.declare.min), need.personnes) * Math.log2(1 + need.personnes)
      : wider !== null && preuves.includes('alentours')
        ? wilsonLow(wider.need.sans.min, wider.need.personnes) * Math.log2(1 + wider.attendues)
        : 0
  const usual = Math.max(offre.comparables ?? 0, offre.voisins ?? 0)
  const missing = preuves.includes('offre') ? (1 - offre.couverts) * usual * Math.log10(population) : 0
  return round(unmet + missing, 3)
}

const nameOf = (territory: Territory, niveau: Niveau, code: string, zones: readonly number[]): string => {
  if (niveau === 'zone') return territory.zones[zones[0] ?? 0]?.nom ?? code
  return niveau === 'departement' ? departementName(code) : niveau === 'region' ? regionName(code) : 'France'
}

/** The most peopled place of these zones: where one looks for who is near. */
const chiefOf = (territory: Territory, zones: readonly number[]): string | null => {
  let best: { readonly code: string; readonly population: number } | null = null
  for (const zone of zones)
    for (const at of territory.placesOf[zone] ?? []) {
      const place = territory.places[at]
      if (place !== undefined && place.population > (best?.population ?? -1)) best = place
    }
  return best?.code ?? null
}

export const besoinOf = (need: ToldNeed): NonNullable<Ligne['besoin']> => ({
  personnes: need.personnes,
  sans: need.sans,
  rien: need.rien,
  loin: need.loin,
  distance: need.distance,
  declare: need.declare,
  raisons: need.raisons.map(({ raisons, personnes }) => ({ raisons: [...raisons], personnes })),
})

export const offreOf = (offre: Offre): Offre => {
  const share = (value: number | null): number | null => (value === null ? null : round(value, 3))
  return {
    ...offre,
    pour_10000: round(offre.pour_10000, 2),
    mediane: offre.mediane === null ? null : round(offre.mediane, 2),
    couverts: round(offre.couverts, 3),
    sur_place_couverts: round(offre.sur_place_couverts, 3),
    comparables: share(offre.comparables),
    voisins: share(offre.voisins),
  }
}

const lineOf = (ground: Ground, where: Where, need: ToldNeed | null, wider: Wider | null): Ligne | null => {
  const { territory } = ground
  const about: About = { need, wider, ...offerAt(ground, where) }
  const preuves = evidence(about)
  if (preuves.length === 0) return null
  const { niveau, code, zones } = where
  const first = territory.zones[zones[0] ?? -1]
  const thematique = THEMES[where.theme] ?? ''
  return {
    id: `${niveau}:${code}:${thematique}`,
    niveau,
    code,
    nom: nameOf(territory, niveau, code, zones),
    departement: niveau === 'zone' || niveau === 'departement' ? (first?.departement ?? null) : null,
    region: niveau === 'france' ? null : (first?.region ?? null),
    commune: chiefOf(territory, zones),
    thematique,
    population: about.population,
    score: scoreOf(about, preuves),
    preuves: [...preuves],
    besoin: need === null ? null : besoinOf(need),
    alentours:
      wider === null || need !== null
        ? null
        : {
            niveau: wider.need.niveau === 'zone' ? 'departement' : wider.need.niveau,
            nom: nameOf(territory, wider.need.niveau, wider.need.code, wider.need.zones),
            personnes: wider.need.personnes,
            sans: wider.need.sans,
          },
    offre: offreOf(about.offre),
  }
}

/** Zone and theme → the need of a wider place that counts it, and tells of people without answer. */
const widerIn = ({ territory }: Ground, needs: readonly ToldNeed[]): ReadonlyMap<number, Wider> => {
  const found = new Map<number, Wider>()
  for (const need of needs) {
    if (need.niveau === 'zone' || !isUnmet(need)) continue
    const people = (zone: number): number => territory.zones[zone]?.population ?? 0
    const all = need.zones.reduce((sum, zone) => sum + people(zone), 0)
    for (const zone of need.zones)
      found.set(zone * THEMES.length + need.theme, { need, attendues: all === 0 ? 0 : (need.personnes * people(zone)) / all })
  }
  return found
}

/** Every gap, the one that matters most first. */
export const gapsOf = async (
  ground: Ground,
  needs: readonly ToldNeed[],
  turn: () => Promise<void> = async () => {},
): Promise<readonly Ligne[]> => {
  const { zones } = ground.territory
  const lines: Ligne[] = []
  const keyOf = (theme: number, zone: number): number => zone * THEMES.length + theme
  const told = new Set(needs.flatMap(({ niveau, theme, zones: own }) => (niveau === 'zone' ? [keyOf(theme, own[0] ?? 0)] : [])))
  for (const need of needs) {
    await turn()
    const line = lineOf(ground, need, need, null)
    if (line !== null) lines.push(line)
  }
  const wider = widerIn(ground, needs)
  for (const [zone, { code }] of zones.entries()) {
    await turn()
    for (let theme = 0; theme < THEMES.length; theme++) {
      const key = keyOf(theme, zone)
      if (told.has(key)) continue
      const line = lineOf(ground, { theme, niveau: 'zone', code, zones: [zone] }, null, wider.get(key) ?? null)
      if (line !== null) lines.push(line)
    }
  }
  return lines.sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
}
