import type { Service, Structure } from '#shared/catalogue/record.ts'
import { isContactField } from '#shared/listing/contact-fields.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { publicPath } from '#shared/listing/public-link.ts'
import { statusOf } from '#shared/listing/status.ts'
import type { StructureRows } from '#shared/listing/wire.ts'
import { may } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf } from '../accounts/memberships.ts'
import { AccountRefusal, allow } from '../accounts/refusal.ts'
import { structureOf } from '../accounts/structures.ts'
import type { Reader, User } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { contactOf } from '../sync/commands/contact.ts'
import { targetOfStructure } from '../sync/commands/rights.ts'
import type { Seal } from '../sync/seal.ts'
import { modelsFor } from './models.ts'
import { suggestionsOfStructure } from './suggestions.ts'
import { viewsOf } from './views.ts'

const VIEW_DAYS = 30

/**
 * What whoever may write the services of a structure needs beside the rows that everyone has: drafts, contacts, models, views.
 * Rejects with Forbidden, AccountRefusal `structure-inconnue`.
 */
export const structureRows = (
  { store, seal, now }: Pick<AccountParts, 'store' | 'seal' | 'now'>,
  user: User,
  structureId: string,
  publicUrl: string,
): Promise<StructureRows> =>
  store.read(async (reader) => {
    const structure = await structureOf(reader, structureId)
    if (structure === null) throw new AccountRefusal('structure-inconnue')
    const actor = await actorOf(reader, seal, user)
    const target = targetOfStructure(structure as unknown as Doc)
    allow(actor, 'service.ecrire', target)
    const rows = await rowsOf(reader, seal, structure, publicUrl, parisDay(now()))
    return may(actor, 'service.voir-contact', target) ? rows : withoutContacts(rows)
  })

/** For a gestionnaire who belongs nowhere: they write around contacts kept for professionals (dora-backend.md §5.3). */
const withoutContacts = (rows: StructureRows): StructureRows => ({
  ...rows,
  contacts: {},
  suggestions: rows.suggestions.filter(
    ({ cible, champ }) => cible.kind !== 'service' || champ === null || !isContactField(champ),
  ),
})

const rowsOf = async (
  reader: Reader,
  seal: Seal,
  structure: Structure,
  publicUrl: string,
  today: string,
): Promise<StructureRows> => {
  const span = { from: addDays(today, 1 - VIEW_DAYS), to: today }
  const seen = async (kind: 'service' | 'structure', id: string): Promise<number> =>
    (await viewsOf(reader, seal, { kind, id, ...span })).reduce((sum, { vues }) => sum + vues, 0)

  const services: StructureRows['services'] = []
  const contacts: StructureRows['contacts'] = {}
  const vues: Record<string, number> = {}
  for (const entity of await reader.children('service', structure.id)) {
    const doc = recordOf(entity)
    if (doc === null) continue
    const service = doc as unknown as Service
    if (statusOf(service) !== 'PUBLISHED') services.push({ id: entity.id, ver: entity.ver, doc: doc as never })
    else vues[entity.id] = await seen('service', entity.id)
    if (service.dora?.contact_masque === undefined) continue
    const hidden = await contactOf(reader, seal, entity.id)
    contacts[entity.id] = {
      nom: hidden?.nom ?? null,
      telephone: hidden?.telephone ?? null,
      courriel: hidden?.courriel ?? null,
    }
  }
  const modeles = (await modelsFor(reader, structure)).flatMap((entity) => {
    const doc = recordOf(entity)
    return doc === null ? [] : [{ id: entity.id, ver: entity.ver, doc: doc as never }]
  })
  return {
    services,
    modeles,
    contacts,
    vues: { structure: await seen('structure', structure.id), services: vues },
    suggestions: await suggestionsOfStructure(reader, seal, structure.id),
    page: `${publicUrl}${publicPath('structure', structure.id)}`,
  }
}
