import { type Fait, RAISONS_SANS_SOLUTION, type RaisonSansSolution } from '../usage/event.ts'
import { byFives, isEnough, NOBODY, type Part, type People, tell } from './part.ts'
import type { Territory } from './territory.ts'
import { themeIndex } from './themes.ts'

/**
 * What was looked for, by theme and place, told so that no figure is of fewer people than AU_MOINS: cells that are too small are
 * counted together with those beside them (zone → département → région → France), and every person of a theme is in one cell at most
 * that is told, so that nothing is to be had by taking one figure from another. What is left at the top is told to nobody.
 */

/** An event that may be of a need (shared/usage/event.ts); others are passed over. */
export type Said = { readonly jour: string; readonly poste: string; readonly fait: Fait }

/** A search for more than that says little of any one of them. */
export const MOST_THEMES = 8

export type Niveau = 'zone' | 'departement' | 'region' | 'france'

type ToldReasons = { readonly raisons: readonly RaisonSansSolution[]; readonly personnes: number }

export type ToldNeed = {
  readonly theme: number
  readonly niveau: Niveau
  /** Of the zone, the département, the région; empty for France. Above zones: what is told nowhere below it. */
  readonly code: string
  /** Zones that it is of, as indexes of the territory. */
  readonly zones: readonly number[]
  /** People, each counted once a month, who looked for it or said they found no answer. Every number goes down by fives (part.ts). */
  readonly personnes: number
  /** Of these, without any result, or none within reach nor remote, at least once. */
  readonly sans: Part
  /** Among `sans`: no result at all; results, all too far. Null where it cannot be told apart. */
  readonly rien: number | null
  readonly loin: number | null
  /** Who found remote services alone. Null where it cannot be told apart. */
  readonly distance: number | null
  /** Who said « pas de solution ». */
  readonly declare: Part
  /** By the first reason that each gave. Reasons of too few are told together; empty when even so they cannot be. */
  readonly raisons: readonly ToldReasons[]
}

const RIEN = 1
const LOIN = 2
const DISTANCE = 4
const DECLARE = 8
const FIRST_REASON = 16
const reasonBit = (raison: RaisonSansSolution): number => FIRST_REASON << RAISONS_SANS_SOLUTION.indexOf(raison)
const ALL_REASONS = RAISONS_SANS_SOLUTION.reduce((bits, raison) => bits | reasonBit(raison), 0)

/** Person of a month → what happened to them. */
type Cell = Map<number, number>

const join = (bits: number, more: number): number => {
  // The first reason is kept: each is in one group of reasons.
  const reasons = (bits & ALL_REASONS) === 0 ? more & ALL_REASONS : bits & ALL_REASONS
  return ((bits | more) & ~ALL_REASONS) | reasons
}

const bitsOf = (fait: Extract<Fait, { type: 'recherche' | 'sans-solution' }>): number => {
  if (fait.type === 'sans-solution') return DECLARE | reasonBit(fait.raison)
  if (fait.total === 0) return RIEN
  if (fait.a_portee > 0) return 0
  return fait.a_distance > 0 ? DISTANCE : LOIN
}

type Class = 'rien' | 'loin' | 'distance' | 'trouve'
const classOf = (bits: number): Class =>
  (bits & RIEN) !== 0 ? 'rien' : (bits & LOIN) !== 0 ? 'loin' : (bits & DISTANCE) !== 0 ? 'distance' : 'trouve'

export type Need = {
  readonly add: (said: Said) => void
  /** In the order of themes, then zones, départements, régions, France. */
  readonly told: (turn?: () => Promise<void>) => Promise<readonly ToldNeed[]>
}

export const createNeed = (territory: Territory): Need => {
  const { zones } = territory
  const personOf = new Map<string, number>()
  const monthOf: string[] = []
  /** Theme → zone, or département where no more was said → cell. */
  const byZone = new Map<number, Map<number, Cell>>()
  const byDepartement = new Map<number, Map<string, Cell>>()

  const person = (jour: string, poste: string): number => {
    const month = jour.slice(0, 7)
    const key = `${month} ${poste}`
    let known = personOf.get(key)
    if (known === undefined) {
      known = monthOf.length
      monthOf.push(month)
      personOf.set(key, known)
    }
    return known
  }
  const cellIn = <K>(all: Map<number, Map<K, Cell>>, theme: number, key: K): Cell => {
    let cells = all.get(theme)
    if (cells === undefined) all.set(theme, (cells = new Map()))
    let cell = cells.get(key)
    if (cell === undefined) cells.set(key, (cell = new Map()))
    return cell
  }
  const put = (cell: Cell, who: number, bits: number): void => void cell.set(who, join(cell.get(who) ?? 0, bits))

  const peopleOf = (cell: Cell, keep: (bits: number) => boolean): People => {
    const months = new Map<string, number>()
    for (const [who, bits] of cell) {
      const month = monthOf[who] ?? ''
      if (keep(bits)) months.set(month, (months.get(month) ?? 0) + 1)
    }
    const counts = [...months.values()]
    if (counts.length === 0) return NOBODY
    return { somme: counts.reduce((sum, one) => sum + one, 0), surs: Math.max(...counts), mois: counts.length }
  }
  const everyone = (cell: Cell): People => peopleOf(cell, () => true)
  const clear = (people: People): boolean => people.somme === 0 || isEnough(people)

  const reasonsOf = (cell: Cell): readonly ToldReasons[] => {
    const of = (raisons: readonly RaisonSansSolution[]): People =>
      peopleOf(cell, (bits) => raisons.some((raison) => (bits & reasonBit(raison)) !== 0))
    const said = RAISONS_SANS_SOLUTION.map((raison) => ({ raison, people: of([raison]) })).filter(
      ({ people }) => people.somme > 0,
    )
    const alone = said.filter(({ people }) => isEnough(people)).sort((a, b) => b.people.somme - a.people.somme)
    let together = said.filter(({ people }) => !isEnough(people)).map(({ raison }) => raison)
    // Too few even together: the smallest that could be told joins them.
    while (together.length > 0 && !isEnough(of(together))) {
      const least = alone.pop()
      if (least === undefined) return []
      together = [...together, least.raison]
    }
    return [
      ...alone.map(({ raison, people }) => ({ raisons: [raison], personnes: byFives(people.somme) })),
      ...(together.length === 0 ? [] : [{ raisons: together, personnes: byFives(of(together).somme) }]),
    ]
  }

  const tellCell = (cell: Cell, where: Pick<ToldNeed, 'theme' | 'niveau' | 'code' | 'zones'>): ToldNeed => {
    const of = (...classes: readonly Class[]): People => peopleOf(cell, (bits) => classes.includes(classOf(bits)))
    const [rien, loin, distance, trouve] = [of('rien'), of('loin'), of('distance'), of('trouve')]
    const [without, found] = [of('rien', 'loin'), of('distance', 'trouve')]
    const exact = clear(without) && clear(found)
    const kinds = exact && clear(rien) && clear(loin)
    const declared = peopleOf(cell, (bits) => (bits & DECLARE) !== 0)
    const silent = peopleOf(cell, (bits) => (bits & DECLARE) === 0)
    return {
      ...where,
      personnes: byFives(everyone(cell).somme),
      sans: tell(without, found),
      rien: kinds ? byFives(rien.somme) : null,
      loin: kinds ? byFives(loin.somme) : null,
      distance: exact && clear(distance) && clear(trouve) ? byFives(distance.somme) : null,
      declare: tell(declared, silent),
      // Their sum is how many declared.
      raisons: clear(declared) && clear(silent) ? reasonsOf(cell) : [],
    }
  }

  const merged = (cells: Iterable<Cell>): Cell => {
    const all: Cell = new Map()
    for (const cell of cells) for (const [who, bits] of cell) put(all, who, bits)
    return all
  }

  const zonesBy = (of: (zone: (typeof zones)[number]) => string): ReadonlyMap<string, readonly number[]> =>
    Map.groupBy(zones.keys(), (at) => of(zones[at] as (typeof zones)[number]))
  const inDepartement = zonesBy(({ departement }) => departement)
  const regionOf = new Map(zones.map(({ departement, region }) => [departement, region]))

  const toldOf = (theme: number): ToldNeed[] => {
    const told: ToldNeed[] = []
    const left: { readonly departement: string; readonly cell: Cell; readonly zones: readonly number[] }[] = []
    const cells = byZone.get(theme) ?? new Map<number, Cell>()
    const enough = new Set([...cells].filter(([, cell]) => isEnough(everyone(cell))).map(([zone]) => zone))
    for (const zone of [...enough].sort((a, b) => a - b))
      told.push(tellCell(cells.get(zone) as Cell, { theme, niveau: 'zone', code: zones[zone]?.code ?? '', zones: [zone] }))
    for (const [departement, own] of [...inDepartement].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const others = own.filter((zone) => !enough.has(zone))
      const vague = byDepartement.get(theme)?.get(departement)
      const small = others.flatMap((zone) => cells.get(zone) ?? [])
      const cell = merged(vague === undefined ? small : [...small, vague])
      // Everything else is told: those who named the département alone may be anywhere in it.
      const where = others.length > 0 ? others : own
      if (isEnough(everyone(cell))) told.push(tellCell(cell, { theme, niveau: 'departement', code: departement, zones: where }))
      else if (cell.size > 0) left.push({ departement, cell, zones: where })
    }
    const lost: typeof left = []
    for (const [region, some] of [...Map.groupBy(left, (one) => regionOf.get(one.departement) ?? '')].sort(([a], [b]) =>
      a < b ? -1 : 1,
    )) {
      const cell = merged(some.map((one) => one.cell))
      if (isEnough(everyone(cell)))
        told.push(tellCell(cell, { theme, niveau: 'region', code: region, zones: some.flatMap((one) => one.zones) }))
      else lost.push(...some)
    }
    const cell = merged(lost.map((one) => one.cell))
    if (isEnough(everyone(cell)))
      told.push(tellCell(cell, { theme, niveau: 'france', code: '', zones: lost.flatMap((one) => one.zones) }))
    return told
  }

  return {
    add: ({ jour, poste, fait }) => {
      if (fait.type !== 'recherche' && fait.type !== 'sans-solution') return
      const themes = new Set(fait.thematiques.flatMap((one) => themeIndex(one) ?? []))
      if (themes.size === 0 || themes.size > MOST_THEMES) return
      const { commune, departement } = fait.lieu
      const zone = commune === null ? undefined : territory.zoneOf(commune)
      if (zone === undefined && (departement === null || !inDepartement.has(departement))) return
      const who = person(jour, poste)
      const bits = bitsOf(fait)
      for (const theme of themes)
        put(zone === undefined ? cellIn(byDepartement, theme, departement ?? '') : cellIn(byZone, theme, zone), who, bits)
    },
    told: async (turn = async () => {}) => {
      const all: ToldNeed[] = []
      for (const theme of [...new Set([...byZone.keys(), ...byDepartement.keys()])].sort((a, b) => a - b)) {
        await turn()
        all.push(...toldOf(theme))
      }
      return all
    },
  }
}
