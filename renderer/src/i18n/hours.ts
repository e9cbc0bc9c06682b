import type { HoursProblemCode } from '#shared/listing/hours/problems.ts'
import { fr } from './fr.ts'

const JOURS = ['lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi', 'dimanche'] as const
const upper = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

const PROBLEMS: Record<HoursProblemCode, string> = {
  'plage-incomplete': fr(
    'Il manque une heure, ou elle n’a pas été comprise : cette plage n’est pas enregistrée. Exemple : 9h30.',
  ),
  'plage-vide': 'Cette plage finit à l’heure où elle commence.',
  'fin-avant-debut': fr(
    'Cette plage finit avant de commencer. Pour une nuit, le début est à 17 h ou après, et la fin le lendemain à midi au plus tard.',
  ),
  'plages-se-chevauchent': 'Cette plage en recouvre une autre.',
  'sans-plage': fr('Indiquez au moins une plage, ou choisissez « Fermé ». D’ici là, rien n’en est enregistré.'),
  'date-manquante': 'Indiquez le premier et le dernier jour. D’ici là, cette période n’est pas enregistrée.',
  'fin-avant-date': fr('Le dernier jour vient avant le premier : cette période n’est pas enregistrée.'),
  'exceptions-se-chevauchent': fr('Un jour de cette période est déjà dans une autre : seule la dernière vaudrait.'),
  'trop-long': fr('Ce texte est trop long pour être enregistré : regroupez des jours, ou retirez des périodes passées.'),
}

/** The editor of opening hours (ui/hours). */
export const hoursText = {
  jours: JOURS,
  Jour: (jour: number) => upper(JOURS[jour] ?? ''),
  semaine: 'Semaine habituelle',
  semaineAide: fr('Tapez les heures comme vous voulez : 9, 9h30 ou 0930.'),
  ouvert: 'Ouvert',
  ferme: 'Fermé',
  ouvertLe: (jour: number) => `, ${JOURS[jour] ?? ''}`,
  debut: (quoi: string, plage: number) => `${quoi}, plage ${plage}, début`,
  fin: (quoi: string, plage: number) => `${quoi}, plage ${plage}, fin`,
  lendemain: 'le lendemain',
  plage: (rang: number) => fr(`Plage ${rang} :`),
  a: 'à',
  ajouterPlage: 'Ajouter une plage',
  ajouterPlageA: (quoi: string) => fr(`Ajouter une plage : ${quoi}`),
  retirerPlage: (quoi: string, plage: number) => `${quoi}, retirer la plage ${plage}`,
  copier: 'Copier',
  copierDe: (jour: number) => ` les horaires du ${JOURS[jour] ?? ''} sur d’autres jours`,
  copierTitre: (jour: number) => `Copier les horaires du ${JOURS[jour] ?? ''} sur`,
  copierOuvres: 'Lundi à vendredi',
  copierTous: 'Tous les jours',
  copierFaire: 'Copier sur ces jours',
  copie: (jour: number, vers: string) => fr(`Horaires du ${JOURS[jour] ?? ''} copiés : ${vers}.`),
  feries: 'Jours fériés',
  feriesNonDit: 'Non précisé',
  feriesFerme: 'Fermé',
  horairesParticuliers: 'Horaires particuliers',
  exceptions: 'Fermetures et horaires exceptionnels',
  exceptionsAide: 'Congés, ponts, journée portes ouvertes… Ces dates l’emportent sur la semaine et les jours fériés.',
  exception: (rang: number) => `Période ${rang}`,
  exceptionAjouter: 'Ajouter une période',
  exceptionRetirer: (rang: number) => `Retirer la période ${rang}`,
  du: 'Du',
  au: 'Au',
  accueil: 'Accueil',
  motif: 'Motif (facultatif)',
  remarque: 'Précision sur les horaires (facultatif)',
  remarqueAide: fr('Affichée sous les horaires : « Sonner à l’interphone », « Sur rendez-vous le mercredi ».'),
  apercu: 'Ce qui sera affiché',
  apercuVide: 'Aucun horaire n’est renseigné.',
  enregistre: 'Texte enregistré',
  longueur: (longueur: number, max: number) => `${longueur} / ${max} caractères`,
  brut: 'Texte des horaires',
  brutAide: fr(
    'Ces horaires disent plus que ce que la grille sait montrer : ils sont gardés tels quels. Vous pouvez modifier leur texte ici (format OpenStreetMap).',
  ),
  brutLisible: 'Ouvrir dans la grille',
  reprendre: 'Reprendre avec la grille',
  reprendreTitre: fr('Reprendre ces horaires avec une grille vide ?'),
  reprendreTexte: fr(
    'Le texte actuel reste affiché au-dessus de la grille pendant que vous la remplissez. Il reste enregistré jusqu’à votre première saisie, qui le remplace.',
  ),
  ancien: 'Texte précédent',
  revenir: 'Revenir à ce texte',
  problemeDe: (quoi: string, code: HoursProblemCode) => fr(`${quoi} : ${PROBLEMS[code]}`),
  probleme: (code: HoursProblemCode) => PROBLEMS[code],
} as const
