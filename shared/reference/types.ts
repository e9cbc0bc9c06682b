import type { Entry } from './entry.ts'

/** Kinds of service. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const TYPES = [
  { value: 'accompagnement', label: 'Accompagnement', description: 'Accompagnement global pour le retour à l’emploi' },
  {
    value: 'aide-financiere',
    label: 'Aide financière',
    description: 'Prise en charge financière, aide ou rémunération soutenant le retour à l’emploi',
  },
  {
    value: 'aide-materielle',
    label: 'Aide matérielle',
    description: 'Accéder à du matériel soutenant le retour à l’emploi (voiture, vélo, ordinateur, alimentation, etc.)',
  },
  {
    value: 'atelier',
    label: 'Atelier',
    description: 'Groupe de travail constitué autour d’une activité, d’un thème soutenant le retour à l’emploi',
  },
  { value: 'formation', label: 'Formation', description: 'Formation dispensée par des professionnels pour les bénéficiaires' },
  {
    value: 'information',
    label: 'Information',
    description: 'Premier niveau d’information apporté par des professionnels du secteur',
  },
] as const satisfies readonly Entry[]
