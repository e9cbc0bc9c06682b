import type { Entry } from './entry.ts'

/** Publics; `tous-publics` is for exchange: an empty list means the same. data·inclusion schema v1.0.8 (data-inclusion.md §1.5); order is the order of display. */
export const PUBLICS = [
  { value: 'tous-publics', label: 'Tous publics' },
  {
    value: 'actifs',
    label: 'Actifs',
    description: 'Toute personne ayant un emploi, qu’il soit salarié, libéral ou à son compte',
  },
  {
    value: 'beneficiaires-des-minimas-sociaux',
    label: 'Bénéficiaires des minimas sociaux',
    description: 'Personnes touchant des aides financières telles que RSA, SMIC, allocations familiales, bourses, etc.',
  },
  { value: 'demandeurs-emploi', label: 'Demandeurs d’emploi', description: 'Demandeurs d’emploi de tout type' },
  { value: 'etudiants', label: 'Étudiants' },
  { value: 'familles', label: 'Familles', description: 'Familles, parents, enfants, etc.' },
  { value: 'femmes', label: 'Femmes', description: 'Femmes isolées, victimes de violence, etc.' },
  { value: 'jeunes', label: 'Jeunes', description: 'Jeunes au sens large, jeunes adultes, adolescents, etc.' },
  {
    value: 'personnes-en-situation-de-handicap',
    label: 'Personnes en situation de handicap',
    description: 'Personnes en situation de handicap de tout type',
  },
  {
    value: 'personnes-en-situation-durgence',
    label: 'Personnes en situation d’urgence',
    description: 'SDF, victimes de violence, grande précarité, etc.',
  },
  {
    value: 'personnes-en-situation-juridique-specifique',
    label: 'Personnes en situation juridique spécifique',
    description: 'Personnes sortant de détention, détenus ou autre statut juridique spécifique',
  },
  {
    value: 'personnes-exilees',
    label: 'Personnes exilées',
    description: 'Réfugiés, demandeurs d’asile, personnes immigrées, etc.',
  },
  {
    value: 'residents-qpv-frr',
    label: 'Résidents en QPV ou FRR',
    description:
      'Personnes résidentes en zone Quartier Prioritaire de la Ville ou France Ruralités Revitalisation (anciennement ZRR)',
  },
  { value: 'seniors', label: 'Séniors', description: 'Personnes âgées, retraités, etc.' },
] as const satisfies readonly Entry[]
