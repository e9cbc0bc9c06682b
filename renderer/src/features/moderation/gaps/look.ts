import type { Carte } from '#shared/gaps/line.ts'

export type MapZone = Carte['zones'][number]

/** Classes of the two scales, 0 to 2: how many looked, and what is on site beside what is usual. */
export const needClass = ({ besoin }: MapZone): 0 | 1 | 2 => (besoin === null ? 0 : besoin.personnes < 20 ? 1 : 2)
export const supplyClass = ({ offre }: MapZone): 0 | 1 | 2 =>
  offre.sur_place === 0 ? 0 : offre.mediane !== null && offre.pour_10000 < offre.mediane ? 1 : 2

/** People who have nothing within reach. */
export const without = ({ population, offre }: MapZone): number => Math.round(population * (1 - offre.couverts))

/** Those where the most people have nothing first. */
export const byWithout = (a: MapZone, b: MapZone): number => without(b) - without(a) || (a.nom < b.nom ? -1 : 1)
