import { departementsOf, DEPARTEMENTS, REGIONS, regionOf } from '#shared/geo/divisions.ts'
import { fold } from '#shared/geo/fold.ts'
import { isNational, widestZone } from '#shared/geo/zone.ts'

/** The perimeter as the editor asks for it (dora-screens.md §5.3): its nature, then its territories. */

export const NATURES = ['commune', 'epci', 'departement', 'region', 'france'] as const
export type Nature = (typeof NATURES)[number]

/** What producers write for the whole country; 99100 is read as the same (shared/geo/zone.ts). */
export const FRANCE = 'france'

export type Territory = {
  /** A région is one territory, though the field holds its départements. */
  readonly id: string
  readonly nom: string
  readonly codes: readonly string[]
}

/** The région made exactly of these départements; null otherwise. One département alone is a département. */
const regionMadeOf = (codes: readonly string[]): string | null => {
  if (codes.length < 2) return null
  return (
    REGIONS.find(({ code }) => {
      const all = departementsOf(code)
      return all.length === codes.length && all.every((one) => codes.includes(one))
    })?.code ?? null
  )
}

/** Null while the field says nothing. */
export const natureOf = (codes: readonly string[]): Nature | null => {
  if (codes.length === 0) return null
  if (codes.some(isNational)) return 'france'
  if (regionMadeOf(codes) !== null) return 'region'
  const widest = widestZone(codes)
  return widest === 'inconnue' ? null : widest
}

const regionTerritory = (code: string): Territory => ({ id: code, nom: regionOf(code)?.nom ?? code, codes: departementsOf(code) })

/** The territories of the field, to show as choices made. `nameOf` knows communes and intercommunalités. */
export const territoriesOf = (codes: readonly string[], nameOf: (code: string) => string | null): readonly Territory[] => {
  const region = regionMadeOf(codes)
  if (region !== null) return [regionTerritory(region)]
  const departements = new Map(DEPARTEMENTS.map(({ code, nom }) => [code, `${nom} (${code})`]))
  return codes
    .filter((code) => !isNational(code))
    .map((code) => ({ id: code, nom: departements.get(code) ?? nameOf(code) ?? code, codes: [code] }))
}

const matches = (nom: string, code: string, typed: string): boolean => {
  const words = fold(typed).split(' ')
  const name = ` ${fold(nom)}`
  return code.toLowerCase() === fold(typed) || words.every((word) => name.includes(` ${word}`))
}

/** Départements or régions for what is typed: few enough to look through here. */
export const findDivisions = (nature: 'departement' | 'region', typed: string): readonly Territory[] => {
  if (nature === 'region')
    return REGIONS.filter(({ code, nom }) => departementsOf(code).length > 1 && matches(nom, code, typed)).map(({ code }) =>
      regionTerritory(code),
    )
  return DEPARTEMENTS.filter(({ code, nom }) => matches(nom, code, typed)).map(({ code, nom }) => ({
    id: code,
    nom: `${nom} (${code})`,
    codes: [code],
  }))
}
