import { fold } from '#shared/geo/fold.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { type Question, publicsOf, thematiquesOf } from './question.ts'
import type { Settings } from './settings.ts'

/** What the API answers, read as it comes: nothing of it is taken for granted. */

export type Result = {
  readonly id: string
  readonly nom: string
  readonly structure: string
  readonly lieu: string
  readonly codeInsee: string | null
  /** In km; null where it tells nothing. */
  readonly distance: number | null
  readonly modes: readonly string[]
  readonly frais: string | null
  readonly thematiques: readonly string[]
  readonly publics: readonly string[]
  readonly extrait: string
  readonly point: { readonly lat: number; readonly lon: number } | null
  /** Path of its page, after the address of the server. */
  readonly chemin: string
}

export type Results = { readonly items: readonly Result[]; readonly total: number; readonly pages: number }

type Fields = Readonly<Record<string, unknown>>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value)
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
const texts = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : []
const degrees = (value: unknown, most: number): number | null =>
  typeof value === 'number' && Math.abs(value) <= most ? value : null

const EXCERPT = 180

/** The beginning of a description, without the marks of Markdown and HTML. */
export const excerptOf = (description: string): string => {
  const plain = description
    .slice(0, 2_000)
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^[ \t]*(?:[#>*+-]|\d+\.)+[ \t]+/gm, '')
    .replace(/[*_`]{2,}|\*/g, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (plain.length <= EXCERPT) return plain
  const kept = plain.slice(0, EXCERPT)
  const words = kept.slice(0, Math.max(kept.lastIndexOf(' '), EXCERPT / 2)).replace(/[\s.,;:…·-]+$/, '')
  return `${words.toWellFormed()}…`
}

/** Null for what is no service that can be shown. */
const readService = (service: unknown, structure: unknown, distance: unknown): Result | null => {
  if (!isFields(service) || text(service['id']) === '' || text(service['nom']) === '') return null
  const lat = degrees(service['latitude'], 90)
  const lon = degrees(service['longitude'], 180)
  const id = text(service['id'])
  return {
    id,
    nom: text(service['nom']),
    structure: isFields(structure) ? text(structure['nom']) : '',
    lieu: [text(service['code_postal']), text(service['commune'])].filter((part) => part !== '').join(' '),
    codeInsee: text(service['code_insee']) || null,
    distance: typeof distance === 'number' && distance >= 0 ? Math.round(distance) : null,
    modes: texts(service['modes_accueil']),
    frais: text(service['frais']) || null,
    thematiques: texts(service['thematiques']),
    publics: texts(service['publics']),
    extrait: excerptOf(text(service['description'])),
    point: lat === null || lon === null ? null : { lat, lon },
    chemin: publicPath('service', id).slice(1),
  }
}

const count = (value: unknown): number | null =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0 ? value : null
const present = <T>(values: readonly (T | null)[]): readonly T[] => values.filter((value): value is T => value !== null)

/** A page of `/search` or `/search/services`; null for anything else. */
export const readResults = (data: unknown): Results | null => {
  if (!isFields(data) || !Array.isArray(data['items'])) return null
  const total = count(data['total'])
  if (total === null) return null
  const items = present(
    data['items'].map((item: unknown) =>
      isFields(item) && isFields(item['service'])
        ? readService(item['service'], item['service']['structure'], item['distance'])
        : null,
    ),
  )
  return { items, total, pages: count(data['pages']) ?? 1 }
}

/** The name of a structure and its services, of `/structures/{id}`; null for anything else. */
export const readStructure = (data: unknown): { readonly nom: string; readonly services: readonly Result[] } | null =>
  isFields(data) && Array.isArray(data['services'])
    ? { nom: text(data['nom']), services: present(data['services'].map((one: unknown) => readService(one, null, null))) }
    : null

/** The same rules as the API's (data-inclusion.md §2.1, « Attribute details »), on the few services of one structure. */
export const amongServices = (services: readonly Result[], settings: Settings, question: Question): Results => {
  const words = fold(question.q).split(' ')
  const thematiques = thematiquesOf(settings, question)
  const publics = publicsOf(settings, question)
  const kept = services.filter((one) => {
    const said = fold(`${one.nom} ${one.extrait}`)
    return (
      words.every((word) => said.includes(word)) &&
      (thematiques.length === 0 ||
        thematiques.some((wanted) => one.thematiques.some((value) => value === wanted || value.startsWith(`${wanted}--`)))) &&
      (publics.length === 0 || publics.some((wanted) => one.publics.includes(wanted)) || one.publics.includes('tous-publics')) &&
      (question.mode === '' || one.modes.includes(question.mode))
    )
  })
  const from = (question.page - 1) * settings.parPage
  return {
    items: kept.slice(from, from + settings.parPage),
    total: kept.length,
    pages: Math.ceil(kept.length / settings.parPage),
  }
}
