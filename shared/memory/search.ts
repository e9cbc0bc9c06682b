import { z } from 'zod'
import { labelOf } from '../reference/labels.ts'
import { type Facet, FACETS, hasRadius, SearchQuery } from '../search/query.ts'

/**
 * A search that is kept (dora-backend.md §1.4, SavedSearch), with every criterion: DORA forgets publics and the exact place
 * (dora-screens.md §10.2). Kept also when it finds nothing: that is when it is needed.
 */
export const FREQUENCES = ['jamais', 'quinzaine', 'mois'] as const
export const Frequence = z.enum(FREQUENCES)
export type Frequence = z.infer<typeof Frequence>

/** A private row of the account, or of the desk for whoever has no account. */
export const RECHERCHE = 'recherche'
export const RechercheDoc = z.object({
  nom: z.string().max(200),
  query: SearchQuery,
  /** The place in words. */
  lieu: z.string().max(200),
  /** E-mails; without an account there are none. */
  frequence: Frequence,
  cree_le: z.string(),
})
export type RechercheDoc = z.infer<typeof RechercheDoc>

/** What changed since it was last looked at. */
export const Nouveautes = z.object({ nouveaux: z.number().int(), modifies: z.number().int(), disparus: z.number().int() })
export type Nouveautes = z.infer<typeof Nouveautes>

export const Alerte = RechercheDoc.extend({
  id: z.uuid(),
  /** Its criteria in French, ready to show. */
  criteres: z.array(z.string()),
  total: z.number().int().nullable(),
  nouveautes: Nouveautes,
  vue_le: z.string(),
  /** Why it cannot be run here (a place that this desk does not know…), in French; null when it can. */
  probleme: z.string().nullable(),
})
export type Alerte = z.infer<typeof Alerte>

/** What each filter is about, before its values. */
const TITLES: Readonly<Record<Facet, string>> = {
  thematiques: 'Besoins',
  publics: 'Publics',
  types: 'Type de service',
  frais: 'Frais',
  modes_accueil: 'Mode d’accueil',
  modes_mobilisation: 'Mode de mobilisation',
  mobilisable_par: 'Mobilisable par',
  sources: 'Source',
  fraicheur: 'Mise à jour',
  orientable: 'Orientation',
  zone: 'Zone d’éligibilité',
}

type Criteria = Pick<SearchQuery, 'text' | 'place' | 'radiusKm' | 'filters'>

/** Every criterion in French, one by one. @param lieu the place in words */
export const criteresOf = (query: Criteria, lieu: string): string[] => {
  const words = query.text.trim()
  return [
    ...(words === '' ? [] : [`Mots\u202f: «\u202f${words}\u202f»`]),
    ...(query.place === null
      ? ['Partout en France']
      : [`Lieu\u202f: ${lieu || 'point choisi'}${hasRadius(query.place) ? ` et ${query.radiusKm}\u00a0km autour` : ''}`]),
    ...FACETS.flatMap((facet) => {
      const values = query.filters[facet]
      return values.length === 0 ? [] : [`${TITLES[facet]}\u202f: ${values.map((value) => labelOf(facet, value)).join(', ')}`]
    }),
  ]
}

const MOST_IN_NAME = 3

/** A name to propose, without quotes, for it is quoted: « permis, Jeunes près de Lille (59) »… */
export const nomProposeOf = (query: Criteria, lieu: string): string => {
  const words = query.text.trim()
  const labels = FACETS.flatMap((facet) => query.filters[facet].map((value) => labelOf(facet, value)))
  const shown = labels.slice(0, MOST_IN_NAME).join(', ') + (labels.length > MOST_IN_NAME ? '…' : '')
  const what = [...(words === '' ? [] : [words]), ...(shown === '' ? [] : [shown])].join(', ')
  const where = query.place === null || lieu === '' ? '' : hasRadius(query.place) ? ` près de ${lieu}` : `, ${lieu}`
  return `${what || 'Tous les services'}${where}`.slice(0, 200)
}

/** The same search, whatever the page and the order. */
export const memeRecherche = (a: Criteria, b: Criteria): boolean => cle(a) === cle(b)
const cle = ({ text, place, radiusKm, filters }: Criteria): string =>
  JSON.stringify([text.trim(), place, radiusKm, FACETS.map((facet) => [...filters[facet]].sort())])

/** Days between two letters; null for none. */
export const JOURS: Readonly<Record<Frequence, number | null>> = { jamais: null, quinzaine: 14, mois: 30 }
