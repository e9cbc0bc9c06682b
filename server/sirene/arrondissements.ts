const range = (first: number, last: number): readonly string[] =>
  Array.from({ length: last - first + 1 }, (_, at) => String(first + at))

/** The register places establishments in arrondissements; people name the city. */
const CITIES: ReadonlyMap<string, readonly string[]> = new Map([
  ['75056', range(75_101, 75_120)],
  ['69123', range(69_381, 69_389)],
  ['13055', range(13_201, 13_216)],
])

/** INSEE codes under which the register knows a commune. */
export const communesOf = (codeInsee: string): readonly string[] => {
  const arrondissements = CITIES.get(codeInsee)
  return arrondissements === undefined ? [codeInsee] : [codeInsee, ...arrondissements]
}
