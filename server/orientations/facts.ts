import type { Service, Structure } from '#shared/catalogue/record.ts'
import { placeLine } from '#shared/orientation/asked-service.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { isAddress } from '../mail/mailer.ts'
import type { Reader } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { withContact } from '../sync/commands/contact.ts'
import type { Seal } from '../sync/seal.ts'

/** What requests read of the service that they are about, as it is now, its contact included. */

export type ServiceScene = { readonly service: Service; readonly structure: Structure | null }

/** Null when it is not there. */
export const serviceScene = async (reader: Reader, seal: Seal, id: string): Promise<ServiceScene | null> => {
  const doc = recordOf(await reader.entity({ kind: 'service', id }))
  if (doc === null) return null
  const service = (await withContact(reader, seal, doc)) as unknown as Service
  const { structure_id } = service
  const structure = structure_id === null ? null : recordOf(await reader.entity({ kind: 'structure', id: structure_id }))
  return { service, structure: structure as unknown as Structure | null }
}

const filled = (text: string | null | undefined): string | null => (text == null || text.trim() === '' ? null : text.trim())

/** What a letter can go to: catalogues have « voir le site », or two addresses. */
const reachable = (text: string | null | undefined): string | null => {
  const address = filled(text)
  return address !== null && isAddress(address) ? address : null
}

/** The service's own address; where its form is open whatever it says (France Travail), the structure's. */
export const recipientOf = ({ service, structure }: ServiceScene): string | null =>
  reachable(service.courriel) ?? (service.dora?.france_travail_orientable === true ? reachable(structure?.courriel) : null)

const durationOf = ({ nombre_semaines, volume_horaire_hebdomadaire }: Service): Orientation['service']['duree'] =>
  nombre_semaines == null && volume_horaire_hebdomadaire == null
    ? null
    : { heures: volume_horaire_hebdomadaire ?? null, semaines: nombre_semaines ?? null }

/** Nulls for what is not known, or when the service is no more. */
export const currentFacts = async (
  reader: Reader,
  seal: Seal,
  serviceId: string,
): Promise<{
  readonly courriel: string | null
  readonly adresse: string | null
  readonly duree: Orientation['service']['duree']
}> => {
  const scene = await serviceScene(reader, seal, serviceId)
  if (scene === null) return { courriel: null, adresse: null, duree: null }
  return { courriel: recipientOf(scene), adresse: filled(placeLine(scene)), duree: durationOf(scene.service) }
}
