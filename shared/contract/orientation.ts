import { z } from 'zod'
import { Checks } from '../orientation/checks.ts'
import { DraftView } from '../orientation/draft.ts'
import { ETATS, GESTES, type Geste, ISSUES } from '../orientation/life.ts'
import { Contournement, Envoi, Piece, Reception } from '../orientation/model.ts'
import { procedure } from '../rpc.ts'
import { Card } from '../search/result.ts'

/** Requests sent and received, their answers, and what silence leads to. */

const id = z.uuid()
export const Sens = z.enum(['envoi', 'reception'])
export type Sens = z.infer<typeof Sens>
const key = z.object({ sens: Sens, id })
const instant = z.string()
const day = z.iso.date()
const gestes = z.enum(Object.keys(GESTES) as [Geste, ...Geste[]])

/** A request as a list shows it. */
export const OrientationLine = z.object({
  sens: Sens,
  id,
  /** Short, to say aloud. */
  numero: z.string(),
  /** « Prénom Nom »; '' once anonymised. */
  personne: z.string(),
  serviceId: z.string(),
  serviceNom: z.string(),
  /** This side: the structure that sent it, or the one that received it; '' when its service names none. */
  structure_id: z.string(),
  /** The other side: the structure asked, or the one that asks. */
  structureNom: z.string(),
  /** Who sent it. */
  prescripteur: z.string(),
  /** Received: the member who takes care of it; '' for nobody. */
  suivi_par: z.string(),
  /** Mine to follow: I sent it, or it was handed to me. */
  a_moi: z.boolean(),
  etat: z.enum(ETATS),
  issue: z.enum(ISSUES).nullable(),
  cree_le: instant,
  /** Last thing that happened. */
  bouge_le: instant,
  lue: z.boolean(),
  tour: z.enum(['structure', 'prescripteur', 'moderation', 'personne']).nullable(),
  echeance: z.object({ quoi: z.enum(['reponse-attendue', 'rappel', 'expiration', 'pas-avant']), le: instant }).nullable(),
  retard: z.boolean(),
  /** A plan B can be proposed: late, refused or expired, and no other request was sent in its place. */
  plan_b: z.boolean(),
  /**
   * What this desk has done that the server does not know yet. `pieces`: files are on their way. `refuse`: the server refused it;
   * what was typed is kept.
   */
  envoi: z.enum(['a-jour', 'attente', 'pieces', 'refuse']),
  /** No notice of the desk about it. */
  muette: z.boolean(),
})
export type OrientationLine = z.infer<typeof OrientationLine>

export const OrientationView = z.object({
  line: OrientationLine,
  /** Null on the other side. */
  envoyee: Envoi.nullable(),
  recue: Reception.nullable(),
  /** What may be done now, in the order of the screens. */
  gestes: z.array(gestes),
  /** Instant before which the structure is not to be reminded again; null when it may, or never. */
  relance_des: instant.nullable(),
  /** Days until which things are kept: the files, then the person. Null: no such thing left, or not closed yet. */
  pieces_jusqu_au: instant.nullable(),
  anonyme_des: instant,
  /**
   * Why the server refused the last thing done here, in French; null when it did not. `creation`: it refused the request itself, and
   * knows nothing of it.
   */
  refus: z.object({ mut_id: z.string(), message: z.string(), creation: z.boolean() }).nullable(),
})
export type OrientationView = z.infer<typeof OrientationView>

const message = z.string().trim().min(1).max(1_000)
const of = <G extends Geste, S extends z.ZodRawShape>(geste: G, sens: z.infer<typeof Sens>, shape: S) =>
  z.object({ geste: z.literal(geste), sens: z.literal(sens), id, ...shape })

/** An act of a person, kept here and sent when it can be. */
export const OrientationAct = z.union([
  of('lire', 'reception', {}),
  of('accuser', 'reception', {}),
  of('reporter', 'reception', { pas_avant: day, message: z.string().trim().max(1_000) }),
  /** `message_personne`: null when the person has no e-mail. */
  of('accepter', 'reception', { message, message_personne: message.nullable() }),
  of('refuser', 'reception', { motifs: z.array(z.string().max(60)).min(1).max(20), message }),
  of('ecrire-beneficiaire', 'reception', { message, copies: z.array(z.enum(['prescripteur', 'referent'])).max(2) }),
  of('ecrire-prescripteur', 'reception', { message, copies: z.array(z.enum(['beneficiaire', 'referent'])).max(2) }),
  of('constater', 'reception', { issue: z.enum(ISSUES) }),
  of('confier', 'reception', { a: z.string().min(1).max(100).nullable() }),
  of('relancer', 'envoi', { message: z.string().trim().max(1_000) }),
  of('annuler', 'envoi', { message: z.string().trim().max(1_000) }),
  of('constater', 'envoi', { issue: z.enum(ISSUES) }),
  of('confier', 'envoi', { a: z.string().min(1).max(100) }),
])
export type OrientationAct = z.infer<typeof OrientationAct>

export const PlanB = z.object({
  /** Why: late, refused, expired; in a sentence. */
  raison: z.string(),
  options: z.array(
    z.object({
      card: Card,
      /** « À 3 km », « Répond en général en 4 jours »… */
      pourquoi: z.array(z.string()),
      checks: Checks,
    }),
  ),
  /** Data that this desk no longer has and that must be typed again: « Numéro France Travail », « Pièces jointes ». */
  manques: z.array(z.string()),
})
export type PlanB = z.infer<typeof PlanB>

/** Everything that this desk and what the server tells it hold on a person. */
export const PersonHeld = z.object({
  personne: z.string(),
  lignes: z.array(
    z.object({
      ou: z.enum(['dossier', 'brouillon', 'envoi', 'reception']),
      id: z.string(),
      service: z.string(),
      structure: z.string(),
      le: instant,
      /** Labels of what is kept: « Téléphone », « Motif »… */
      champs: z.array(z.string()),
      pieces: z.array(z.string()),
      /** Who reads it, in words. */
      lu_par: z.array(z.string()),
      courriers: z.array(z.string()),
      /** When each thing goes, in words. */
      jusqu_a: z.array(z.string()),
    }),
  ),
})
export type PersonHeld = z.infer<typeof PersonHeld>

export const AnswerTemplate = z.object({
  id: z.string(),
  nom: z.string().trim().min(1).max(80),
  geste: z.enum(['accepter', 'refuser', 'ecrire-beneficiaire', 'ecrire-prescripteur']),
  texte: z.string().trim().min(1).max(1_000),
})
export type AnswerTemplate = z.infer<typeof AnswerTemplate>

/** A table ready to save. */
const file = z.object({ nom: z.string(), type: z.string(), base64: z.string() })

export const orientationContract = {
  procedures: {
    /** Every request of this account, newest first, and whether the account may send (`sans_structure`: signed in, member of nothing). */
    'orientations.list': procedure(
      z.void(),
      z.object({
        lignes: z.array(OrientationLine),
        compte: z.enum(['aucun', 'sans-structure', 'pret']),
        /** There, and not readable here (damaged, or written by a newer server): said, never hidden. */
        illisibles: z.number().int(),
      }),
    ),
    'orientations.counts': procedure(
      z.void(),
      z.object({ a_traiter: z.number().int(), en_retard: z.number().int(), a_constater: z.number().int() }),
    ),
    'orientations.get': procedure(key, OrientationView),
    /** What stands in the way of sending this draft, and what may be overridden with a reason. */
    'orientations.checks': procedure(z.object({ draftId: z.string() }), Checks),
    /**
     * Keeps the request here and sends it when it can be; the draft leaves the list. Fails with `compte-non-connecte`,
     * `orientation-sans-structure`, `orientation-incomplete` (something blocks, or no reason was given), nothing being lost.
     */
    'orientations.send': procedure(
      z.object({ draftId: z.string(), structureId: z.string(), contournements: z.array(Contournement) }),
      z.object({ id, retenue: z.boolean() }),
    ),
    /** The server refused it: the draft comes back as it was. */
    'orientations.resume': procedure(z.object({ id }), z.object({ draftId: z.string() })),
    /** Fails with `orientation-geste` when its state does not allow it any more. */
    'orientations.act': procedure(OrientationAct, z.void()),
    'orientations.planB': procedure(z.object({ id }), PlanB),
    /** A draft for that service, with the same person and files, ready to be sent when nothing is missing. */
    'orientations.planBDraft': procedure(z.object({ id, serviceId: z.string() }), z.object({ draftId: z.string() })),
    /** Reads a file from the server. Fails with `compte-hors-ligne`, `piece-introuvable`. */
    'orientations.piece': procedure(key.extend({ piece: Piece.shape.id }), file),
    /** Who one may hand it to: members of the same structure, oneself left out. Asks the server. */
    'orientations.colleagues': procedure(key, z.array(z.object({ user_id: z.string(), nom: z.string() }))),
    /** These lines, in this order, as a table (dora-screens.md §4.6). */
    'orientations.export': procedure(
      z.object({ sens: Sens, ids: z.array(id).max(20_000), format: z.enum(['csv', 'xlsx']) }),
      file,
    ),
    'orientations.person': procedure(key, PersonHeld),
    'orientations.mute': procedure(key.extend({ muette: z.boolean() }), z.void()),
    'orientations.templates': procedure(z.void(), z.array(AnswerTemplate)),
    'orientations.saveTemplate': procedure(AnswerTemplate.extend({ id: z.string().nullable() }), AnswerTemplate),
    'orientations.removeTemplate': procedure(z.object({ id: z.string() }), z.void()),
    /** A draft prefilled by a signed token of Les Emplois, whose fields are locked. Asks the server. */
    'orientations.fromEmplois': procedure(
      z.object({ serviceId: z.string(), jeton: z.string().max(4_000) }),
      DraftView.pick({ id: true }),
    ),
  },
  events: {
    'orientations.changed': z.object({}),
    /** For a host that has no notices of its own: nothing of a person in it. */
    'orientations.notice': z.object({ titre: z.string(), corps: z.string(), sens: Sens.nullable() }),
    /** A notice of the system was clicked, and the window is before the person: that list is what they asked for. Null: both. */
    'orientations.noticeFollowed': z.object({ sens: Sens.nullable() }),
  },
} as const
