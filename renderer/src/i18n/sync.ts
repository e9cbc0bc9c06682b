import { labelOf } from '#shared/listing/groups.ts'
import { formatCount, plural } from '../lib/format.ts'
import { formatBytes } from '../lib/format-bytes.ts'

const NN = '\u202f'
const quoted = (text: string) => `«${NN}${text}${NN}»`

/** Words of the exchanges with the server: state in the shell, screen « Échanges », clashes, section of the settings. */

/** What the rail says, as few words as it takes. */
export const syncState = {
  exchanges: 'Échanges',
  upToDate: 'À jour',
  local: 'Sans serveur',
  working: 'Actualisation…',
  firstLoad: (percent: number | null) => (percent === null ? 'Premier chargement…' : `Premier chargement${NN}: ${percent}${NN}%`),
  offline: (since: string | null) => (since === null ? 'Hors ligne' : `Hors ligne depuis ${since}`),
  blocked: 'Échanges arrêtés',
  update: 'Mise à jour nécessaire',
  diskFull: 'Disque plein',
  expired: 'Session expirée',
  waiting: (count: number) => plural(count, 'envoi en attente', 'envois en attente'),
  toCheck: (count: number) => plural(count, 'point à vérifier', 'points à vérifier'),
  spoken: {
    offline: 'Hors ligne. Tout ce qui est sur ce poste reste utilisable.',
    back: `Connexion revenue${NN}: ce poste est à jour.`,
    blocked: 'Les échanges avec le serveur sont arrêtés. L’écran Échanges dit pourquoi.',
    loaded: 'Premier chargement terminé.',
    expired: `Session expirée. Rien n’est perdu${NN}: reconnectez-vous dans l’écran Échanges.`,
    toCheck: (count: number) => `${plural(count, 'point', 'points')} à vérifier dans l’écran Échanges.`,
  },
} as const

export const dataDate = {
  label: (when: string) => `Données ${when}`,
  exact: (instant: string) => `Données du ${instant}`,
} as const

export const exchanges = {
  title: 'Échanges',
  subtitle: 'Ce que ce poste reçoit du catalogue central, et ce qu’il lui envoie.',
  failed: 'L’état des échanges n’a pas pu être lu',
  now: 'Actualiser maintenant',
  signIn: 'Se connecter',
  signInAgain: 'Se reconnecter',
  settings: 'Régler le serveur et les territoires',
  seeState: 'Voir l’état des échanges',
  stateTitle: 'État',
  states: {
    'sans-serveur': {
      title: 'Ce poste n’a pas de serveur',
      text: 'Il vit sur le catalogue qui y est installé. Vos favoris, vos notes et vos brouillons restent ici. Choisissez un serveur dans les réglages pour recevoir les mises à jour.',
    },
    'premier-chargement': {
      title: 'Le catalogue arrive pour la première fois',
      text: `Vous pouvez fermer l’application${NN}: le chargement reprendra là où il en était. Vos favoris et vos brouillons sont sur ce poste et n’attendent rien.`,
    },
    'en-cours': {
      title: 'Échange en cours',
      text: `Vous pouvez continuer${NN}: les écrans se mettent à jour d’eux-mêmes, sans rien perdre de votre saisie.`,
    },
    'a-jour': {
      title: 'Le catalogue est à jour',
      text: 'Les changements faits ailleurs arrivent d’eux-mêmes en quelques secondes.',
    },
    'hors-ligne': {
      title: 'Le serveur ne répond pas',
      text: `Tout ce qui est sur ce poste reste utilisable${NN}: recherche, fiches, carte, favoris et brouillons. Vos changements sont gardés ici et partiront d’eux-mêmes au retour de la connexion.`,
    },
    bloque: {
      title: 'Les échanges sont arrêtés',
      text: 'Vos données sont intactes sur ce poste et vos changements y sont gardés.',
    },
  },
  since: (moment: string) => `Depuis ${moment}.`,
  last: 'Dernier échange complet',
  never: 'Jamais',
  dataOf: 'Données affichées du',
  left: (what: readonly string[]) => `Il reste ${what.join(' et ')}.`,
  server: 'Serveur',
  embedded: 'Celui de ce poste',
  noServer: 'Aucun',
  account: 'Compte',
  noAccount: `Aucun${NN}: les favoris restent sur ce poste`,
  territories: 'Territoires',
  wholeFrance: 'Toute la France',
  phases: {
    telechargement: 'Téléchargement du catalogue',
    verification: 'Vérification du fichier reçu',
    installation: 'Installation du catalogue',
    lecture: 'Lecture des changements',
    pieces: 'Envoi des pièces jointes',
  },
  bytes: (done: number, total: number | null) =>
    total === null ? formatBytes(done) : `${formatBytes(done)} sur ${formatBytes(total)}`,
  records: (done: number, total: number | null) =>
    total === null ? plural(done, 'fiche', 'fiches') : `${formatCount(done)} sur ${plural(total, 'fiche', 'fiches')}`,
  whatNow: 'Pourquoi, et que faire',
  expiredTitle: 'Votre session a expiré',
  expiredText: `Le catalogue continue d’arriver. Vos changements attendent sur ce poste${NN}: ils partiront quand vous vous serez reconnecté.`,
  clockTitle: 'L’horloge de ce poste est décalée',
  clock: (gap: string, ahead: boolean) =>
    `Elle ${ahead ? 'avance' : 'retarde'} de ${gap} sur celle du serveur. Rien n’est perdu et les échanges continuent, mais les dates affichées peuvent surprendre et la connexion sécurisée peut échouer. Réglez la date et l’heure de l’ordinateur.`,
  minutes: (count: number) => plural(count, 'minute', 'minutes'),
  hours: (count: number) => plural(count, 'heure', 'heures'),
  days: (count: number) => plural(count, 'jour', 'jours'),
  readOnlyTitle: 'Lecture seule',
  readOnly:
    'Vos favoris et vos brouillons ont été enregistrés par une version plus récente de l’application. Ils sont intacts et lisibles, mais cette version ne peut pas les modifier. Mettez l’application à jour.',
  readOnlyShort: `Lecture seule${NN}: mettez l’application à jour pour modifier.`,
} as const

export const firstLoad = {
  title: 'Le catalogue arrive',
  heading: 'Premier chargement',
  text: 'Ce poste reçoit le catalogue des structures et des services. Ensuite, la recherche, les fiches et la carte fonctionneront sans réseau.',
  resume: `Une coupure ne fait rien perdre${NN}: le chargement reprend là où il s’était arrêté.`,
  fewer: 'Vous ne travaillez que sur quelques départements\u202f? Le chargement sera plus court.',
  choose: 'Choisir les territoires',
  stuckTitle: 'Le catalogue n’a pas encore pu être reçu',
  stuck: `Le serveur ne répond pas. Vos favoris et vos brouillons sont intacts. Le chargement commencera dès que la connexion reviendra.`,
} as const

export const outgoing = {
  title: 'Envois',
  count: (count: number) => plural(count, 'changement', 'changements'),
  list: 'Changements à envoyer',
  empty: 'Rien n’attend',
  emptyText:
    'Les favoris, les notes et les fiches que vous changez ici partent d’eux-mêmes vers votre compte, pour vos autres postes. Sans réseau, ils attendent dans cette liste, même ordinateur éteint.',
  failed: 'La liste des envois n’a pas pu être lue',
  actions: { creation: 'Ajout', modification: 'Modification', suppression: 'Retrait' },
  states: {
    'en-attente': 'En attente',
    envoye: 'Envoyé',
    refuse: 'Refusé',
    conflit: 'À vérifier',
    bloque: 'Attend un autre envoi',
  },
  sent: (count: number) => plural(count, 'changement envoyé', 'changements envoyés'),
  sentList: 'Changements envoyés',
  sentHelp:
    'Le serveur les a. Ils restent ici jusqu’à sa prochaine sauvegarde\u202f: s’il perdait son disque, ils lui seraient envoyés de nouveau.',
  conflictHelp: 'Modifié aussi ailleurs. Choisissez ci-dessus ce qu’il faut garder.',
  fields: (names: readonly string[]) => `${names.length > 1 ? 'Champs' : 'Champ'}${NN}: ${names.join(', ')}`,
  tries: (count: number) => plural(count, 'essai', 'essais'),
  next: (when: string) => `prochain essai ${when}`,
  nextSoon: 'prochain essai maintenant',
  answer: 'Réponse',
  retry: 'Renvoyer',
  retryOf: (name: string) => `Renvoyer le changement de ${quoted(name)}`,
  cancel: 'Annuler l’envoi',
  cancelOf: (name: string) => `Annuler l’envoi de ${quoted(name)}`,
  cancelled: (name: string) => `Envoi annulé${NN}: ${quoted(name)} reprend la valeur du serveur.`,
  resent: (name: string) => `${quoted(name)} est envoyé de nouveau.`,
  confirmTitle: 'Annuler cet envoi\u202f?',
  confirmCreation: (name: string) => `${quoted(name)} ne sera pas ajouté à votre compte, et disparaîtra de ce poste.`,
  confirmChange: (name: string, fields: string) =>
    `Votre changement de ${quoted(name)} (${fields}) sera perdu. Ce poste affichera de nouveau la valeur du serveur.`,
  confirm: 'Annuler l’envoi et perdre ce changement',
  keep: 'Garder le changement',
} as const

export const clashes = {
  title: 'À vérifier',
  count: (count: number) => plural(count, 'point', 'points'),
  list: 'Points à vérifier',
  failed: 'Les points à vérifier n’ont pas pu être lus',
  empty:
    'Rien à vérifier. Quand la même chose est modifiée ici et sur un autre poste, les deux versions sont montrées ici, et vous choisissez.',
  intro: `Modifié ici et sur un autre poste. Rien n’est perdu${NN}: choisissez ce qu’il faut garder.`,
  mine: 'La vôtre',
  theirs: 'La leur',
  base: 'À l’origine',
  mineHelp: 'sur ce poste',
  theirsHelp: 'sur le serveur',
  none: 'Aucune valeur',
  same: 'Comme à l’origine',
  legend: 'Les passages soulignés ont été ajoutés, les passages barrés ont été retirés.',
  keepAllMine: 'Garder toutes les miennes',
  takeAllTheirs: 'Prendre toutes les leurs',
  validate: 'Valider',
  missing: (count: number) => `${plural(count, 'champ', 'champs')} à choisir`,
  resolved: (name: string) => `${quoted(name)} est réglé.`,
  of: (name: string) => `Choix pour ${quoted(name)}`,
  removedElsewhere: 'Supprimé sur un autre poste',
  removedText: (name: string) =>
    `${quoted(name)} a été supprimé sur un autre poste, alors que vous l’aviez modifié ici. Votre version est gardée tant que vous n’avez pas choisi.`,
  keepMine: 'Le garder, avec mes changements',
  abandon: 'Accepter la suppression',
  abandonTitle: 'Accepter la suppression\u202f?',
  abandonText: (name: string) => `${quoted(name)} disparaîtra de ce poste, avec ce que vous y aviez écrit.`,
  abandonConfirm: 'Supprimer',
  back: 'Revenir',
  mineOf: (field: string, kind: string) => `${fieldName(field, kind)} (la vôtre)`,
} as const

/** Names of the kinds and fields of what is exchanged. What is not here is shown as the data name it. */
export const KINDS: Readonly<Record<string, string>> = {
  favori: 'Favori',
  recherche: 'Recherche gardée',
  favourite: 'Favori',
  structure: 'Structure',
  service: 'Service',
  modele: 'Modèle',
  suggestion: 'Suggestion',
  envoi: 'Demande envoyée',
  reception: 'Demande reçue',
}

export const FIELDS: Readonly<Record<string, string>> = {
  note: 'Note',
  frequence: 'Courriel',
  message: 'Message',
  listes: 'Listes',
  nom: 'Nom',
  description: 'Description',
  presentation: 'Présentation',
  telephone: 'Téléphone',
  courriel: 'Courriel',
  site_web: 'Site web',
  adresse: 'Adresse',
  commune: 'Commune',
  code_postal: 'Code postal',
  horaires_accueil: 'Horaires d’accueil',
  frais: 'Frais à charge',
  publics: 'Publics',
  thematiques: 'Thématiques et besoins',
  modes_accueil: 'Mode d’accueil',
  zone_eligibilite: 'Zone d’éligibilité',
}

/** Fields of a listing that no editor shows as one. */
const LISTING_FIELDS: Readonly<Record<string, string>> = {
  'dora.status': 'Statut',
  'dora.disponibilite': 'Disponibilité',
  'dora.verifications': 'Informations confirmées',
}
const SUGGESTION_FIELDS: Readonly<Record<string, string>> = {
  cible: 'Fiche',
  champ: 'Champ',
  valeur: 'Valeur proposée',
  message: 'Message',
  etat: 'Réponse',
  reponse: 'Texte de la réponse',
}
/** Kinds whose fields have the labels of the editor. */
const LISTINGS = ['service', 'structure', 'modele'] as const
const isListing = (kind: string): kind is (typeof LISTINGS)[number] => LISTINGS.some((one) => one === kind)

export const kindName = (kind: string): string => KINDS[kind] ?? kind
/** @param kind of the row it is a field of. */
export const fieldName = (field: string, kind = ''): string => {
  if (isListing(kind)) return LISTING_FIELDS[field] ?? labelOf(kind, field)
  return (kind === 'suggestion' ? SUGGESTION_FIELDS[field] : undefined) ?? FIELDS[field] ?? field.replaceAll('_', ' ')
}

export const serverText = {
  title: 'Serveur et territoires',
  help: 'D’où vient le catalogue de ce poste, ce qu’il en garde, et le compte qui réunit vos favoris entre vos postes.',
  failed: 'Ces réglages n’ont pas pu être lus',
  address: 'Serveur',
  embedded: 'Celui de ce poste',
  embeddedHelp: 'Démarré avec l’application, pour un poste seul. Rien ne sort de cet ordinateur.',
  remote: 'Un serveur partagé',
  remoteHelp: 'Celui de votre organisation, que plusieurs postes utilisent.',
  addressField: 'Adresse',
  addressHelp: `Par exemple${NN}: https://dora.exemple.fr`,
  addressWrong: `Indiquez une adresse qui commence par https:// (http:// n’est accepté que sur cet ordinateur).`,
  addressApply: 'Utiliser ce serveur',
  addressChanged: 'Serveur changé. Le catalogue actuel reste en service jusqu’au prochain.',
  addressEffect:
    'Le catalogue actuel reste en service jusqu’à ce que le nouveau soit prêt. Vos favoris et vos brouillons ne bougent pas.',
  account: 'Compte',
  accountHelp:
    'Vos favoris, vos notes et vos listes suivent votre compte d’un poste à l’autre. Les brouillons restent sur ce poste.',
  accountNone: 'Sans serveur, il n’y a pas de compte. Vos favoris restent sur ce poste.',
  signedIn: (name: string, email: string) => `Connecté${NN}: ${name} (${email})`,
  signedInEmail: (email: string) => `Connecté${NN}: ${email}`,
  roles: { administrateur: 'Administrateur', professionnel: 'Professionnel' },
  email: 'Courriel',
  emailMissing: 'Indiquez votre courriel.',
  password: 'Mot de passe',
  passwordMissing: 'Indiquez votre mot de passe.',
  signIn: 'Se connecter',
  signingIn: 'Connexion…',
  signedInNow: 'Vous êtes connecté. Les favoris de ce poste rejoignent ceux de votre compte.',
  firstAdmin:
    'Première connexion au serveur de ce poste\u202f? Le courriel et le mot de passe du premier administrateur sont dans le fichier premier-administrateur.txt, dans le dossier du serveur. Ils ont aussi été affichés dans le terminal au premier démarrage.',
  expired: 'Votre session a expiré. Indiquez de nouveau votre mot de passe.',
  otherWays: 'Se connecter autrement (fournisseur d’identité, lien par courriel)',
  signOut: 'Se déconnecter',
  signOutTitle: 'Se déconnecter de ce poste',
  signOutUnsent: (count: number) =>
    count === 1
      ? '1 changement n’est pas encore parti vers le serveur.'
      : `${formatCount(count)} changements ne sont pas encore partis vers le serveur.`,
  signOutChoice: 'Vos favoris et vos notes sur ce poste',
  signOutKeep: 'Les garder sur ce poste',
  signOutKeepHelp:
    'Ils ne s’affichent plus, mais restent chiffrés ici et reviennent à votre prochaine connexion, avec ce qui n’est pas encore envoyé.',
  signOutErase: 'Les effacer de ce poste',
  signOutEraseHelp: 'Ils restent dans votre compte, sur le serveur. À choisir sur un ordinateur partagé.',
  signOutEraseLost: (count: number) =>
    `Ils restent dans votre compte, sur le serveur, sauf ${plural(count, 'changement non envoyé, qui sera perdu', 'changements non envoyés, qui seront perdus')}.`,
  signOutDo: 'Se déconnecter',
  signOutDoErase: 'Se déconnecter et effacer',
  signedOut: 'Vous êtes déconnecté.',
  cancel: 'Annuler',
  territories: 'Territoires de ce poste',
  territoriesHelp: 'Ce que ce poste emporte, pour chercher même sans réseau.',
  all: 'Toute la France',
  allHelp: 'Le plus simple. Chaque recherche porte sur tout le pays.',
  some: 'Des départements choisis',
  someHelp: 'Chargement plus court et moins de place. Les services nationaux sont toujours là.',
  departements: 'Départements',
  departementCount: (count: number) => plural(count, 'département', 'départements'),
  filter: 'Filtrer les départements',
  filterHint: 'Nom, numéro ou région',
  chosen: (count: number) => plural(count, 'département choisi', 'départements choisis'),
  noneChosen: 'Choisissez au moins un département.',
  tooMany: 'C’est presque tout le pays\u202f: choisissez plutôt «\u202fToute la France\u202f».',
  nothing: 'Aucun département ne correspond.',
  addShown: (count: number) => `Ajouter les ${formatCount(count)} affichés`,
  removeOne: (name: string) => `Retirer ${name}`,
  clearAll: 'Tout retirer',
  apply: 'Appliquer',
  applied: 'Territoires changés. Le catalogue actuel reste en service jusqu’à ce que le nouveau soit prêt.',
  effectFewer: 'Les fiches des autres départements quitteront ce poste. Vos favoris restent, avec leur nom et vos notes.',
  effectMore: 'Les fiches de ces départements seront téléchargées. Le catalogue actuel reste en service en attendant.',
  effectAll: 'Les fiches de toute la France seront téléchargées. Le catalogue actuel reste en service en attendant.',
} as const
