import type { ModerationStatus } from '../catalogue/record.ts'
import type { z } from 'zod'

/**
 * Where a structure stands, as territories speak of it: one state each, the first that holds in this order (dora-backend.md §1.3;
 * dora-screens.md §6.1, with a chip for the two states that DORA computes and does not show).
 */

export const ETATS_STRUCTURE = [
  'obsolete',
  'invitation-expiree',
  'sans-utilisateur',
  'administrateur-invite',
  'a-valider',
  'sans-service',
  'a-actualiser',
  'en-ordre',
] as const
export type EtatStructure = (typeof ETATS_STRUCTURE)[number]

/** What is known of a structure to say it. */
export type StructureFacts = {
  readonly obsolete: boolean
  /** Somebody was invited or promoted as administrator, once (`admin_already_invited`). */
  readonly deja_invitee: boolean
  /** Members, invitations and requests, whatever their role. */
  readonly personnes: number
  /** Members who are administrators, of a valid and active account. */
  readonly administrateurs: number
  /** Invitations as administrator that wait for an answer. */
  readonly administrateurs_invites: number
  readonly moderation: z.infer<typeof ModerationStatus> | null
  readonly typologie: string | null
  readonly services_publies: number
  readonly services_a_actualiser: number
}

/** Structures of these kinds are not asked for services (dora-backend.md §1.3, `awaiting_activation`). */
export const WITHOUT_SERVICES: ReadonlySet<string> = new Set(
  'ACI AI CAARUD CADA CCAS CHRS CHU CPH CSAPA EA EATT EI ETTI FT GEIQ HUDA OIL PJJ SPIP'.split(' '),
)

const needsModeration = (status: StructureFacts['moderation']): boolean => status !== null && status !== 'VALIDATED'

export const structureState = (facts: StructureFacts): EtatStructure => {
  if (facts.obsolete) return 'obsolete'
  if (facts.personnes === 0) return facts.deja_invitee ? 'invitation-expiree' : 'sans-utilisateur'
  if (facts.administrateurs === 0 && facts.administrateurs_invites > 0) return 'administrateur-invite'
  if (needsModeration(facts.moderation)) return 'a-valider'
  if (facts.services_publies === 0 && !WITHOUT_SERVICES.has(facts.typologie ?? '')) return 'sans-service'
  if (facts.services_a_actualiser > 0) return 'a-actualiser'
  return 'en-ordre'
}

/** What a state is called, what it means, and what to do of it: told on screen, in exports and in the presentation of a territory. */
export const ETAT_STRUCTURE_TEXT: Readonly<
  Record<EtatStructure, { readonly nom: string; readonly sens: string; readonly agir: string }>
> = {
  obsolete: {
    nom: 'Obsolète',
    sens: 'Désactivée\u202f: elle n’est plus montrée à personne.',
    agir: 'La réactiver si elle existe encore.',
  },
  'invitation-expiree': {
    nom: 'Invitation expirée',
    sens: 'Un administrateur avait été invité\u202f; il n’a pas répondu, et l’invitation a été retirée.',
    agir: 'Trouver un autre administrateur à inviter.',
  },
  'sans-utilisateur': {
    nom: 'Sans utilisateur',
    sens: 'Personne n’en est membre, n’y est invité, ni ne demande à la rejoindre.',
    agir: 'Appeler la structure, puis inviter son premier administrateur.',
  },
  'administrateur-invite': {
    nom: 'Administrateur invité',
    sens: 'Aucun administrateur actif, mais une invitation attend une réponse.',
    agir: 'Relancer la personne invitée.',
  },
  'a-valider': {
    nom: 'À valider',
    sens: 'Nouvelle, ou son premier administrateur vient de s’y rattacher\u202f: sa conformité est à vérifier.',
    agir: 'Vérifier la structure et ses administrateurs, puis valider.',
  },
  'sans-service': {
    nom: 'Sans service',
    sens: 'Administrée, mais sans service publié.',
    agir: 'Écrire aux administrateurs.',
  },
  'a-actualiser': {
    nom: 'Services à actualiser',
    sens: 'Au moins un service publié a dépassé sa périodicité de mise à jour.',
    agir: 'Écrire aux administrateurs, ou vérifier par téléphone.',
  },
  'en-ordre': { nom: 'En ordre', sens: 'Administrée, validée, et ses services sont à jour.', agir: 'Rien à faire.' },
}
