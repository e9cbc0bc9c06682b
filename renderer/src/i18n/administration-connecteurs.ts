import type { ISSUES_PASSAGE, PassageVu, RaisonEchec, RaisonQuarantaine, Rapport, Rythme } from '#shared/partners/connector.ts'
import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** « Connecteurs »: imports from partners, for the team. */

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const

const ISSUES: Readonly<Record<(typeof ISSUES_PASSAGE)[number], string>> = {
  pris: 'À jour',
  inchange: 'Rien de nouveau',
  quarantaine: 'En quarantaine',
  echec: 'Échoué',
  essai: 'Essai',
}

const QUARANTAINES: Readonly<Record<RaisonQuarantaine, string>> = {
  pertes: 'Ce lot retirerait trop de fiches.',
  vides: 'Ce lot viderait un champ dans trop de fiches.',
  vide: 'Ce lot ne contient aucune fiche.',
  illisible: 'Ce lot est illisible ou incomplet.',
  forme: 'Ce lot n’a pas la forme attendue, ou plus de la moitié de ses lignes sont refusées.',
}

const ECHECS: Readonly<Record<RaisonEchec, string>> = {
  reseau: 'Le partenaire n’a pas pu être joint.',
  reponse: 'Le partenaire n’a pas répondu comme prévu.',
  'cle-refusee': 'Le partenaire refuse la clé.',
  coupe: 'La connexion a été coupée avant la fin.',
  silence: 'Le partenaire ne répond plus.',
  'trop-long': 'La lecture a duré plus de trente minutes.',
  'trop-lourd': 'Ce que donne le partenaire est trop lourd.',
  redirections: 'L’adresse renvoie sans fin vers une autre.',
  'adresse-interdite': 'L’adresse mène à un réseau privé, ou n’est pas sûre.',
  'nom-introuvable': 'Le nom du serveur du partenaire est introuvable.',
  instable: 'Les données du partenaire ont changé pendant chaque lecture.',
  'depot-absent': 'Le fichier n’est pas dans le dossier de dépôt.',
  'catalogue-occupe': 'Un import complet était en cours.',
  interne: 'Le serveur n’a pas pu terminer.',
}

const rythme = (one: Rythme): string => {
  switch (one.periode) {
    case 'manuel':
      return 'À la demande'
    case 'heure':
      return 'Chaque heure'
    case 'jour':
      return `Chaque jour à ${one.heure}\u00a0h`
    case 'semaine':
      return `Chaque ${JOURS[one.jour - 1] ?? ''} à ${one.heure}\u00a0h`
  }
}

const effect = ({ structures, services }: Rapport): string => {
  const sum = (name: keyof Rapport['services']): number => structures[name] + services[name]
  const [added, changed, gone] = [sum('nouvelles'), sum('modifiees'), sum('retirees')]
  if (added + changed + gone === 0) return 'Aucun changement'
  return [
    ...(added > 0 ? [plural(added, 'nouvelle', 'nouvelles')] : []),
    ...(changed > 0 ? [plural(changed, 'modifiée', 'modifiées')] : []),
    ...(gone > 0 ? [plural(gone, 'retirée', 'retirées')] : []),
  ].join(', ')
}

export const connectors = {
  title: 'Connecteurs',
  intro: fr(
    'Ce que des partenaires apportent seuls : une API data·inclusion, ou un export. Seules les différences sont écrites ; un mauvais lot est mis de côté et ne change rien.',
  ),
  failed: 'Les connecteurs n’ont pas pu être lus',
  table: 'Tous les connecteurs',
  empty: 'Aucun connecteur',
  emptyText: 'Ajoutez-en un pour recevoir chaque jour les fiches d’un partenaire.',
  add: 'Ajouter un connecteur',
  columns: { nom: 'Connecteur', rythme: 'Rythme', etat: 'État', dernier: 'Dernier passage', actes: 'Actes' },
  kinds: { api: 'API data·inclusion', fichier: 'Fichier' },
  rythme,
  off: 'Suspendu',
  never: 'Jamais lancé',
  running: 'En cours',
  removing: 'Suppression en cours',
  issues: ISSUES,
  why: ({ quarantaine, echec, code }: Pick<PassageVu, 'quarantaine' | 'echec' | 'code'>): string =>
    quarantaine !== null
      ? QUARANTAINES[quarantaine]
      : echec === null
        ? ''
        : [ECHECS[echec], ...(code === null || echec !== 'reponse' ? [] : [`Code ${code}.`])].join(' '),
  effect: ({ issue }: Pick<PassageVu, 'issue'>, rapport: Rapport) =>
    issue === 'essai' || issue === 'quarantaine' ? fr(`prévu : ${effect(rapport).toLowerCase()}`) : effect(rapport),
  tomorrow: (hour: string) => `demain à ${hour}`,
  onDay: (day: string, hour: string) => `le ${day} à ${hour}`,
  next: (when: string) => fr(`Prochain : ${when}`),
  retry: (when: string, failures: number) => fr(`${plural(failures, 'échec', 'échecs')} de suite. Nouvel essai ${when}`),
  lastGood: (when: string) => fr(`Dernière lecture réussie : ${when}`),
  soon: 'au prochain tour',
  launch: 'Lancer maintenant',
  launchOf: (name: string) => fr(`Lancer maintenant : ${name}`),
  launched: (name: string) => fr(`Lancé : ${name}.`),
  trying: (name: string) => fr(`Essai lancé : ${name}. Rien ne sera changé.`),
  already: (name: string) => fr(`Déjà en cours : ${name}.`),
  more: (name: string) => fr(`Autres actes : ${name}`),
  try: 'Essayer sans rien changer',
  history: 'Voir les passages',
  edit: 'Modifier',
  remove: 'Supprimer',
  quarantine: {
    title: (name: string) => fr(`Lot en quarantaine : ${name}`),
    since: (why: string, when: string) => `${why} Rien n’a été modifié. En attente depuis ${when}.`,
    see: 'Voir le rapport',
    take: 'Prendre ce lot',
    drop: 'Écarter',
    takeTitle: 'Prendre ce lot malgré tout\u202f?',
    takeText: 'Les fiches de ce connecteur deviendront celles de ce lot, pertes comprises. La décision est inscrite au journal.',
    dropTitle: 'Écarter ce lot\u202f?',
    dropText: 'Il est oublié. Les fiches restent comme elles sont, et le prochain passage lira de nouveau le partenaire.',
    taken: 'Lot accepté. Il est en train d’être pris.',
    dropped: 'Lot écarté. Rien n’a été modifié.',
    taking: 'Lot accepté, en train d’être pris',
  },
  form: {
    addTitle: 'Nouveau connecteur',
    editTitle: (name: string) => fr(`Modifier : ${name}`),
    save: 'Enregistrer',
    nom: 'Nom',
    genre: 'Origine',
    genres: { api: 'Une API data·inclusion', fichier: 'Un export (JSON, NDJSON, CSV ou Parquet)' },
    adresse: 'Adresse de l’API',
    adresseHelp: 'Sans « /api/v1 » à la fin.',
    departement: 'Seulement un département',
    departementHelp: fr('Aucun : toute la France.'),
    thematiques: 'Seulement ces thématiques',
    thematiquesHelp: fr('Aucune : toutes. Ne vaut que pour les services.'),
    cle: 'Clé d’accès',
    cleKept: fr('Une clé est enregistrée. Écrivez-en une autre pour la remplacer ; changer de serveur l’efface.'),
    cleHelp: 'Gardée chiffrée sur le serveur, et jamais montrée.',
    cleForget: 'Effacer la clé enregistrée',
    fichier: (n: number) => (n === 0 ? 'Fichier' : 'Second fichier, s’il y en a un'),
    fichierHelp: (depot: string) =>
      fr(`Une adresse « https:// », ou le nom d’un fichier déposé dans le dossier ${depot === '' ? 'de dépôt' : depot}.`),
    sources: 'Sources apportées',
    sourcesHelp: 'Choisissez-les, ou écrivez l’identifiant d’une nouvelle. Les fiches de toute autre source sont refusées.',
    periode: 'Rythme',
    periodes: { manuel: 'À la demande', heure: 'Chaque heure', jour: 'Chaque jour', semaine: 'Chaque semaine' },
    heure: 'À',
    heures: (n: number) => `${n}\u00a0h`,
    jour: 'Le',
    jours: JOURS,
    seuil: 'Note de qualité minimale',
    seuilHelp: fr('En pour cent, de 0 à 100. Un service en dessous n’est pas pris ; 0 pour tout prendre.'),
    perte: 'Perte admise',
    perteHelp: 'En pour cent des fiches, ou d’un de leurs champs. Au-delà, le lot part en quarantaine.',
    actif: 'En service',
    added: (name: string) => fr(`Connecteur ajouté : ${name}.`),
    saved: (name: string) => fr(`Connecteur enregistré : ${name}.`),
    wrong: {
      nom: 'Donnez un nom.',
      adresse: 'Donnez une adresse qui commence par https://.',
      thematiques: 'Choisissez cinquante thématiques au plus.',
      fichiers: 'Donnez une adresse https://, ou un simple nom de fichier.',
      sources: 'Donnez d’une à vingt sources, en minuscules et sans accent.',
      seuil: 'Donnez un nombre de 0 à 100.',
      perte_max: 'Donnez un nombre de 0 à 100.',
    },
  },
  deletion: {
    title: (name: string) => fr(`Supprimer : ${name}`),
    confirm: 'Supprimer le connecteur',
    question: 'Et les fiches qu’il a apportées\u202f?',
    gardees: 'Elles restent',
    gardeesHelp: fr('Comme le reste du catalogue : un import complet sans ces sources les retirera.'),
    retirees: 'Elles sont retirées',
    retireesHelp: 'De tous les postes, sauf celles qu’une structure tient ici.',
    done: (name: string) => fr(`Connecteur supprimé : ${name}.`),
    begun: (name: string) => fr(`Suppression commencée : ${name}.`),
  },
  runs: {
    title: (name: string) => fr(`Passages : ${name}`),
    loading: 'Lecture des passages',
    failed: 'Les passages n’ont pas pu être lus',
    none: 'Ce connecteur n’a encore jamais été lancé.',
    byTeam: 'lancé par l’équipe',
    byClock: 'lancé à son heure',
    forced: 'accepté malgré sa perte',
    wouldBeHeld: 'Serait mis en quarantaine',
    lasted: (span: string) => `en ${span}`,
  },
  origin: {
    title: 'D’où vient une fiche\u202f?',
    label: 'Identifiant de la fiche',
    ask: 'Chercher',
    none: (id: string) => fr(`Aucun connecteur n’a apporté « ${id} ».`),
    broughtBy: (nom: string | null) =>
      nom === null ? 'Apportée par un connecteur qui a été supprimé.' : fr(`Apportée par « ${nom} ».`),
    known: (id: string) => fr(`Identifiant chez le producteur : ${id}.`),
    first: (when: string) => fr(`Vue la première fois : ${when}.`),
    last: (when: string) => fr(`Vue la dernière fois : ${when}.`),
  },
  report: {
    read: (n: number) => plural(n, 'ligne lue', 'lignes lues'),
    held: (n: number) => plural(n, 'fiche tenue ici, laissée telle quelle', 'fiches tenues ici, laissées telles quelles'),
    twice: (n: number) => plural(n, 'fiche dite deux fois', 'fiches dites deux fois'),
    under: (n: number) => plural(n, 'service sous la note minimale', 'services sous la note minimale'),
    effects: 'Effet sur les fiches',
    columns: { quoi: 'Fiches', nouvelles: 'Nouvelles', modifiees: 'Modifiées', retirees: 'Retirées', inchangees: 'Inchangées' },
    structures: 'Structures',
    services: 'Services',
    fields: 'Champs modifiés',
    emptied: 'Champs vidés',
    emptiedIn: (empty: number, filled: number) => `${formatCount(empty)} sur ${formatCount(filled)}`,
    ofKind: (champ: string, genre: 'structure' | 'service') => `${champ} (${genre}s)`,
    refused: 'Lignes refusées',
    examples: { nouvelles: 'Nouvelles, par exemple', modifiees: 'Modifiées, par exemple', retirees: 'Retirées, par exemple' },
    such: (ids: readonly string[]) => fr(`Par exemple : ${ids.join(', ')}`),
    count: (n: number) => formatCount(n),
  },
} as const
