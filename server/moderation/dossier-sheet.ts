import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { type Action, type Actor, may, type Target } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { AccountRefusal, allow, Forbidden } from '../accounts/refusal.ts'
import { structureOf } from '../accounts/structures.ts'
import type { Entity, Reader } from '../store/types.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import { contactKey, withContact } from '../sync/commands/contact.ts'
import { targetOfStructure } from '../sync/commands/rights.ts'
import type { Seal } from '../sync/seal.ts'

/** The sheet that a dossier is about, as the server has it. */

export type Sheet = {
  readonly cible: Cible
  /** Deep, the contact kept for professionals included. */
  readonly doc: Doc
  /** The same without it, as everyone reads it. */
  readonly visible: Doc
  /** Itself, or the structure of a service; null for a service of none. */
  readonly structure: Structure | null
  readonly target: Target
  /** Grows with each change of what is above: a service’s contact is a row of its own, whose version is added. */
  readonly ver: number
  /** Of the contact alone. */
  readonly contactVer: number
}

/** Null for one that is not there. */
export const sheetOf = async (reader: Reader, seal: Seal, cible: Cible): Promise<Sheet | null> => {
  const entity: Entity | null = await reader.entity(cible)
  const visible = recordOf(entity)
  if (entity === null || visible === null) return null
  if (cible.kind === 'structure') {
    const structure = visible as unknown as Structure
    const { ver } = entity
    return { cible, doc: visible, visible, structure, target: targetOfStructure(visible), ver, contactVer: 0 }
  }
  const { structure_id } = visible as unknown as Service
  const structure = structure_id === null ? null : await structureOf(reader, structure_id)
  const contactVer = (await reader.entity(contactKey(cible.id)))?.ver ?? 0
  return {
    cible,
    doc: await withContact(reader, seal, visible),
    visible,
    structure,
    target: structure === null ? null : targetOfStructure(structure as unknown as Doc),
    ver: entity.ver + contactVer,
    contactVer,
  }
}

export type Statut = NonNullable<NonNullable<Structure['dora']>['moderation_status']>
export const statusOfSheet = ({ visible }: Pick<Sheet, 'visible'>): Statut | null =>
  (visible as unknown as Structure | Service).dora?.moderation_status ?? null

const ACTION = { structure: 'structure.moderer', service: 'service.moderer' } as const satisfies Record<Cible['kind'], Action>
const UNKNOWN = { structure: 'structure-inconnue', service: 'service-inconnu' } as const

export const mayModerate = (actor: Actor, { cible, target }: Pick<Sheet, 'cible' | 'target'>): boolean =>
  may(actor, ACTION[cible.kind], target)

/** The sheet, for somebody who moderates it. Rejects with Forbidden, AccountRefusal `structure-inconnue`, `service-inconnu`. */
export const moderatedSheet = async (reader: Reader, seal: Seal, actor: Actor, cible: Cible): Promise<Sheet> => {
  allow(actor, 'moderation.voir')
  const sheet = await sheetOf(reader, seal, cible)
  if (sheet === null) throw new AccountRefusal(UNKNOWN[cible.kind])
  if (!mayModerate(actor, sheet)) throw new Forbidden()
  return sheet
}
