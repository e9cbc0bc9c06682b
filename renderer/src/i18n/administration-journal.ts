import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The audit log, for the team. */

/** Beginnings of actions, with what they are about. */
export const ACTIONS = {
  compte: 'Comptes',
  connexion: 'Connexions refusées',
  session: 'Sessions',
  cgu: 'Conditions acceptées',
  consentement: 'Consentements',
  personne: 'Personnes recherchées',
  rattachement: 'Membres',
  invitation: 'Invitations',
  rappel: 'Rappels',
  structure: 'Structures',
  moderation: 'Modération',
  orientation: 'Demandes retenues',
  doublon: 'Doublons',
  deploiement: 'Déploiement',
  'regle-source': 'Règles des sources',
  fonctions: 'Fonctions par territoire',
  referentiel: 'Référentiels',
  kit: 'Kits de territoire',
  tache: 'Tâches',
  courrier: 'Courrier',
  journal: 'Journal',
} as const

const KINDS: Readonly<Record<string, string>> = {
  compte: 'Compte',
  structure: 'Structure',
  service: 'Service',
  rattachement: 'Membre',
  session: 'Connexion',
  personne: 'Personne recherchée',
  departement: 'Département',
  regle: 'Règle',
  tache: 'Tâche',
  courrier: 'Courrier',
  journal: 'Journal',
  referentiel: 'Référentiel',
  kit: 'Kit de territoire',
}

const number = (n: number): string => `n°\u00a0${formatCount(n)}`

export const journal = {
  title: 'Journal',
  intro:
    'Qui a fait quoi, dans l’ordre. Chaque entrée porte l’empreinte de la précédente\u202f: une entrée changée ou ôtée se voit.',
  failed: 'Le journal n’a pas pu être lu',
  table: 'Entrées du journal',
  verify: 'Vérifier la chaîne',
  verifying: 'Vérification…',
  intact: (count: number) => fr(`Vérifié : ${plural(count, 'entrée', 'entrées')}, intact.`),
  intactText: (end: string) => `Empreinte de fin\u202f: ${end.slice(0, 16)}…, à comparer à celle du journal technique.`,
  brokenAt: (at: number) => fr(`La chaîne est rompue à l’entrée ${number(at)}`),
  brokenText: fr(
    'Cette entrée n’est pas celle que la chaîne annonce : elle a été changée, ôtée ou ajoutée. Gardez la base telle quelle, et comparez-la à une sauvegarde.',
  ),
  verifyFailed: 'La chaîne n’a pas pu être vérifiée',
  action: 'Sujet',
  anyAction: 'Tous les sujets',
  object: 'Objet',
  objectHint: 'Identifiant exact',
  day: 'Jour',
  clear: 'Effacer les filtres',
  export: 'Exporter en CSV',
  exporting: 'Export…',
  exported: (count: number) => fr(`${plural(count, 'entrée exportée', 'entrées exportées')}. L’export est inscrit au journal.`),
  exportFailed: 'L’export n’a pas pu être fait',
  columns: { n: 'N°', quand: 'Quand', action: 'Action', qui: 'Qui', objet: 'Objet', details: 'Détails' },
  system: 'Le serveur',
  someone: (id: string) => `Compte ${id.slice(0, 8)}`,
  kindOf: (kind: string) => KINDS[kind] ?? kind,
  legal: 'À montrer au délégué à la protection des données',
  legalShort: 'Légal',
  none: 'Rien n’est encore écrit au journal',
  noneText: 'La première entrée viendra avec le premier acte de l’équipe ou d’un compte.',
  empty: 'Aucune entrée ne correspond',
  emptyText: 'Le journal est entier\u202f: vos filtres n’en laissent voir aucune.',
  more: 'Voir la suite',
  moreFar: 'Chercher plus loin',
  count: (count: number, all: number) => `${plural(count, 'entrée lue', 'entrées lues')} sur ${formatCount(all)}`,
  yes: 'oui',
  no: 'non',
} as const
