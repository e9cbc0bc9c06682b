import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import type { Settings } from './settings.ts'

/** A commune, as `/widget/v1/communes` tells it. */
export type Lieu = {
  readonly code: string
  /** « Bordeaux (33) ». */
  readonly label: string
  readonly lat: number | null
  readonly lon: number | null
}

/** What the visitor asks, within what the site lets them. */
export type Question = {
  readonly q: string
  /** '' for all of those of the site. */
  readonly thematique: string
  readonly public: string
  readonly mode: string
  readonly lieu: Lieu | null
  readonly page: number
}

type Choice = { readonly value: string; readonly label: string }

const MAX_TEXT = 200
const RADIUS_KM = 50

export const firstQuestion = ({ q, mode }: Settings): Question => ({
  q,
  thematique: '',
  public: '',
  mode,
  lieu: null,
  page: 1,
})

/** One category: its needs. Several values: these. None: every category. */
export const thematiqueChoices = ({ thematiques }: Settings): readonly Choice[] => {
  const [only] = thematiques
  if (only === undefined) return CATEGORIES
  if (thematiques.length > 1) return [...CATEGORIES, ...NEEDS].filter(({ value }) => thematiques.includes(value))
  return NEEDS.filter(({ value }) => value.startsWith(`${only}--`))
}

export const publicChoices = ({ publics }: Settings): readonly Choice[] =>
  PUBLICS.filter(({ value }) => value !== 'tous-publics' && (publics.length === 0 || publics.includes(value)))

/** What is searched: the visitor's choice, else all that the site shows. */
export const thematiquesOf = (settings: Settings, question: Question): readonly string[] =>
  question.thematique === '' ? settings.thematiques : [question.thematique]

export const publicsOf = (settings: Settings, question: Question): readonly string[] =>
  question.public === '' ? settings.publics : [question.public]

/**
 * The question as an address of the public API (data-inclusion.md §2), after that of the server. A commune alone asks by the rules of
 * eligibility (`/search/services`: zone, 50 km, services at a distance); words, or a territory to stay in, ask `/search`.
 */
export const questionPath = (settings: Settings, question: Question): string => {
  if (settings.structure !== null) return `api/v1/structures/${encodeURIComponent(settings.structure)}`
  const params = new URLSearchParams()
  const q = question.q.trim().slice(0, MAX_TEXT).toWellFormed()
  const { lieu } = question
  const held = settings.departement ?? settings.region
  for (const value of thematiquesOf(settings, question)) params.append('thematiques', value)
  for (const value of publicsOf(settings, question)) params.append('publics', value)
  if (question.mode !== '') params.append('modes_accueil', question.mode)
  params.set('page', String(question.page))
  params.set('size', String(settings.parPage))
  if (lieu !== null && q === '' && held === null) {
    params.set('code_commune', lieu.code)
    return `api/v1/search/services?${params}`
  }
  if (q !== '') params.set('q', q)
  if (settings.departement !== null) params.set('code_departement', settings.departement)
  else if (settings.region !== null) params.set('code_region', settings.region)
  if (lieu !== null) {
    if (lieu.lat === null || lieu.lon === null) params.set('code_commune', lieu.code)
    else {
      params.set('lat', String(lieu.lat))
      params.set('lon', String(lieu.lon))
      params.set('distance', String(RADIUS_KM))
    }
  }
  return `api/v1/search?${params}`
}

/** The same question on a page of its own, for who cannot see it here. */
export const pagePath = (settings: Settings, { q, lieu }: Question): string => {
  const params = new URLSearchParams()
  if (q.trim() !== '') params.set('q', q.trim().slice(0, MAX_TEXT).toWellFormed())
  const code = lieu?.code ?? settings.commune ?? settings.lieu
  if (code !== null) params.set('lieu', code)
  const query = params.toString()
  return query === '' ? 'recherche' : `recherche?${query}`
}
