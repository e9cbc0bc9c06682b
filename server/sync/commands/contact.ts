import type { Service } from '#shared/catalogue/record.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Reader, Writer } from '#server/store/types.ts'
import { docOf, putSealed } from '../rows.ts'
import type { Seal } from '../seal.ts'

/**
 * Contacts kept for professionals (dora-backend.md §5.3). The public row of a service never holds one: it is put aside, sealed, in
 * a row that is in no feed. So nothing that is made of public rows (answers, feeds, snapshots, exports) can tell it, whoever
 * writes that code. DORA masks its sheets only, and tells the contact in its lists: not done here.
 */

export type HiddenContact = { readonly nom?: string; readonly telephone?: string; readonly courriel?: string }

export const contactKey = (serviceId: string) => ({ kind: 'contact', id: serviceId })

const filled = (value: unknown): string | undefined => (typeof value === 'string' && value.trim() !== '' ? value : undefined)

/** Said to be private. A service of another source that says nothing of it was published with its contact. */
const isHidden = ({ dora }: Service): boolean => dora?.is_contact_info_public === false

/** A service as it is written, parted in what everyone reads and what professionals do; null when nothing is hidden. */
export const splitContact = (doc: Doc): { readonly visible: Doc; readonly contact: HiddenContact | null } => {
  const service = doc as unknown as Service
  const { contact_masque: _mark, ...block } = service.dora ?? {}
  const whole: Doc = service.dora === undefined ? doc : { ...doc, dora: block as never }
  if (!isHidden(service)) return { visible: whole, contact: null }
  const [nom, telephone, courriel] = [filled(service.dora?.contact_name), filled(service.telephone), filled(service.courriel)]
  const contact: HiddenContact = {
    ...(nom === undefined ? {} : { nom }),
    ...(telephone === undefined ? {} : { telephone }),
    ...(courriel === undefined ? {} : { courriel }),
  }
  const channels = Object.keys(contact)
  const { contact_name: _name, ...visibleBlock } = block
  const { telephone: _phone, courriel: _mail, ...rest } = whole
  return {
    visible: { ...rest, dora: { ...visibleBlock, ...(channels.length === 0 ? {} : { contact_masque: channels }) } as never },
    contact: channels.length === 0 ? null : contact,
  }
}

/** The service whole again, for those who may write it. */
export const joinContact = (visible: Doc, contact: HiddenContact | null): Doc => {
  const service = visible as unknown as Service
  if (service.dora?.contact_masque === undefined) return visible
  const { contact_masque: _mark, ...block } = service.dora
  return {
    ...visible,
    ...(contact?.telephone === undefined ? {} : { telephone: contact.telephone }),
    ...(contact?.courriel === undefined ? {} : { courriel: contact.courriel }),
    dora: { ...block, ...(contact?.nom === undefined ? {} : { contact_name: contact.nom }) } as never,
  }
}

export const contactOf = async (reader: Reader, seal: Seal, serviceId: string): Promise<HiddenContact | null> =>
  docOf(seal, await reader.entity(contactKey(serviceId))) as HiddenContact | null

/** The same, as the store has it. */
export const withContact = async (reader: Reader, seal: Seal, visible: Doc): Promise<Doc> =>
  joinContact(visible, await contactOf(reader, seal, String(visible['id'])))

/** Stages what is hidden of a service, or that nothing is any more. */
export const putContact = async (writer: Writer, seal: Seal, serviceId: string, contact: HiddenContact | null): Promise<void> => {
  const key = contactKey(serviceId)
  if (contact === null) {
    await writer.remove(key)
    return
  }
  await putSealed(writer, seal, key, { doc: contact as Doc, scopes: [], current: await writer.entity(key) })
}
