import type { Entry } from './entry.ts'

/** Producers of data·inclusion known by name (data-inclusion.md §5). Others show their slug, prettified. */
export const SOURCES = [
  { value: 'dora', label: 'DORA' },
  { value: 'action-logement', label: 'Action Logement' },
  { value: 'agefiph', label: 'Agefiph' },
  { value: 'carif-oref', label: 'Réseau des Carif-Oref' },
  { value: 'cd35', label: 'Département d’Ille-et-Vilaine' },
  { value: 'emplois-de-linclusion', label: 'Les emplois de l’inclusion' },
  { value: 'finess', label: 'FINESS' },
  { value: 'france-travail', label: 'France Travail' },
  { value: 'fredo', label: 'Fredo' },
  { value: 'ma-boussole-aidants', label: 'Ma Boussole Aidants' },
  { value: 'mediation-numerique', label: 'Médiation numérique' },
  { value: 'mes-aides', label: 'Mes Aides' },
  { value: 'mission-locale', label: 'Missions Locales' },
  { value: 'monenfant', label: 'monenfant.fr' },
  { value: 'reseau-alpha', label: 'Réseau Alpha' },
  { value: 'soliguide', label: 'Soliguide' },
  { value: 'un-jeune-une-solution', label: '1 jeune 1 solution' },
  // Producers of the older open data files of médiation numérique and France services.
  { value: 'aidants-connect', label: 'Aidants Connect' },
  { value: 'cd72', label: 'Département de la Sarthe' },
  { value: 'conseiller-numerique', label: 'Conseillers numériques' },
  { value: 'france-services', label: 'France services' },
  { value: 'france-tiers-lieux', label: 'France Tiers-Lieux' },
  // Invented producers of the demonstration catalogue (server/import/demo/structures.ts).
  { value: 'demonstration', label: 'Démonstration' },
  { value: 'demonstration-reseau', label: 'Réseau de démonstration' },
  { value: 'demonstration-territoire', label: 'Territoire de démonstration' },
] as const satisfies readonly Entry[]
