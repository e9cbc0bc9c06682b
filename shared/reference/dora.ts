import type { Entry } from './entry.ts'

/** What only DORA's own listings have (dora-backend.md §1.4, dora-screens.md §11). */

/** How a professional orients someone, in the order of display. */
export const COACH_MODES = [
  { value: 'formulaire-dora', label: 'Via le formulaire DORA' },
  { value: 'completer-le-formulaire-dadhesion', label: 'Via notre propre formulaire en ligne ou site internet' },
  { value: 'envoyer-un-mail-avec-une-fiche-de-prescription', label: 'Nous envoyer un e-mail avec une fiche de prescription' },
  { value: 'envoyer-un-mail', label: 'Nous envoyer un e-mail' },
  { value: 'telephoner', label: 'Nous téléphoner' },
  { value: 'autre', label: 'Autre modalité' },
] as const satisfies readonly Entry[]

/** How a person comes by themselves, in the order of display. */
export const BENEFICIARY_MODES = [
  { value: 'professionnel', label: 'Se faire orienter par un professionnel' },
  { value: 'se-presenter', label: 'Se présenter' },
  { value: 'completer-le-formulaire-dadhesion', label: 'Via notre propre formulaire en ligne ou site internet' },
  { value: 'envoyer-un-mail', label: 'Nous envoyer un e-mail' },
  { value: 'telephoner', label: 'Nous téléphoner' },
  { value: 'autre', label: 'Autre modalité' },
] as const satisfies readonly Entry[]

/** How often the structure wants to be asked whether the listing is up to date. */
export const UPDATE_FREQUENCIES = [
  { value: 'tous-les-mois', label: 'Tous les mois' },
  { value: 'tous-les-3-mois', label: 'Tous les 3 mois' },
  { value: 'tous-les-6-mois', label: 'Tous les 6 mois' },
  { value: 'tous-les-12-mois', label: 'Tous les 12 mois' },
  { value: 'tous-les-16-mois', label: 'Tous les 16 mois' },
  { value: 'jamais', label: 'Jamais' },
] as const satisfies readonly Entry[]

/** Life of a listing. */
export const SERVICE_STATUSES = [
  { value: 'SUGGESTION', label: 'Suggestion' },
  { value: 'DRAFT', label: 'Brouillon' },
  { value: 'PUBLISHED', label: 'Publié' },
  { value: 'ARCHIVED', label: 'Archivé' },
] as const satisfies readonly Entry[]

/** Where the moderation of a listing or a structure stands. */
export const MODERATION_STATUSES = [
  { value: 'NEED_INITIAL_MODERATION', label: 'À modérer pour la première fois' },
  { value: 'NEED_NEW_MODERATION', label: 'À modérer de nouveau' },
  { value: 'IN_PROGRESS', label: 'Modération en cours' },
  { value: 'VALIDATED', label: 'Validé' },
] as const satisfies readonly Entry[]

/** Funders. A funding label carries no territory (dora-backend.md §1.4). */
export const FUNDING_LABELS = [
  { value: 'cd-charente-maritime', label: 'Conseil départemental de la Charente-Maritime' },
  { value: 'cd-drome', label: 'Conseil départemental de la Drôme' },
  { value: 'cd-savoie', label: 'Conseil départemental de la Savoie' },
  { value: 'cd-aveyron', label: 'Conseil départemental de l’Aveyron' },
  { value: 'cd-vienne', label: 'Conseil départemental de la Vienne' },
  { value: 'cd-essonne', label: 'Conseil départemental de l’Essonne' },
  { value: 'cd-bouches-du-rhone', label: 'Conseil départemental des Bouches-du-Rhône' },
  { value: 'rg-reunion', label: 'Région Réunion' },
] as const satisfies readonly Entry[]
