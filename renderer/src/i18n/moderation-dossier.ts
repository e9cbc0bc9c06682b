import { plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The dossier of a sheet: everything about it on one screen. */

export const dossier = {
  label: 'Dossier',
  back: 'Revenir à la file',
  loading: 'Lecture du dossier',
  failed: 'Le dossier n’a pas pu être lu',
  failedHelp: fr('Il se lit sur le serveur : il n’est pas gardé sur ce poste.'),
  staleNow: 'Le serveur ne répond plus\u202f: ce dossier a pu changer.',
  kind: { structure: 'Structure', service: 'Service' },
  of: (structure: string) => fr(`de « ${structure} »`),
  noStructure: 'Sans structure',
  since: (date: string) => `depuis le ${date}`,
  /** @param age « il y a 3 jours », « hier » */
  sinceAge: (age: string) => `depuis ${age.replace(/^il y a /, '')}`,
  takenByMe: 'Vous l’avez pris',
  takenBy: (name: string) => `Pris par ${name}`,
  until: (hour: string) => `jusqu’à ${hour}`,
  untilDone: 'jusqu’à ce que ce soit traité',
  obsolete: 'Obsolète',
  status: {
    SUGGESTION: 'Suggestion',
    DRAFT: 'Brouillon',
    PUBLISHED: 'Publié',
    ARCHIVED: 'Archivé',
  } as Readonly<Record<string, string>>,
  waits: 'Votre geste',
  undo: 'Annuler ce geste',
  sections: {
    raisons: 'À traiter',
    retenues: 'Demandes retenues',
    suggestions: 'Suggestions',
    differences: 'Depuis la dernière validation',
    fiche: 'La fiche',
    registre: 'Registre SIRENE',
    carte: 'Sur la carte',
    personnes: 'Personnes',
    services: 'Services',
    autres: 'Autres services de la structure',
    antennes: 'Antennes',
    modeles: 'Modèles',
    chiffres: 'Usage',
    journal: 'Notes et journal',
  },
  link: {
    fiche: 'Voir la fiche publique',
    annuaire: 'Annuaire des entreprises',
    structure: 'Dossier de la structure',
    membres: 'Membres',
    offre: 'Offre',
  },
} as const

export const reasons = {
  bounced: (courriel: string, date: string) => `${courriel}\u202f: courriels refusés depuis le ${date}`,
} as const

export const heldPart = {
  by: (who: string, email: string) => `${who}, ${email}`,
  for: (services: readonly string[]) => fr(`pour ${services.join(', ')}`),
  times: (service: string, count: number) => fr(`« ${service} »${count === 1 ? '' : ` (${count} demandes)`}`),
  /** Of all the requests of one person, unless the count is said. */
  signal: (text: string, count: number, of: number) =>
    count === of ? text : `${text.replace(/\.$/, '')} (${plural(count, 'demande', 'demandes')})`,
  noSignal: 'Rien d’inhabituel',
  notYours: 'Le rejet est réservé à l’équipe.',
} as const

export const differencesPart = {
  since: (date: string) => `le ${date}`,
  never: 'Jamais validée\u202f: tout est à regarder.',
  none: 'Rien n’a changé.',
  count: (count: number) => plural(count, 'champ', 'champs'),
  added: 'Ajouté',
  removed: 'Retiré',
  kept: (count: number) => plural(count, 'inchangé', 'inchangés'),
  before: 'Avant',
  after: 'Après',
  empty: 'vide',
} as const

export const registerPart = {
  noSiret: 'La fiche n’a pas de SIRET\u202f: rien à comparer.',
  wrongSiret: fr('Le SIRET de la fiche n’est pas fait de 14 chiffres : le registre ne peut pas être interrogé.'),
  loading: 'Lecture du registre',
  failed: 'Le registre n’a pas pu être lu',
  silent: 'Le registre ne répond pas.',
  unknown: 'Ce SIRET n’est pas au registre\u202f: établissement fermé, non diffusible, ou numéro erroné.',
  same: 'La fiche et le registre disent la même chose.',
  differs: (count: number, of: number) => `${plural(count, 'différence', 'différences')} sur ${of} champs.`,
  seat: 'Siège de l’organisme',
  branch: 'Établissement secondaire',
  field: 'Champ',
  sheet: 'Fiche',
  register: 'Registre',
  nothing: 'non renseigné',
  champ: { siret: 'SIRET', nom: 'Nom', adresse: 'Adresse', code_postal: 'Code postal', commune: 'Ville' },
} as const

export const sheetPart = {
  nothing: 'Non renseigné',
  unchanged: (count: number) => plural(count, 'champ inchangé', 'champs inchangés'),
  needs: (category: string, needs: readonly string[]) =>
    needs.length === 0 ? category : `${category}\u202f: ${needs.join('\u202f; ')}`,
  empty: 'Rien n’est renseigné.',
  source: 'Source',
  updated: 'Mise à jour',
  masked: fr('Coordonnées réservées aux professionnels.'),
} as const

export const mapPart = {
  none: 'Pas de point sur la carte.',
  show: 'Afficher la carte',
  label: 'Lieu de la fiche',
} as const

export const peoplePart = {
  none: 'Personne n’en est membre, n’y est invité, ni ne demande à la rejoindre.',
  admin: 'Administrateur',
  etat: { membre: 'Membre', invitation: 'Invité', demande: 'Demande à rejoindre' },
  closed: 'Compte fermé',
  invited: (date: string) => `Dernière invitation d’un administrateur par l’équipe ou le territoire\u202f: ${date}.`,
} as const

export const servicesPart = {
  none: 'Aucun service.',
  count: (count: number, waiting: number) => (waiting === 0 ? String(count) : `${count}, dont ${waiting} à regarder`),
  updated: (date: string) => `mis à jour le ${date}`,
  due: 'À actualiser',
  views: (count: number) => plural(count, 'vue', 'vues'),
} as const

export const suggestionsPart = {
  on: (champ: string) => fr(`Sur « ${champ} »`),
  whole: 'Sur l’ensemble de la fiche',
  now: 'La fiche dit',
  proposed: 'Elle devrait dire',
  nothing: 'rien',
  from: (who: string, structure: string | null, date: string) =>
    `${who}${structure === null ? '' : `, ${structure}`}, le ${date}`,
  answer: 'Répondre aux suggestions',
} as const

export const numbersPart = {
  none: 'Ni vue en 90 jours, ni demande.',
  views: (count: number) => `${plural(count, 'vue', 'vues')} en 90 jours`,
  sent: (count: number) => plural(count, 'demande envoyée', 'demandes envoyées'),
  received: (count: number) => plural(count, 'demande reçue', 'demandes reçues'),
  unanswered: (count: number) => `dont ${count} sans réponse`,
} as const

export const journalPart = {
  empty: 'Rien n’a encore été noté.',
  note: 'Note',
  geste: {
    statuer: 'Statut',
    noter: 'Note',
    prendre: 'Pris',
    laisser: 'Laissé',
    confier: 'Confié',
    'rendre-obsolete': 'Rendue obsolète',
    reactiver: 'Réactivée',
    'approuver-demandes': 'Demandes approuvées',
    'rejeter-demandes': 'Demandes rejetées',
    ecrire: 'Message aux administrateurs',
    'adresse-vue': 'Adresse vérifiée',
  },
  from: (avant: string, apres: string) => `${avant} → ${apres}`,
  fields: (names: string) => fr(`Champs : ${names}`),
  more: (count: number) => `Voir ${plural(count, 'entrée plus ancienne', 'entrées plus anciennes')}`,
} as const
