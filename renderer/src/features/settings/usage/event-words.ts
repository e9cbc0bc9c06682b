import { departementOf } from '#shared/geo/divisions.ts'
import { labelOf } from '#shared/reference/labels.ts'
import type { Fait, Lieu } from '#shared/usage/event.ts'
import { usageText as t } from '../../../i18n/usage.ts'
import { plural } from '../../../lib/format.ts'

/** What is known here of the codes of an event; null for one that is not. */
export type Names = {
  readonly commune: (code: string) => string | null
  readonly service: (id: string) => string | null
}

const needsIn = ({ thematiques, publics }: { readonly thematiques: readonly string[]; readonly publics: readonly string[] }) =>
  [...thematiques.map((one) => labelOf('thematiques', one)), ...publics.map((one) => labelOf('publics', one))].join(', ')

const placeIn = ({ commune, departement }: Lieu, names: Names): string => {
  if (commune !== null) return names.commune(commune) ?? commune
  return departement === null ? t.everywhere : (departementOf(departement)?.nom ?? departement)
}

/** An event of use in words: what it says, in French, and its details. */
export const eventWords = (fait: Fait, names: Names): { readonly title: string; readonly details: readonly string[] } => {
  const service = (id: string): string => names.service(id) ?? t.unnamed(id)
  switch (fait.type) {
    case 'recherche': {
      const needs = needsIn(fait)
      const around = fait.lieu.commune !== null
      const found = (around ? t.foundNear : t.found)(plural(fait.total, 'service', 'services'), String(fait.a_portee))
      return {
        title: needs === '' ? t.search : t.searchWith(needs),
        details: [placeIn(fait.lieu, names), ...(around ? [`${fait.rayon_km}\u00a0km`] : []), found],
      }
    }
    case 'service':
      return { title: t.service(service(fait.service_id)), details: [] }
    case 'structure':
      return { title: t.structure(fait.structure_id), details: [] }
    case 'mobilisation':
      return { title: t.mobilised(service(fait.service_id), fait.geste), details: [] }
    case 'sans-solution':
      return { title: t.noSolution(needsIn(fait) || t.noNeed, fait.raison), details: [placeIn(fait.lieu, names)] }
  }
}

/** Services that an event names in its words. */
export const servicesIn = (fait: Fait): readonly string[] =>
  fait.type === 'service' || fait.type === 'mobilisation' ? [fait.service_id] : []

export const communesIn = (fait: Fait): readonly string[] =>
  'lieu' in fait && fait.lieu.commune !== null ? [fait.lieu.commune] : []
