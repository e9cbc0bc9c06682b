import { z } from 'zod'

/** What an e-mail is about: kept in the queue as this, written out only when it is sent. */

const name = z.string()
const lien = z.url({ protocol: /^https?$/ }).max(2_048)
const instant = z.union([z.iso.datetime(), z.iso.date()])

/** Why an account is no more. */
const REMOVALS = ['demande', 'sans-structure', 'inactivite', 'invitation-sans-suite', 'equipe'] as const

export const MailTemplate = z.discriminatedUnion('kind', [
  /** Single use, good for LINK_MS. */
  z.object({ kind: z.literal('lien-connexion'), lien }),

  z.object({ kind: z.literal('invitation'), structure: name, invitePar: name, admin: z.boolean(), lien }),
  /** `jours`: since the invitation. */
  z.object({ kind: z.literal('invitation-rappel'), structure: name, lien, jours: z.int().min(1) }),
  /** These three to the administrators of the structure; `personne` is who was invited. */
  z.object({ kind: z.literal('invitation-sans-reponse'), structure: name, personne: name, lien }),
  z.object({ kind: z.literal('invitation-bientot-retiree'), structure: name, personne: name, lien }),
  z.object({ kind: z.literal('invitation-acceptee'), structure: name, personne: name }),

  /** These two to the administrators of the structure; `personne` is who asks. */
  z.object({ kind: z.literal('demande-acces'), structure: name, personne: name, lien }),
  z.object({ kind: z.literal('demande-rappel'), structure: name, personne: name, lien }),
  z.object({ kind: z.literal('acces-accorde'), structure: name, lien }),
  z.object({ kind: z.literal('acces-refuse'), structure: name }),

  z.object({ kind: z.literal('sans-structure-rappel'), lien }),
  z.object({ kind: z.literal('sans-structure-dernier'), lien, suppressionLe: instant }),
  z.object({ kind: z.literal('compte-inactif'), lien, suppressionLe: instant }),
  z.object({ kind: z.literal('compte-supprime'), motif: z.enum(REMOVALS) }),
  /** A renewal was presented twice: the session of the desk `poste` was ended at `le`. */
  z.object({ kind: z.literal('session-suspecte'), poste: name, le: z.iso.datetime() }),
])
export type MailTemplate = z.infer<typeof MailTemplate>

export type MailKind = MailTemplate['kind']
export type MailOf<K extends MailKind> = Extract<MailTemplate, { readonly kind: K }>

/** How long a sign-in link is good for; it is not sent later than that. */
export const LINK_MS = 5 * 60_000
