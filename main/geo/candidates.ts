import { DEPARTEMENTS, REGIONS, departementsOf } from '#shared/geo/divisions.ts'
import { fold } from '#shared/geo/fold.ts'
import type { CommuneRow } from '#shared/geo/types.ts'
import type { Gazetteer } from '#shared/geo/gazetteer.ts'

/** Everything that can be suggested, with the text it is found by and its weight before the typing is known. */
export type Candidate = {
  readonly place: { readonly kind: 'commune' | 'departement' | 'region'; readonly code: string }
  /** The commune, arrondissement or former commune; null for a division. */
  readonly row: CommuneRow | null
  readonly nom: string
  /** « saint denis », with a space on each side so that a word's beginning can be looked for. */
  readonly padded: string
  /** « saintdenis »: what one types without spaces. */
  readonly compact: string
  /** Without leading article: « mans » for Le Mans. */
  readonly bare: string
  readonly departements: readonly string[]
  readonly weight: number
}

/** What people type for a long name. */
const REGION_INITIALS = [
  ['11', 'IDF'],
  ['27', 'BFC'],
  ['32', 'HDF'],
  ['84', 'AURA'],
  ['93', 'PACA'],
] as const

const ARTICLE = /^(?:l|la|le|les) /

/** Decimal logarithm of inhabitants: ten times larger is one point more. */
const weightOf = (inhabitants: number): number => Math.log10(inhabitants + 10)

/** A division is worth a town of some 20,000: « vienne » and « paris » are first the towns, « loire » the département. */
const DIVISION_WEIGHT = weightOf(20_000)
/** A former commune has no population of its own any more. */
const FORMER_MAX = 1000
/** « paris » alone means the city, not twenty arrondissements. */
const ARRONDISSEMENT_PENALTY = 1.5

const candidate = (
  place: Candidate['place'],
  row: CommuneRow | null,
  nom: string,
  departements: readonly string[],
  weight: number,
): Candidate => {
  const folded = fold(nom)
  return {
    place,
    row,
    nom,
    padded: ` ${folded} `,
    compact: folded.replaceAll(' ', ''),
    bare: folded.replace(ARTICLE, ''),
    departements,
    weight,
  }
}

export const candidatesOf = (gazetteer: Gazetteer): readonly Candidate[] => {
  const communes = gazetteer.rows.flatMap((row): Candidate[] => {
    if (row.type !== 'D') {
      const weight = weightOf(row.population) - (row.type === 'A' ? ARRONDISSEMENT_PENALTY : 0)
      return [candidate({ kind: 'commune', code: row.code }, row, row.nom, [row.departement], weight)]
    }
    const parent = gazetteer.commune(row.parent ?? '')
    // A chef-lieu that gave its name to the new commune would only repeat it.
    if (parent === undefined || fold(parent.nom) === fold(row.nom)) return []
    const weight = weightOf(Math.min(parent.population, FORMER_MAX)) - 0.5
    return [candidate({ kind: 'commune', code: parent.code }, row, row.nom, [row.departement], weight)]
  })
  const departements = DEPARTEMENTS.map(({ code, nom }) =>
    candidate({ kind: 'departement', code }, null, nom, [code], DIVISION_WEIGHT),
  )
  const initials = REGION_INITIALS.map(([code, nom]) =>
    candidate({ kind: 'region', code }, null, nom, departementsOf(code), DIVISION_WEIGHT),
  )
  // Overseas, the région and its only département are one place with one name: the département stands for both.
  const regions = REGIONS.filter(({ code }) => departementsOf(code).length > 1).map(({ code, nom }) =>
    candidate({ kind: 'region', code }, null, nom, departementsOf(code), DIVISION_WEIGHT),
  )
  return [...communes, ...departements, ...regions, ...initials]
}
