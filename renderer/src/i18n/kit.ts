import { ETAPES_KIT, type EtapeKit } from '#shared/kit/checklist.ts'
import type { LogoProblem } from '#shared/kit/logo.ts'
import { formatCount, formatDate, formatDateTime, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The territory kit: made and followed in the panel, installed in the settings. */

export const kit = {
  loading: 'Lecture des kits',
  failed: 'Les kits n’ont pas pu être lus',
  failedHelp: fr('Ils se lisent sur le serveur : ils ne sont pas gardés sur ce poste.'),
  title: 'Kits de territoire',
  help: fr(
    'Un fichier signé qu’un correspondant installe : adresse du serveur, territoire, référentiels, règles, textes et logo. Rien à configurer ensuite.',
  ),
  key: (empreinte: string) => fr(`Empreinte de la clé de ce serveur : ${empreinte}`),
  keyHelp: 'À donner de vive voix à qui installe un kit pour la première fois.',
  none: 'Aucun kit n’a encore été fait pour vos départements.',
  list: 'Kits faits',
  make: 'Faire un kit',
  version: (version: number) => `version ${version}`,
  made: (le: string, par: string) => fr(`Fait le ${formatDateTime(le)} par ${par}`),
  save: 'Enregistrer',
  saveOf: (nom: string) => fr(`Enregistrer le kit : ${nom}`),
  renew: 'Nouvelle version',
  renewOf: (nom: string) => fr(`Nouvelle version du kit : ${nom}`),
  remove: 'Supprimer',
  removeOf: (nom: string) => fr(`Supprimer le kit : ${nom}`),
  removeTitle: fr('Supprimer ce kit ?'),
  removeText: 'Les postes où il est installé le gardent. Il ne pourra plus avoir de nouvelle version.',
  removed: 'Kit supprimé',
  saved: (fichier: string) => fr(`Kit signé et enregistré : ${fichier}`),
} as const

export const kitForm = {
  title: 'Faire un kit de territoire',
  renewTitle: (version: number) => `Faire la version ${version}`,
  confirm: 'Signer et enregistrer',
  nom: 'Nom du territoire',
  nomHelp: 'Tel que les postes le montreront.',
  departements: 'Départements',
  bienvenue: 'Texte de bienvenue',
  bienvenueHelp: 'Montré sur le poste et en tête de la présentation.',
  correspondant: 'Correspondant',
  correspondantHelp: 'Un contact professionnel, que tous les postes du territoire montreront.',
  contactNom: 'Nom ou service',
  fonction: 'Fonction ou organisme',
  courriel: 'Courriel',
  telephone: 'Téléphone',
  logo: 'Logo',
  logoHelp: fr('Image PNG ou JPEG, 200 ko au plus.'),
  logoChoose: 'Choisir une image',
  logoRemove: 'Retirer le logo',
  logoAlt: 'Ce que dit le logo',
  logoAltHelp: 'Lu à qui ne le voit pas.',
  adds: 'Le serveur y ajoute son adresse, les référentiels, les états du déploiement et les règles de ces départements, puis signe.',
  errors: {
    nom: 'Donnez un nom au territoire.',
    departements: fr('Choisissez de 1 à 20 départements.'),
    bienvenue: fr('Ce texte est trop long : 2 000 caractères au plus.'),
    contact: 'Donnez un nom, et un courriel ou un téléphone.',
    courriel: 'Ce courriel n’est pas complet.',
    alt: 'Dites ce que montre le logo.',
  },
  logoProblem: {
    'trop-lourd': fr('Cette image dépasse 200 ko. Choisissez-en une plus légère.'),
    format: 'Ce fichier n’est pas une image PNG ou JPEG.',
    dimensions: fr('Cette image est trop grande : 4 000 pixels de côté au plus.'),
  } satisfies Record<LogoProblem, string>,
} as const

export const kitDocuments = {
  title: 'Présenter et inviter',
  help: 'Des documents faits sur ce poste, avec les chiffres d’aujourd’hui.',
  territory: 'Territoire des documents',
  kitChoice: (nom: string) => fr(`Kit : ${nom}`),
  presentation: 'Présentation (PDF)',
  presentationHelp: fr('Chiffres, états, offre, fraîcheur, carte, manques : une page par sujet, prête à projeter.'),
  letters: 'Lettres d’invitation',
  lettersHelp: 'Une lettre par structure que personne ne tient encore, ou un tableau pour un publipostage.',
  writing: 'Écriture du document',
  saved: (fichier: string) => fr(`Document enregistré : ${fichier}`),
} as const

export const letters = {
  title: 'Lettres d’invitation',
  etats: 'Structures à inviter',
  etatsHelp: 'Seul le nom de la structure y figure, jamais celui d’une personne.',
  noEtat: 'Choisissez au moins un état.',
  organisme: 'Organisme qui écrit',
  organismeWrong: 'Donnez le nom de l’organisme.',
  message: 'Ajouter un mot',
  messageHelp: 'Une réunion, une permanence. Facultatif.',
  messageWrong: fr('Ce mot est trop long : 700 caractères au plus.'),
  sender: 'Qui signe',
  counting: 'Comptage des structures',
  count: (n: number) =>
    n === 0 ? 'Aucune structure dans ces états.' : fr(`${plural(n, 'lettre', 'lettres')} : une par structure.`),
  pdf: 'Enregistrer les lettres',
  csv: 'Enregistrer le tableau',
} as const

const titles = new Map<EtapeKit, { readonly titre: string; readonly aide: string }>(ETAPES_KIT.map((one) => [one.id, one]))

export const checklist = {
  title: 'Les trente premiers jours',
  help: 'Une liste par département, commune à tous ceux qui le modèrent. Ce qui se constate se coche tout seul.',
  departement: 'Département suivi',
  loading: 'Lecture des étapes',
  failed: 'Les étapes n’ont pas pu être lues',
  start: 'Premier jour',
  startWrong: 'Donnez une date.',
  begin: 'Dater les étapes',
  begun: 'Étapes datées',
  print: 'Liste à imprimer (PDF)',
  list: 'Étapes',
  progress: (done: number, all: number) => `${formatCount(done)} sur ${plural(all, 'étape faite', 'étapes faites')}`,
  titre: (etape: EtapeKit) => titles.get(etape)?.titre ?? etape,
  aide: (etape: EtapeKit) => titles.get(etape)?.aide ?? '',
  due: (day: string) => fr(`Pour le ${formatDate(day)}`),
  late: 'En retard',
  seen: 'Constaté',
  notSeen: 'Se cochera tout seul',
  count: (vu: number, seuil: number) =>
    seuil === 0 ? plural(vu, 'reste', 'restent') : `${formatCount(vu)} sur ${formatCount(seuil)}`,
  by: (nom: string, le: string) => `${nom}, le ${formatDate(le)}`,
} as const

export const installed = {
  title: 'Votre territoire',
  help: fr(
    'Un kit de territoire règle ce poste d’un coup, sans réseau. Il vous est remis par votre correspondant, dans un fichier « .dorakit ».',
  ),
  none: 'Aucun kit n’est installé sur ce poste.',
  invite: fr('Votre territoire vous a remis un fichier « .dorakit » ?'),
  inviteLink: 'Installer le kit',
  failed: 'Le kit de ce poste n’a pas pu être lu',
  choose: 'Installer un kit',
  update: 'Mettre à jour depuis un fichier',
  reading: 'Vérification de la signature',
  is: (nom: string, version: number) => `${nom}, version ${version}`,
  made: (le: string, par: string) => fr(`Fait le ${formatDateTime(le)} par ${par}`),
  since: (le: string) => fr(`Installé le ${formatDateTime(le)}`),
  key: (empreinte: string) => fr(`Empreinte de la clé : ${empreinte}`),
  correspondant: 'Votre correspondant',
  departements: 'Départements',
  uninstall: 'Désinstaller',
  uninstallTitle: fr('Désinstaller le kit ?'),
  uninstallText: 'Les textes et le logo quittent ce poste. Le serveur, les départements et la recherche restent comme ils sont.',
  uninstalled: 'Kit désinstallé',
  done: (nom: string) => fr(`Kit installé : ${nom}`),
  rules: (sources: string) => fr(`Sources qui n’y sont pas montrées : ${sources}`),
} as const

export const install = {
  title: (nom: string) => fr(`Installer le kit : ${nom}`),
  confirm: 'Installer',
  again: 'Installer de nouveau',
  updateConfirm: 'Mettre à jour',
  identity: (nom: string, le: string, par: string) =>
    fr(`Kit du territoire « ${nom} », fait le ${formatDateTime(le)} par ${par}.`),
  signedBy: (serveur: string) => fr(`Signé par le serveur ${serveur}`),
  fingerprint: 'Empreinte de la clé',
  check:
    'Appelez votre correspondant et comparez cette empreinte avec celle qu’il lit. Si elles diffèrent, n’installez pas ce kit.',
  confirmed: 'Le serveur de ce poste confirme cette clé.',
  unknownKey: fr('Le serveur de ce poste a une autre clé : n’installez pas ce kit sans l’avoir vérifié.'),
  same: 'Signé par la même clé que le kit de ce poste.',
  suite: {
    nouveau: 'Premier kit de ce poste.',
    'mise-a-jour': 'Plus récent que le kit de ce poste.',
    identique: 'Ce kit est déjà installé.',
    autre: 'Il remplacera le kit d’un autre territoire.',
  },
  effects: 'Ce qui va changer',
  effectServer: (adresse: string) => fr(`Ce poste échangera avec ${adresse}`),
  effectTerritory: (noms: string) => fr(`Il portera : ${noms}`),
  effectPlace: (label: string) =>
    fr(`Le lieu proposé d’abord dans la recherche sera : ${label}, sauf si vous en avez choisi un.`),
  useServer: (adresse: string) => fr(`Prendre aussi le serveur du kit : ${adresse}`),
  useServerHelp: (ici: string) =>
    fr(`Ce poste utilise ${ici}. En changer ferme votre session ; ce qui attend d’être envoyé reste là.`),
  embedded: 'le serveur fourni avec l’application',
  otherLists: (count: number) =>
    plural(count, 'référentiel diffère', 'référentiels diffèrent') + fr(' de ceux du serveur : mettez l’application à jour.'),
} as const
