import type { CallReason, RESULTATS_APPEL } from '#shared/moderation/calls.ts'
import { formatCount, plural } from '../lib/format.ts'
import { fr } from './fr.ts'

/** The ten calls of the day: what to check by telephone, and what was learnt. */

type Resultat = (typeof RESULTATS_APPEL)[number]

const days = (count: number): string => plural(count, 'jour', 'jours')
/** « 8 mois », « 2 ans »: how long, without false precision. */
const long = (count: number): string => {
  if (count < 60) return days(count)
  const months = Math.round(count / 30.44)
  return months < 24 ? `${formatCount(months)}\u00a0mois` : plural(Math.floor(count / 365.25), 'an', 'ans')
}

export const calls = {
  title: 'Appels du jour',
  intro:
    'Les fiches dont les informations ont le plus de chances d’être fausses et comptent le plus : anciennes, consultées, et utiles à beaucoup.'.replace(
      ' :',
      '\u202f:',
    ),
  loading: 'Choix des appels',
  failed: 'Les appels du jour n’ont pas pu être lus',
  list: 'Appels du jour, le plus utile d’abord',
  count: (done: number, all: number) => `${formatCount(done)} sur ${formatCount(all)}`,
  more: 'Dix autres appels',
  empty: 'Aucun appel à passer',
  emptyText: 'Toutes les fiches de votre territoire ont été confirmées récemment.',
  finished: 'Les appels du jour sont passés',
  finishedText: 'Merci\u202f! Chaque confirmation est visible sur la fiche, avec sa date.',
  back: 'Revenir aux appels',
  choose: 'Choisissez un appel',
  done: (resultat: Resultat) => `Fait\u202f: ${results[resultat].toLocaleLowerCase('fr')}`,
  takenBy: (name: string) => `Pris par ${name}`,
  takenByMe: 'Vous l’avez pris',
  take: 'Prendre cet appel',
  took: 'Pris\u202f: les autres le voient, pendant un quart d’heure.',
  kind: { structure: 'Structure', service: 'Service' },
  of: (structure: string) => fr(`de « ${structure} »`),
} as const

export const results: Readonly<Record<Resultat, string>> = {
  verifie: 'Vérifié',
  injoignable: 'Injoignable',
  'a-rappeler': 'À rappeler',
  ferme: 'Fermé',
}
export const resultHelp: Readonly<Record<Resultat, string>> = {
  verifie: 'La personne a confirmé ce qui est coché.',
  injoignable: 'Personne ne répond, ou le numéro n’est plus le bon.',
  'a-rappeler': 'Ce n’était pas le bon moment, ou pas la bonne personne.',
  ferme: 'La structure ou le service n’existe plus.',
}

export const call = {
  dossier: 'Ouvrir le dossier',
  phone: 'Téléphone',
  noPhone: 'La fiche n’a pas de téléphone.',
  noPhoneHelp: 'Cherchez-le sur le site de la structure, ou écrivez-lui.',
  dial: 'Appeler',
  copy: 'Copier le numéro',
  why: fr('Pourquoi cet appel ?'),
  reason: ({ label, jours, jamais }: CallReason) =>
    jamais
      ? `${label}\u202f: jamais confirmé, fiche vieille de ${long(jours)}`
      : `${label}\u202f: confirmé il y a ${long(jours)}`,
  use: (vues: number, demandes: number) =>
    `${plural(vues, 'vue', 'vues')} et ${plural(demandes, 'demande', 'demandes')} en 90\u00a0jours`,
  reach: (people: number) => `Utile à ${formatCount(people)}\u00a0habitants`,
  script: 'Pour l’appel',
  hello: (name: string) =>
    fr(
      `« Bonjour, je vérifie pour DORA la fiche “${name}”, que les professionnels de l’insertion consultent. Avez-vous deux minutes pour confirmer quelques informations ? »`,
    ),
  ask: (labels: readonly string[]) => `Demandez d’abord\u202f: ${labels.map((one) => one.toLocaleLowerCase('fr')).join(', ')}.`,
  thanks: fr('« Merci ! La fiche montrera que c’est à jour, avec la date d’aujourd’hui. »'),
  form: 'Ce que vous avez appris',
  groups: 'Ce qui a été confirmé',
  groupsHelp: 'Cochez ce que la personne a confirmé tel quel. Ce qui est faux se corrige dans la fiche, et n’est pas à cocher.',
  right: (label: string) => `${label}\u202f: c’est exact`,
  nothing: 'Rien n’est renseigné',
  valuesFailed: 'La fiche n’a pas pu être lue sur le serveur',
  noStructure: 'Ce service n’a pas de structure\u202f: notez ce que vous avez appris, sa fiche ne peut pas être confirmée ici.',
  edit: 'Corriger la fiche',
  result: 'Résultat de l’appel',
  resultNeeded: 'Choisissez un résultat.',
  groupsNeeded: 'Cochez au moins ce qui a été confirmé, ou choisissez un autre résultat.',
  note: 'Note (facultatif)',
  noteHelp: 'Lue par ceux qui modèrent, jamais par la structure.',
  obsolete: 'Rendre la structure obsolète',
  obsoleteHelp: 'Elle et ses services ne seront plus montrés. Annulable pendant dix secondes, et plus tard depuis le tableau.',
  archive: 'Archiver ce service',
  archiveHelp: 'Il ne sera plus montré. Il peut être publié de nouveau depuis l’offre de la structure.',
  save: 'Enregistrer et passer au suivant',
  saving: 'Enregistrement',
  saved: (name: string) => fr(`Appel enregistré : ${name}`),
  refused: 'Tout n’a pas pu être confirmé',
  /** What stays in the log of the dossier. */
  noted: (resultat: Resultat, labels: readonly string[], note: string) =>
    `Appel\u202f: ${results[resultat].toLocaleLowerCase('fr')}${labels.length === 0 ? '' : ` (${labels.join(', ')})`}.${note === '' ? '' : ` ${note}`}`,
} as const
