import {
  BENEFICIARY_MODES,
  COACH_MODES,
  FUNDING_LABELS,
  MODERATION_STATUSES,
  SERVICE_STATUSES,
  UPDATE_FREQUENCIES,
} from './dora.ts'
import type { Entry } from './entry.ts'
import { FRAICHEUR, ORIENTABLE, ZONE } from './facets.ts'
import { FRAIS } from './frais.ts'
import { LABELS_NATIONAUX } from './labels-nationaux.ts'
import { MOBILISABLE_PAR } from './mobilisable-par.ts'
import { MODES_ACCUEIL } from './modes-accueil.ts'
import { MODES_MOBILISATION } from './modes-mobilisation.ts'
import { PUBLICS } from './publics.ts'
import { RESEAUX_PORTEURS } from './reseaux-porteurs.ts'
import { SOURCES } from './sources.ts'
import { CATEGORIES, NEEDS } from './thematiques.ts'
import { TYPES } from './types.ts'
import { TYPOLOGIES } from './typologies.ts'

/** Every list by the name of the field, or of the facet, that carries its values; entries are in order of display. */
const LISTS = {
  thematiques: [...CATEGORIES, ...NEEDS],
  publics: PUBLICS,
  types: TYPES,
  frais: FRAIS,
  modes_accueil: MODES_ACCUEIL,
  modes_mobilisation: MODES_MOBILISATION,
  mobilisable_par: MOBILISABLE_PAR,
  sources: SOURCES,
  fraicheur: FRAICHEUR,
  orientable: ORIENTABLE,
  zone: ZONE,
  reseaux_porteurs: RESEAUX_PORTEURS,
  coach_orientation_modes: COACH_MODES,
  beneficiaries_access_modes: BENEFICIARY_MODES,
  update_frequency: UPDATE_FREQUENCIES,
  status: SERVICE_STATUSES,
  moderation_status: MODERATION_STATUSES,
  funding_labels: FUNDING_LABELS,
  typology: TYPOLOGIES,
  national_labels: LABELS_NATIONAUX,
} as const satisfies Readonly<Record<string, readonly Entry[]>>

export type ListName = keyof typeof LISTS

const indexes = new Map<ListName, ReadonlyMap<string, { readonly entry: Entry; readonly rank: number }>>()
for (const name of Object.keys(LISTS) as ListName[]) {
  indexes.set(name, new Map(LISTS[name].map((entry, rank) => [entry.value, { entry, rank }])))
}

/** « numerique--acheter-un-velo » → « Acheter un velo »: readable, and close enough to the raw value to be found again. */
const prettify = (value: string): string => {
  const words = (value.split('--').at(-1) ?? value).replace(/[-_]+/g, ' ').trim()
  return words === '' ? value : words.charAt(0).toUpperCase() + words.slice(1)
}

export const entriesOf = (list: ListName): readonly Entry[] => LISTS[list]

export const isKnown = (list: ListName, value: string): boolean => indexes.get(list)?.has(value) ?? false

/** What to show for a value. An unknown one (newer schema, producer's own) shows itself, prettified, never nothing. */
export const labelOf = (list: ListName, value: string): string => indexes.get(list)?.get(value)?.entry.label ?? prettify(value)

export const descriptionOf = (list: ListName, value: string): string | undefined =>
  indexes.get(list)?.get(value)?.entry.description

/** Orders values as their list is displayed; unknown ones last, by label. */
export const compareIn =
  (list: ListName) =>
  (a: string, b: string): number => {
    const index = indexes.get(list)
    const last = Number.MAX_SAFE_INTEGER
    return (index?.get(a)?.rank ?? last) - (index?.get(b)?.rank ?? last) || labelOf(list, a).localeCompare(labelOf(list, b), 'fr')
  }
