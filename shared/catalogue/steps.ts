import type { Service, Structure } from './record.ts'
import { labelOf } from '../reference/labels.ts'

/** One way to mobilise a service, ready to show. */
export type Step = {
  readonly mode: string
  readonly label: string
  /** An address to open, a number to dial, a text to read. */
  readonly url?: string
  readonly telephone?: string
  readonly courriel?: string
  readonly texte?: string
}

/** Order of display of a service page (dora-screens.md §3.2). */
const COACH_ORDER = [
  'formulaire-dora',
  'envoyer-un-mail-avec-une-fiche-de-prescription',
  'completer-le-formulaire-dadhesion',
  'envoyer-un-mail',
  'telephoner',
  'autre',
]
const BENEFICIARY_ORDER = [
  'se-presenter',
  'completer-le-formulaire-dadhesion',
  'envoyer-un-mail',
  'telephoner',
  'professionnel',
  'autre',
]
const V1_ORDER = ['utiliser-lien-mobilisation', 'telephoner', 'envoyer-un-courriel', 'se-presenter']

const byOrder = (order: readonly string[]) => (a: string, b: string) => {
  const rank = (value: string) => (order.includes(value) ? order.indexOf(value) : order.length)
  return rank(a) - rank(b)
}

type Contact = { readonly telephone: string | null; readonly courriel: string | null }

/** Contact of a service, or of its structure where the service has none (data-inclusion.md §1.5 « ou à défaut, à la structure »). */
export const contactOf = (service: Service, structure: Structure | null): Contact => ({
  telephone: service.telephone ?? structure?.telephone ?? null,
  courriel: service.courriel ?? structure?.courriel ?? null,
})

/** Its contact is left out of public data, and told to professionals who ask for it. */
export const isReserved = ({ dora }: Service): boolean =>
  dora?.is_contact_info_public === false && (dora.contact_masque?.length ?? 0) > 0

const withContact = (mode: string, contact: Contact): Partial<Step> => {
  if (mode === 'telephoner' && contact.telephone !== null) return { telephone: contact.telephone }
  if (mode.startsWith('envoyer-un') && contact.courriel !== null) return { courriel: contact.courriel }
  return {}
}

const listedSteps = (
  modes: readonly string[],
  list: 'coach_orientation_modes' | 'beneficiaries_access_modes',
  order: readonly string[],
  contact: Contact,
  own: { readonly link: string | undefined; readonly linkText: string | undefined; readonly other: string | undefined },
): readonly Step[] =>
  modes.toSorted(byOrder(order)).map((mode) => {
    if (mode === 'completer-le-formulaire-dadhesion' && own.link !== undefined)
      return { mode, label: own.linkText ?? labelOf(list, mode), url: own.link }
    if (mode === 'autre') return { mode, label: labelOf(list, mode), ...(own.other !== undefined && { texte: own.other }) }
    return { mode, label: labelOf(list, mode), ...withContact(mode, contact) }
  })

const standardSteps = (service: Service, contact: Contact): readonly Step[] =>
  (service.modes_mobilisation ?? []).toSorted(byOrder(V1_ORDER)).map((mode) => ({
    mode,
    label: labelOf('modes_mobilisation', mode),
    ...(mode === 'utiliser-lien-mobilisation' && service.lien_mobilisation ? { url: service.lien_mobilisation } : {}),
    ...withContact(mode, contact),
  }))

/** How a professional mobilises the service; empty when nothing is filled in. */
export const professionalSteps = (service: Service, structure: Structure | null): readonly Step[] => {
  const contact = contactOf(service, structure)
  const { dora } = service
  if (dora?.coach_orientation_modes !== undefined)
    return listedSteps(dora.coach_orientation_modes, 'coach_orientation_modes', COACH_ORDER, contact, {
      link: dora.coach_orientation_modes_external_form_link,
      linkText: dora.coach_orientation_modes_external_form_link_text,
      other: dora.coach_orientation_modes_other,
    })
  // Without « mobilisable par », nobody is excluded: the modes are shown on both sides.
  return service.mobilisable_par?.includes('professionnels') === false ? [] : standardSteps(service, contact)
}

/** How a person comes by themselves; empty when nothing is filled in or when only professionals may. */
export const personSteps = (service: Service, structure: Structure | null): readonly Step[] => {
  const contact = contactOf(service, structure)
  const { dora } = service
  if (dora?.beneficiaries_access_modes !== undefined)
    return listedSteps(dora.beneficiaries_access_modes, 'beneficiaries_access_modes', BENEFICIARY_ORDER, contact, {
      link: dora.beneficiaries_access_modes_external_form_link,
      linkText: dora.beneficiaries_access_modes_external_form_link_text,
      other: dora.beneficiaries_access_modes_other,
    })
  return service.mobilisable_par?.includes('usagers') === false ? [] : standardSteps(service, contact)
}

/** What both sides read when the ways are the same for professionals and for the person: shown once. */
export const sameSteps = (a: readonly Step[], b: readonly Step[]): boolean => JSON.stringify(a) === JSON.stringify(b)
