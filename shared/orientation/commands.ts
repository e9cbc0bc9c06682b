import { z } from 'zod'
import type { OrientationAct } from '../contract/orientation.ts'
import { ISSUES } from './life.ts'
import { ENVOI, NouvelleDemande, RECEPTION } from './model.ts'

/** What a desk sends of requests: `<kind>.<command>` of the exchanges, and the patch of each. The page of the link runs the same. */

const message = z.string().trim().min(1).max(1_000)
const optional = z.string().trim().max(1_000)
const copies = z.array(z.enum(['prescripteur', 'referent', 'beneficiaire'])).max(3)

export const ENVOI_PATCHES = {
  create: NouvelleDemande,
  nudge: z.object({ message: optional }),
  cancel: z.object({ message: optional }),
  outcome: z.object({ issue: z.enum(ISSUES) }),
  /** The member it is handed to. */
  handover: z.object({ a: z.string().min(1).max(100) }),
} as const

export const RECEPTION_PATCHES = {
  read: z.object({}),
  acknowledge: z.object({}),
  postpone: z.object({ pas_avant: z.iso.date(), message: optional }),
  accept: z.object({ message, message_personne: message.nullable() }),
  refuse: z.object({ motifs: z.array(z.string().min(1).max(60)).min(1).max(20), message }),
  write: z.object({ a: z.enum(['beneficiaire', 'prescripteur']), message, copies }),
  outcome: ENVOI_PATCHES.outcome,
  /** Null: nobody's any more. */
  handover: z.object({ a: z.string().min(1).max(100).nullable() }),
} as const

export type EnvoiCommand = keyof typeof ENVOI_PATCHES
export type ReceptionCommand = keyof typeof RECEPTION_PATCHES
export type EnvoiPatch<C extends EnvoiCommand> = z.output<(typeof ENVOI_PATCHES)[C]>
export type ReceptionPatch<C extends ReceptionCommand> = z.output<(typeof RECEPTION_PATCHES)[C]>

export type Ordered = {
  readonly type: string
  readonly key: { readonly kind: string; readonly id: string }
  readonly patch: object
}

/** The change of the exchanges that an act of a person makes. */
export const orderOf = (act: OrientationAct): Ordered => {
  const order = (command: string, patch: object): Ordered => {
    const kind = act.sens === 'envoi' ? ENVOI : RECEPTION
    return { type: `${kind}.${command}`, key: { kind, id: act.id }, patch }
  }
  switch (act.geste) {
    case 'lire':
      return order('read', {})
    case 'accuser':
      return order('acknowledge', {})
    case 'reporter':
      return order('postpone', { pas_avant: act.pas_avant, message: act.message })
    case 'accepter':
      return order('accept', { message: act.message, message_personne: act.message_personne })
    case 'refuser':
      return order('refuse', { motifs: act.motifs, message: act.message })
    case 'ecrire-beneficiaire':
      return order('write', { a: 'beneficiaire', message: act.message, copies: act.copies })
    case 'ecrire-prescripteur':
      return order('write', { a: 'prescripteur', message: act.message, copies: act.copies })
    case 'constater':
      return order('outcome', { issue: act.issue })
    case 'confier':
      return order('handover', { a: act.a })
    case 'relancer':
      return order('nudge', { message: act.message })
    case 'annuler':
      return order('cancel', { message: act.message })
  }
}
