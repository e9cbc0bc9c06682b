import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** What a moderator does of a sheet. */

type Statut = 'NEED_INITIAL_MODERATION' | 'NEED_NEW_MODERATION' | 'IN_PROGRESS' | 'VALIDATED'

export const statut: Readonly<Record<Statut, string>> = {
  NEED_INITIAL_MODERATION: 'À modérer',
  NEED_NEW_MODERATION: 'À remodérer',
  IN_PROGRESS: 'En cours de modération',
  VALIDATED: 'Validé',
}
/** Never moderated: what came from elsewhere. */
export const noStatut = 'Sans statut de modération'

export const acts = {
  bar: 'Gestes',
  cancel: 'Annuler',
  undo: 'Annuler',
  undoFor: (done: string, seconds: number) => `${done} (${seconds}\u00a0s)`,
  undone: (name: string) => fr(`Annulé : ${name}.`),
  tooLate: 'Trop tard pour annuler\u202f: c’est déjà parti.',
  nothingToUndo: 'Rien à annuler.',
  later: (done: string) => `${done}. Gardé sur ce poste, partira au retour de la connexion.`,
  notAllowed: (act: string) => fr(`« ${act} » n’est pas possible ici.`),
  more: 'Autres gestes',
  next: 'Dossier suivant',
  previous: 'Dossier précédent',
} as const

export const status = {
  act: {
    VALIDATED: 'Valider',
    IN_PROGRESS: 'En cours',
    NEED_NEW_MODERATION: 'À remodérer',
    NEED_INITIAL_MODERATION: 'À modérer',
  } satisfies Record<Statut, string>,
  done: {
    VALIDATED: (name: string) => fr(`Validé : ${name}`),
    IN_PROGRESS: (name: string) => fr(`En cours : ${name}`),
    NEED_NEW_MODERATION: (name: string) => fr(`À remodérer : ${name}`),
    NEED_INITIAL_MODERATION: (name: string) => fr(`À modérer : ${name}`),
  } satisfies Record<Statut, (name: string) => string>,
} as const

export const note = {
  act: 'Noter',
  title: (name: string) => fr(`Noter sur « ${name} »`),
  field: 'Note',
  help: 'Lue par ceux qui modèrent, jamais par la structure.',
  needed: 'Écrivez une note.',
  statut: 'Statut',
  keep: 'Ne pas changer le statut',
  confirm: 'Enregistrer la note',
  done: (name: string) => fr(`Note ajoutée : ${name}`),
} as const

export const take = {
  take: 'Prendre',
  leave: 'Laisser',
  taken: 'Pris\u202f: les autres le voient, pendant un quart d’heure.',
  left: 'Laissé\u202f: d’autres peuvent le prendre.',
  anyway: 'Prendre quand même',
  heldBy: (name: string) => fr(`${name} a pris ce dossier : prenez-le d’abord, s’il le faut.`),
  entrust: 'Confier…',
  entrustTitle: (name: string) => fr(`Confier « ${name} »`),
  entrustHelp: 'Le dossier reste à cette personne jusqu’à ce qu’elle le traite ou le laisse.',
  whom: 'À qui',
  failed: 'La liste des personnes n’a pas pu être lue',
  loading: 'Lecture des personnes',
  nobody: 'Personne d’autre ne peut modérer cette fiche.',
  needed: 'Choisissez une personne.',
  confirm: 'Confier',
  entrusted: (name: string) => `Confié à ${name}.`,
} as const

export const obsolete = {
  act: 'Rendre obsolète',
  back: 'Réactiver',
  title: (name: string) => fr(`Rendre « ${name} » obsolète ?`),
  help: fr('La structure et ses services ne sont plus montrés à personne. Elle peut être réactivée plus tard.'),
  backTitle: (name: string) => fr(`Réactiver « ${name} » ?`),
  backHelp: 'La structure et ses services publiés sont de nouveau montrés.',
  note: 'Note (facultatif)',
  done: (name: string) => fr(`Rendu obsolète : ${name}`),
  backDone: (name: string) => fr(`Réactivé : ${name}`),
} as const

export const heldActs = {
  approve: 'Approuver les demandes',
  approveShort: 'Approuver',
  rejectShort: 'Rejeter',
  reject: 'Rejeter les demandes',
  approved: (name: string, count: number) => fr(`${count > 1 ? `${count} demandes approuvées` : 'Demande approuvée'} : ${name}`),
  rejected: (name: string) => fr(`Demandes rejetées : ${name}`),
  rejectTitle: (name: string) => fr(`Rejeter « ${name} » ?`),
  rejectText: (count: number) =>
    `${count > 1 ? `Ses ${count} demandes ne partiront pas, et leurs fichiers seront supprimés` : 'Sa demande ne partira pas, et ses fichiers seront supprimés'}. Les comptes de ses membres seront fermés. Vous avez dix secondes pour annuler, ensuite cela ne se défait pas ici.`,
  reason: 'Motif du rejet',
  reasonHelp: 'Obligatoire. Il est gardé au journal et écrit aux membres de la structure.',
  reasonNeeded: 'Écrivez le motif.',
  rejectConfirm: 'Rejeter et fermer les comptes',
} as const

export const contact = {
  act: 'Écrire',
  actLong: 'Écrire aux administrateurs',
  title: (count: number) => `Écrire à ${plural(count, 'administrateur', 'administrateurs')}`,
  to: (names: string) => `À\u202f: ${names}`,
  help: 'Un courriel par personne, de votre part\u202f: les réponses vous arrivent directement.',
  subject: 'Objet',
  subjectNeeded: 'Écrivez un objet.',
  message: 'Message',
  messageNeeded: 'Écrivez un message.',
  confirm: 'Envoyer',
  done: (name: string) => fr(`Message aux administrateurs : ${name}`),
  nobody: 'Aucun administrateur actif à qui écrire. Les coordonnées de la fiche sont plus bas.',
} as const

export const address = {
  act: 'C’est vérifié',
  actOf: (courriel: string) => `C’est vérifié\u202f: ${courriel}`,
  done: (courriel: string) => `Adresse ${courriel} vérifiée`,
} as const

export const invite = {
  act: 'Inviter un administrateur',
  title: (name: string) => fr(`Inviter le premier administrateur de « ${name} »`),
  noSiret: 'Cette fiche n’a pas de SIRET\u202f: ajoutez-le d’abord, en la modifiant.',
} as const

export const edit = { act: 'Modifier la fiche' } as const

export const pair = {
  title: 'Deux fiches qui n’en font peut-être qu’une',
  compare: 'Comparer et décider',
  since: (date: string) => `Repéré le ${date}.`,
  other: 'L’autre fiche',
  gone: 'Cette paire n’est plus dans la file\u202f: quelqu’un l’a décidée.',
  help: 'Elles se comparent champ par champ dans la section Doublons, où une fusion se défait.',
} as const
