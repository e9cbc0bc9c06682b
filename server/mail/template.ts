import { z } from 'zod'
import { lien, name } from './template-fields.ts'
import { ORIENTATION_TEMPLATES } from './template-orientation.ts'

/** What an e-mail is about: kept in the queue as this, written out only when it is sent. */

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
  /** To the administrators of the parent, who are the branch's too. */
  z.object({ kind: z.literal('antenne-creee'), structure: name, antenne: name, lien }),
  z.object({ kind: z.literal('acces-accorde'), structure: name, lien }),
  z.object({ kind: z.literal('acces-refuse'), structure: name }),

  /** To whoever keeps a listing, then to the one who said that it is wrong. `champ`: its label. */
  z.object({ kind: z.literal('suggestion-recue'), fiche: name, champ: name.nullable(), lien }),
  z.object({ kind: z.literal('suggestion-reponse'), fiche: name, acceptee: z.boolean(), texte: z.string(), lien }),

  z.object({ kind: z.literal('sans-structure-rappel'), lien }),
  z.object({ kind: z.literal('sans-structure-dernier'), lien, suppressionLe: instant }),
  z.object({ kind: z.literal('compte-inactif'), lien, suppressionLe: instant }),
  z.object({ kind: z.literal('compte-supprime'), motif: z.enum(REMOVALS) }),

  // Reminders of listings (dora-backend.md §7.4). `arret`: where the person says, without an account, that they want no more of them.
  /** To the structure's own address; `lien` leads to joining it. */
  z.object({ kind: z.literal('structure-orpheline'), structure: name, lien, arret: lien }),
  /** To its administrators. */
  z.object({ kind: z.literal('premier-service'), structure: name, lien, arret: lien }),
  /** To who keeps them. `lien` of a service says without an account that it is right; `tout` says so of them all, and is null for none. */
  z.object({
    kind: z.literal('offre-a-jour'),
    brouillons: z.array(z.object({ nom: name, structure: name, creeLe: z.iso.date().nullable() })),
    services: z.array(z.object({ nom: name, structure: name, surLe: z.iso.date(), lien })),
    /** Left out of the lists. */
    autres: z.int().min(0),
    tout: lien.nullable(),
    bureau: lien,
    arret: lien,
  }),
  /** To who said it last. `etat`: in words. */
  z.object({
    kind: z.literal('disponibilite-expire'),
    structure: name,
    services: z.array(z.object({ nom: name, etat: name, jusquAu: z.iso.date(), lien })),
    lien,
    arret: lien,
  }),
  /** What changed in what somebody's kept searches find. `champs`: in French; `autres`: changes left out of the lists. */
  z.object({
    kind: z.literal('recherches'),
    recherches: z.array(
      z.object({
        nom: name,
        criteres: z.array(name),
        nouveaux: z.array(z.object({ nom: name, structure: name, lien })),
        modifies: z.array(z.object({ nom: name, structure: name, champs: z.array(z.string()), lien })),
        disparus: z.array(z.object({ nom: name, structure: name })),
        autres: z.int().min(0),
      }),
    ),
    lien,
    arret: lien,
  }),
  /** A renewal was presented twice: the session of the desk `poste` was ended at `le`. */
  z.object({ kind: z.literal('session-suspecte'), poste: name, le: z.iso.datetime() }),

  /** To the administrators of a structure, from who moderates it: `par`, to whom answers go. */
  z.object({ kind: z.literal('moderation-message'), structure: name, par: name, objet: name, message: z.string() }),

  ...ORIENTATION_TEMPLATES,
])
export type MailTemplate = z.infer<typeof MailTemplate>

export type MailKind = MailTemplate['kind']
export type MailOf<K extends MailKind> = Extract<MailTemplate, { readonly kind: K }>

/** How long a sign-in link is good for; it is not sent later than that. */
export const LINK_MS = 5 * 60_000
