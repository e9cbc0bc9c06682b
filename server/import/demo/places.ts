import type { CommuneRow } from '#shared/geo/types.ts'
import type { Random } from './random.ts'

/** Where an invented structure or service is: a real commune, an invented street. */
export type DemoPlace = {
  readonly commune: string
  readonly code_insee: string
  readonly code_postal: string
  readonly adresse: string
  readonly latitude: number | null
  readonly longitude: number | null
  readonly departement: string
  readonly epci: string | null
}

const STREETS = [
  'rue des Érables',
  'rue du Moulin-Neuf',
  'avenue des Tilleuls',
  'place du Marché-Couvert',
  'rue de la Passerelle',
  'impasse des Glycines',
  'boulevard du Canal',
  'rue des Tisserands',
  'allée des Peupliers',
  'rue de la Vieille-Forge',
  'chemin des Vergers',
  'rue du Lavoir',
  'rue des Quatre-Saisons',
  'avenue de la Gare',
  'rue de l’Ancienne-École',
  'place des Artisans',
  'rue du Pont-Vert',
  'quai des Bateliers',
  'rue des Écoles',
  'rue de la Fontaine',
  'allée des Jardins',
  'rue du Four-à-Pain',
  'route de la Colline',
  'rue des Moissons',
  'cours des Platanes',
  'rue de la Halle',
  'square des Acacias',
  'rue des Bleuets',
  'rue du Vieux-Puits',
  'avenue du Stade',
] as const

/** Draws places so that people are served where they live: the weight of a commune grows with its population. */
export const placesFrom = (communes: readonly CommuneRow[]): ((random: Random) => DemoPlace) => {
  const withChildren = new Set(communes.filter((row) => row.type === 'A').map((row) => row.parent))
  const served = communes.filter(
    (row) => row.type !== 'D' && row.population > 0 && row.codesPostaux.length > 0 && !withChildren.has(row.code),
  )
  if (served.length === 0) throw new Error('demonstration: no commune to draw from')
  const parents = new Map(communes.filter((row) => row.type === 'C').map((row) => [row.code, row]))
  const cumulative = new Float64Array(served.length)
  let total = 0
  served.forEach((row, index) => {
    // Slightly under-proportional, as in the field: villages have their services too.
    total += row.population ** 0.9
    cumulative[index] = total
  })

  const draw = (random: Random): CommuneRow => {
    const at = random.next() * total
    let low = 0
    let high = served.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((cumulative[middle] ?? 0) < at) low = middle + 1
      else high = middle
    }
    return served[low] ?? random.pick(served)
  }

  return (random) => {
    const row = draw(random)
    // Producers write either the city or the arrondissement of Paris, Lyon and Marseille (data-inclusion.md §1.3).
    const parent = row.parent === null ? undefined : parents.get(row.parent)
    const named = parent !== undefined && random.chance(0.6) ? parent : row
    const spread = Math.min(0.03, 0.002 + Math.sqrt(row.population) * 0.00004)
    const jitter = () => (random.next() + random.next() - 1) * spread
    return {
      commune: named.nom,
      code_insee: named.code,
      code_postal: random.pick(row.codesPostaux),
      adresse: `${random.int(1, 140)}${random.chance(0.06) ? ' bis' : ''} ${random.pick(STREETS)}`,
      latitude: row.lat === null ? null : round(row.lat + jitter()),
      longitude: row.lon === null ? null : round(row.lon + jitter() * 1.4),
      departement: row.departement,
      epci: row.epcis[0] ?? parent?.epcis[0] ?? null,
    }
  }
}

/** Six decimals, as producers publish. */
const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6
