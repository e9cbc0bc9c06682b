import { DEPARTEMENTS, REGIONS } from '#shared/geo/divisions.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'

/** What a site asks of the widget, by the attributes of `<dora-services>` (docs/integration.md). */
export type Settings = {
  readonly departement: string | null
  readonly region: string | null
  /** INSEE code. */
  readonly commune: string | null
  /** INSEE code of the commune to begin with: the visitor may take another. */
  readonly lieu: string | null
  /** Identifier of a structure: its services alone. */
  readonly structure: string | null
  /** The only ones that are shown; empty for all of them. */
  readonly thematiques: readonly string[]
  readonly publics: readonly string[]
  readonly mode: string
  readonly q: string
  /** '' for the one that follows from the territory. */
  readonly titre: string
  /** Level of the title's heading in the page of the site. */
  readonly niveau: number
  readonly parPage: number
  readonly carte: boolean
  readonly recherche: boolean
}

export const ATTRIBUTES = [
  'departement',
  'region',
  'commune',
  'lieu',
  'structure',
  'thematique',
  'public',
  'mode',
  'q',
  'titre',
  'niveau',
  'taille',
  'carte',
  'recherche',
] as const

const MAX_TEXT = 200
const DEFAULT_SIZE = 10
const MAX_SIZE = 50

type Read = (name: (typeof ATTRIBUTES)[number]) => string | null

const known = (text: string | null, entries: readonly { readonly value: string }[]): readonly string[] =>
  (text ?? '')
    .split(/[\s,;]+/)
    .filter((value, index, all) => all.indexOf(value) === index && entries.some((entry) => entry.value === value))

const whole = (text: string | null, least: number, most: number, otherwise: number): number => {
  const value = Number(text ?? Number.NaN)
  return Number.isInteger(value) ? Math.min(most, Math.max(least, value)) : otherwise
}

const among = (text: string | null, list: readonly { readonly code: string }[]): string | null => {
  const code = text?.trim().toUpperCase() ?? ''
  return list.some((one) => one.code === code) ? code : null
}

const insee = (text: string | null): string | null => {
  const code = text?.trim().toUpperCase() ?? ''
  return /^\d[\dAB]\d{3}$/.test(code) ? code : null
}

const cut = (text: string | null): string => (text ?? '').trim().slice(0, MAX_TEXT).toWellFormed()

/** Total: what is not understood is left out, and `unknown` says which. */
export const readSettings = (read: Read): { readonly settings: Settings; readonly unknown: readonly string[] } => {
  const structure = cut(read('structure'))
  const settings: Settings = {
    departement: among(read('departement'), DEPARTEMENTS),
    region: among(read('region'), REGIONS),
    commune: insee(read('commune')),
    lieu: insee(read('lieu')),
    structure: structure === '' ? null : structure,
    thematiques: known(read('thematique'), [...CATEGORIES, ...NEEDS]),
    publics: known(read('public'), PUBLICS),
    mode: known(read('mode'), MODES_ACCUEIL)[0] ?? '',
    q: cut(read('q')),
    titre: cut(read('titre')),
    niveau: whole(read('niveau'), 2, 5, 2),
    parPage: whole(read('taille'), 1, MAX_SIZE, DEFAULT_SIZE),
    carte: read('carte') !== 'non',
    recherche: read('recherche') !== 'non',
  }
  const asked = (name: Parameters<Read>[0]): boolean => (read(name) ?? '').trim() !== ''
  const unknown = [
    ...(['departement', 'region', 'commune', 'lieu'] as const).filter((name) => asked(name) && settings[name] === null),
    ...(asked('thematique') && settings.thematiques.length === 0 ? ['thematique'] : []),
    ...(asked('public') && settings.publics.length === 0 ? ['public'] : []),
    ...(asked('mode') && settings.mode === '' ? ['mode'] : []),
  ]
  return { settings, unknown }
}
