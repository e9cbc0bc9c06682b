import type { Entry } from './entry.ts'

/** What a person uses the tool for, and how they heard of it (dora-backend.md §1.1). */

export const ACTIVITES = [
  { value: 'accompagnateur', label: 'J’accompagne des personnes' },
  { value: 'offreur', label: 'Ma structure propose des services' },
  { value: 'accompagnateur_offreur', label: 'Les deux' },
  { value: 'autre', label: 'Autre' },
] as const satisfies readonly Entry[]

export const DECOUVERTES = [
  { value: 'bouche-a-oreille', label: 'Bouche-à-oreille (collègues, réseau…)' },
  { value: 'moteurs-de-recherche', label: 'Moteur de recherche' },
  { value: 'reseaux-sociaux', label: 'Réseaux sociaux' },
  { value: 'evenements-dora', label: 'Démonstration, webinaire, atelier' },
  { value: 'emplois-de-l-inclusion', label: 'Emplois de l’inclusion' },
  { value: 'autre', label: 'Autre (préciser)' },
] as const satisfies readonly Entry[]
