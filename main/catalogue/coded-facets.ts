import { FACETS, type Facet } from '#shared/search/query.ts'

/** Facets whose values are in the records; the others are computed (classes.ts). */
export const CODED_FACETS = FACETS.filter(
  (facet): facet is Exclude<Facet, 'fraicheur' | 'orientable' | 'zone'> =>
    facet !== 'fraicheur' && facet !== 'orientable' && facet !== 'zone',
)
