import { randomUUID } from 'node:crypto'
import type { Fait } from '#shared/usage/event.ts'
import type { ToRecord } from '../usage-store.ts'

/** Invented events of use, as they are kept. */

/** Looked for in the files of a desk: it must not be there. */
export const SEEN_ID = 'dora--service-vu-sur-ce-poste'
export const POSTE = 'c0ffee'.padEnd(32, '0')

export const seenService = (service_id = SEEN_ID): Fait => ({ type: 'service', service_id, recherche: null })

export const noSolution = (): Fait => ({
  type: 'sans-solution',
  thematiques: ['mobilite--preparer-un-permis'],
  publics: [],
  lieu: { commune: '59350', departement: '59' },
  raison: 'complet',
  recherche: null,
})

export const toRecord = (more: Partial<ToRecord> = {}): ToRecord => ({
  id: randomUUID(),
  jour: '2026-03-02',
  activite: null,
  fait: seenService(),
  poste: POSTE,
  explicite: false,
  ...more,
})
