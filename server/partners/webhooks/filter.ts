import { departementOf } from '#shared/catalogue/facts.ts'
import type { FicheWebhook, QuoiWebhook } from '#shared/partners/webhook.ts'
import type { OpenService, OpenStructure } from '#server/opendata/record.ts'

/** What a subscription may be narrowed by, of a record that is open. */
export type Facets = {
  readonly source: string
  readonly departement: string | null
  /** Needs; none for a structure. */
  readonly thematiques: readonly string[]
}

export const structureFacets = (one: OpenStructure): Facets => ({
  source: one.source,
  departement: departementOf(one.code_insee, one.code_postal),
  thematiques: [],
})

/** A service is where it is, else where its structure is. */
export const serviceFacets = (one: OpenService, ofStructure: string | null): Facets => ({
  source: one.source,
  departement: departementOf(one.code_insee, one.code_postal) ?? ofStructure,
  thematiques: one.thematiques ?? [],
})

const isAmong = (wanted: readonly string[], value: string | null): boolean =>
  wanted.length === 0 || (value !== null && wanted.includes(value))

/** @param restricted sources told only to those that name them */
export const isTold = (
  { fiches, departements, thematiques, sources }: QuoiWebhook,
  fiche: FicheWebhook,
  facets: Facets,
  restricted: ReadonlySet<string>,
): boolean =>
  fiches.includes(fiche) &&
  isAmong(departements, facets.departement) &&
  isAmong(sources, facets.source) &&
  (!restricted.has(facets.source) || sources.includes(facets.source)) &&
  (fiche === 'structure' ||
    thematiques.length === 0 ||
    facets.thematiques.some((need) => thematiques.some((one) => need === one || need.startsWith(`${one}--`))))
