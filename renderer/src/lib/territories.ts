import { departementLabel, DEPARTEMENTS, REGIONS } from '#shared/geo/divisions.ts'
import { fold } from '#shared/geo/fold.ts'
import { serverText } from '../i18n/sync.ts'

export type Territory = { readonly code: string; readonly nom: string; readonly region: string }

const REGION_NAMES = new Map(REGIONS.map(({ code, nom }) => [code, nom]))

/** Every département, with the name of its région. */
export const TERRITORIES: readonly Territory[] = DEPARTEMENTS.map(({ code, nom, region }) => ({
  code,
  nom,
  region: REGION_NAMES.get(region) ?? '',
}))

/** « Nord (59) ». */
export const territoryName = departementLabel

const NAMED = 3

/** « Nord (59), Aisne (02) », or their count when there are many; null for all of France. */
export const territoriesInWords = (codes: readonly string[]): string | null =>
  codes.length === 0
    ? null
    : codes.length <= NAMED
      ? codes.map(territoryName).join(', ')
      : serverText.departementCount(codes.length)

const wordsOf = (name: string): readonly string[] => fold(name).split(' ').filter(Boolean)

/** Each with the words it is found by, one list per name: « hauts de france » is not Hauts-de-Seine in Île-de-France. */
const INDEX = TERRITORIES.map((one) => ({ one, names: [one.code, one.nom, one.region].map(wordsOf) }))

/** Départements whose name, number or région has, for each word typed, a word that begins like it; in the order of their numbers. */
export const findTerritories = (typed: string): readonly Territory[] => {
  const words = wordsOf(typed)
  if (words.length === 0) return TERRITORIES
  const within = (name: readonly string[]) => words.every((word) => name.some((part) => part.startsWith(word)))
  return INDEX.filter(({ names }) => names.some(within)).map(({ one }) => one)
}
