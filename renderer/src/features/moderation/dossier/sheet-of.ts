import type { DossierView } from '#shared/moderation/dossier.ts'
import { flat } from '#shared/listing/flat.ts'
import { type EtatStructure, structureState } from '#shared/moderation/structure-state.ts'
import type { ModerationStatus } from '#shared/catalogue/record.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { z } from 'zod'

/** What the screen asks of a dossier's sheet, whatever its kind. */

type Statut = z.infer<typeof ModerationStatus>
const STATUTS: ReadonlySet<unknown> = new Set<Statut>([
  'NEED_INITIAL_MODERATION',
  'NEED_NEW_MODERATION',
  'IN_PROGRESS',
  'VALIDATED',
])

/** Listings made here. */
const OWN_SOURCE = 'dora'

export type Sheet = {
  /** Its fields, flat. */
  readonly doc: Doc
  readonly nom: string
  readonly statut: Statut | null
  /** Listings that another source keeps have no status here, unless somebody gave them one. */
  readonly moderee: boolean
  /** Life of a service; null for a structure. */
  readonly publication: string | null
  readonly siret: string | null
  readonly obsolete: boolean
  /** The structure itself, or that of the service. */
  readonly structure: { readonly id: string; readonly nom: string } | null
  readonly point: { readonly lat: number; readonly lon: number } | null
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

export const sheetOf = ({ cible, fiche, structure }: Pick<DossierView, 'cible' | 'fiche' | 'structure'>): Sheet => {
  const doc = flat(fiche)
  const statut = doc['dora.moderation_status']
  const [lat, lon] = [doc['latitude'], doc['longitude']]
  const nom = textOf(doc['nom']) ?? ''
  const id = textOf(structure?.['id'])
  return {
    doc,
    nom,
    statut: STATUTS.has(statut) ? (statut as Statut) : null,
    moderee: doc['source'] === OWN_SOURCE || STATUTS.has(statut),
    publication: cible.kind === 'service' ? (textOf(doc['dora.status']) ?? 'PUBLISHED') : null,
    siret: textOf(doc['siret']),
    obsolete: doc['dora.is_obsolete'] === true,
    structure:
      cible.kind === 'structure' ? { id: cible.id, nom } : id === null ? null : { id, nom: textOf(structure?.['nom']) ?? '' },
    point: typeof lat === 'number' && typeof lon === 'number' ? { lat, lon } : null,
  }
}

/** Administrators who may be written to: members, of an account that is open. */
export const administrators = ({ personnes }: Pick<DossierView, 'personnes'>): DossierView['personnes'] =>
  personnes.filter(({ admin, etat, actif }) => admin && etat === 'membre' && actif)

/** Where a structure stands (shared/moderation/structure-state.ts); null for a service. */
export const stateOf = (view: DossierView, sheet: Sheet): EtatStructure | null => {
  if (view.cible.kind === 'service') return null
  const published = view.services.filter(({ statut }) => statut === 'PUBLISHED')
  return structureState({
    obsolete: sheet.obsolete,
    deja_invitee: view.dossier.invite_le !== null,
    personnes: view.personnes.length,
    administrateurs: administrators(view).length,
    administrateurs_invites: view.personnes.filter(({ admin, etat }) => admin && etat === 'invitation').length,
    moderation: sheet.statut,
    typologie: textOf(sheet.doc['dora.typology']),
    services_publies: published.length,
    services_a_actualiser: published.filter(({ a_actualiser }) => a_actualiser).length,
  })
}
