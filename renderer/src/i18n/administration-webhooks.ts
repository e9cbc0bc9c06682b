import type { EchecWebhook, EnvoiWebhook, Relecture } from '#shared/partners/webhook.ts'
import { formatCount, plural } from '../lib/format.ts'
import { span } from './administration.ts'
import { fr } from './fr.ts'

/** « Abonnements de partenaires », a part of the administration. */

const ECHECS: Readonly<Record<EchecWebhook, string>> = {
  statut: 'Le partenaire répond par une erreur',
  redirection: 'Le partenaire renvoie vers une autre adresse, qui n’est pas suivie',
  parti: 'Le partenaire n’en veut plus (410)',
  delai: 'Pas de réponse en dix secondes',
  coupe: 'La connexion a été coupée',
  injoignable: 'Rien ne répond à cette adresse',
  certificat: 'Le certificat de l’adresse n’est pas bon',
  'adresse-illisible': 'L’adresse ne se lit pas',
  'adresse-protocole': 'L’adresse n’est pas en https',
  'adresse-introuvable': 'Le nom de l’adresse n’existe pas',
  'adresse-privee': 'L’adresse mène à un réseau privé',
}

const RELECTURES: Readonly<Record<Relecture, string>> = {
  ouverture: 'début de l’abonnement',
  filtre: 'abonnement modifié',
  retard: 'trop de retard',
  historique: 'base du serveur remise',
}

export const webhooks = {
  title: 'Abonnements de partenaires',
  intro: fr(
    'Un partenaire abonné est prévenu quelques secondes après chaque changement de ce qui est ouvert : il reçoit des identifiants, puis lit les fiches par l’API.',
  ),
  failed: 'Les abonnements n’ont pas pu être lus',
  table: 'Tous les abonnements',
  empty: 'Aucun abonnement',
  emptyText: fr(
    'Demandez au partenaire l’adresse https où il veut recevoir les changements. La documentation pour son équipe technique : docs/webhooks.md.',
  ),
  unreadable: (count: number) =>
    fr(
      `${plural(count, 'abonnement ne se lit pas', 'abonnements ne se lisent pas')} : écrits avec une autre clé ou une version plus récente. Rien ne leur est envoyé.`,
    ),
  suspendedCount: (count: number) =>
    fr(
      `${plural(count, 'abonnement est suspendu', 'abonnements sont suspendus')} : plus rien ne part. Prévenez le partenaire, puis reprenez les envois.`,
    ),
  columns: { nom: 'Abonnement', quoi: 'Reçoit', etat: 'État', dernier: 'Dernier envoi', actes: 'Actes' },
  add: 'Nouvel abonnement',
  since: (when: string) => fr(`Créé ${when}`),

  fiches: { structure: 'Structures', service: 'Services' } as const,
  everywhere: 'Toute la France',
  everyTheme: 'Toutes thématiques',
  everySource: 'Toutes sources',
  themes: (count: number) => plural(count, 'thématique', 'thématiques'),
  sources: (count: number) => plural(count, 'source', 'sources'),

  on: 'Actif',
  off: 'En pause',
  failing: 'En échec',
  suspended: 'Suspendu',
  waiting: (count: number) => plural(count, 'changement attend', 'changements attendent'),
  failingSince: (when: string) => fr(`Rien n’arrive depuis ${when}`),
  retry: (when: string | null) => (when === null ? 'Prochain essai dans la minute' : `Prochain essai ${when}`),
  suspendedOn: (when: string, motif: 'echecs' | 'parti') =>
    motif === 'parti' ? fr(`Le partenaire a répondu qu’il n’en veut plus, ${when}`) : fr(`Trois jours sans arrivée, ${when}`),
  oldSecret: (when: string) => fr(`L’ancien secret sert encore jusqu’au ${when}`),
  never: 'Aucun envoi',
  why: (echec: EchecWebhook, statut: number | null) =>
    statut === null || echec === 'parti' ? ECHECS[echec] : fr(`${ECHECS[echec]} (${statut})`),
  whatOf: ({ type, motif, changements }: Pick<EnvoiWebhook, 'type' | 'motif' | 'changements'>) =>
    type === 'changements'
      ? plural(changements, 'changement', 'changements')
      : fr(`Tout relire${motif === null ? '' : ` : ${RELECTURES[motif]}`}`),
  arrived: 'Arrivé',
  notArrived: 'Non arrivé',
  tries: (count: number) => plural(count, 'essai', 'essais'),

  try: 'Envoyer un essai',
  tryOf: (name: string) => fr(`Envoyer un essai : ${name}`),
  tried: (ms: number, statut: number | null) => fr(`Essai reçu en ${span(ms)}${statut === null ? '' : ` (réponse ${statut})`}.`),
  notTried: (why: string) => fr(`L’essai n’est pas arrivé. ${why}.`),
  more: (name: string) => fr(`Autres actes : ${name}`),
  edit: 'Modifier',
  rotate: 'Changer le secret',
  resume: 'Reprendre les envois',
  remove: 'Supprimer',
  deliveries: 'Voir les envois',

  createTitle: 'Nouvel abonnement',
  editTitle: (name: string) => fr(`Modifier : ${name}`),
  create: 'Créer',
  save: 'Enregistrer',
  saved: (name: string) => fr(`Abonnement enregistré : ${name}.`),
  rereads: 'Une autre adresse, ou un autre choix de fiches, fait tout relire au partenaire.',
  fields: {
    nom: 'Partenaire',
    nomHelp: 'Le nom que l’équipe reconnaîtra.',
    adresse: 'Adresse de réception',
    adresseHelp: 'https, publique, sans mot de passe. Le partenaire vous la donne.',
    adresseBad: 'Il faut une adresse complète, https://…',
    contact: 'Courriel du contact technique',
    contactHelp: 'Facultatif. Pour savoir qui prévenir si les envois échouent.',
    contactBad: 'Cette adresse de courriel n’est pas complète.',
    fiches: 'Fiches',
    fichesBad: 'Choisissez au moins une sorte de fiche.',
    departements: 'Départements',
    departementsHelp: fr('Aucun : toute la France.'),
    thematiques: 'Thématiques des services',
    thematiquesHelp: fr('Aucune : toutes. Les structures ne sont pas triées par thématique.'),
    sources: 'Sources',
    sourcesHelp: (restricted: readonly string[]) =>
      restricted.length === 0 ? fr('Aucune : toutes.') : fr(`Aucune : toutes, sauf ${restricted.join(', ')}, à nommer ici.`),
    actif: 'Envoyer les changements',
    actifHelp: fr('En pause, rien ne part ; au retour, le partenaire reçoit ce qui manque.'),
  },

  shown: {
    title: 'Le secret de cet abonnement',
    text: fr(
      'Transmettez-le au partenaire par un moyen sûr : il vérifie avec lui que chaque envoi vient de ce serveur. Il ne sera plus jamais affiché.',
    ),
    label: 'Secret',
    copy: 'Copier le secret',
    done: 'C’est noté',
  },
  rotateTitle: 'Changer le secret ?',
  rotateText: fr(
    'Un nouveau secret est créé et affiché une fois. L’ancien sert encore pendant trois jours : les envois portent les deux signatures, le partenaire n’en manque aucun.',
  ),
  removeTitle: 'Supprimer cet abonnement ?',
  removeText: fr(
    'Le partenaire ne recevra plus rien, et ce qui attend est abandonné. Pour arrêter un moment, mettez-le en pause.',
  ),
  removed: (name: string) => fr(`Abonnement supprimé : ${name}.`),
  resumed: (name: string) => fr(`Les envois reprennent : ${name}.`),
  deliveriesTitle: (name: string) => fr(`Envois des sept derniers jours : ${name}`),
  deliveriesTable: 'Envois, le plus récent d’abord',
  deliveriesColumns: { quand: 'Quand', quoi: 'Quoi', resultat: 'Résultat', duree: 'Durée', essais: 'Essais' },
  noDeliveries: 'Aucun envoi dans les sept derniers jours.',
  lasted: (ms: number) => span(ms),
  count: (count: number) => formatCount(count),
  close: 'Fermer',
} as const
