import type { ServiceSheet } from '../contract/catalogue.ts'
import { labelOf } from '../reference/labels.ts'
import { short } from '../text/short.ts'
import { looksForbidden } from './attachments.ts'
import type { DraftService } from './draft.ts'

const MAX_CHOICE = 480
const MAX_CHOICES = 100

/** What listings write to say that they ask for nothing (dora-screens.md §4.2). */
const NOTHING = /^(?:aucune?|néant|sans(?: conditions?)?|aucune? (?:conditions?|critères?)(?: .*)?)\s*\.?$/i

/** On one line, as long as what crosses may be: the name of a document comes back with each file that answers it. */
const named = (value: string): string => short(value.replace(/\s+/g, ' ').trim(), MAX_CHOICE)

const choices = (values: readonly string[]): string[] =>
  [...new Set(values.map(named).filter((value) => value !== '' && !NOTHING.test(value)))].slice(0, MAX_CHOICES)

/** data·inclusion gives one text where DORA has a list: its lines and bullets become the boxes to tick. */
const lines = (text: string): string[] =>
  text.split(/\r?\n|\s[•●▪]\s/).map((line) => line.replace(/^\s*(?:[-*•●▪–—]|\d+[.)])\s*/, ''))

/** Of DORA's own listing, the text only says its lists again, documents among them (shared/listing/projection.ts). */
const isListed = ({ source, dora }: ServiceSheet['service']): boolean =>
  source === 'dora' && [dora?.access_conditions, dora?.requirements, dora?.credentials].some((list) => list !== undefined)

/** What a draft is made of. */
type Sheet = Pick<ServiceSheet, 'service' | 'structure' | 'orientable'>

const address = ({ service, structure }: Sheet): string => {
  const place = service.commune ? service : structure
  return [place?.adresse, [place?.code_postal, place?.commune].filter(Boolean).join(' ')].filter(Boolean).join(', ')
}

const fees = ({ service }: Sheet): string | null =>
  service.frais === 'payant' ? service.frais_precisions?.trim() || 'Ce service est payant.' : null

/** Publics and conditions of a service by their labels: what a person is weighed against. None for everyone, or without condition. */
export const askedOf = (service: ServiceSheet['service']): Pick<DraftService, 'publics' | 'criteres'> => {
  const { dora } = service
  const publics = service.publics ?? []
  const conditions = dora === undefined ? [] : [...(dora.access_conditions ?? []), ...(dora.requirements ?? [])]
  return {
    publics: publics.includes('tous-publics') ? [] : choices(publics.map((value) => labelOf('publics', value))),
    criteres: choices(conditions.length > 0 || isListed(service) ? conditions : lines(service.conditions_acces ?? '')),
  }
}

/** What a request needs to know of its service, with the labels of the day: the draft must outlive the listing. */
export const draftServiceOf = (sheet: Sheet): DraftService => {
  const { service, structure, orientable } = sheet
  const { dora } = service
  return {
    id: service.id,
    nom: service.nom,
    structure: structure?.nom ?? '',
    ...askedOf(service),
    documents: choices(dora?.credentials ?? []).filter((nom) => !looksForbidden(nom)),
    formulaires: (dora?.forms ?? []).map(({ nom, url }) => (url === undefined ? { nom: named(nom) } : { nom: named(nom), url })),
    formulaire_en_ligne: dora?.online_form?.trim() || null,
    payant: fees(sheet),
    orientable: orientable.ok,
    orientable_raison: orientable.ok ? '' : orientable.raison,
    courriel: service.courriel ?? null,
    telephone: service.telephone ?? structure?.telephone ?? null,
    adresse: address(sheet),
  }
}
