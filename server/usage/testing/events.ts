import { randomUUID } from 'node:crypto'
import type { EvenementUsage, Fait } from '#shared/usage/event.ts'

/** Invented events of use. */

export const POSTE = 'a'.repeat(32)

export const search = (more: Partial<Extract<Fait, { type: 'recherche' }>> = {}): Fait => ({
  type: 'recherche',
  genre: 'besoins',
  thematiques: ['mobilite--preparer-un-permis'],
  publics: ['jeunes'],
  lieu: { commune: '59350', departement: '59' },
  rayon_km: 50,
  total: 12,
  a_portee: 3,
  a_distance: 4,
  premiers: [],
  ...more,
})

export const seen = (service_id: string): Fait => ({ type: 'service', service_id, recherche: null })

export const event = (fait: Fait, more: Partial<EvenementUsage> = {}): EvenementUsage => ({
  id: randomUUID(),
  jour: '2026-11-27',
  poste: POSTE,
  activite: 'accompagnateur',
  fait,
  ...more,
})
