import type { StoredSession } from '../types.ts'

/** A session of `u1`, whose tokens are named after it. */
export const storedSession = (id: string, more: Partial<StoredSession> = {}): StoredSession => ({
  id,
  userId: 'u1',
  poste: 'Poste 1',
  moyen: 'mot-de-passe',
  creeLe: '2026-01-01T00:00:00.000Z',
  vuLe: '2026-01-01T00:00:00.000Z',
  expireLe: '2026-03-01T00:00:00.000Z',
  accesExpireLe: '2026-02-01T00:00:00.000Z',
  acces: `acces-${id}`,
  renouvellement: `renouvellement-${id}`,
  precedent: null,
  servi: false,
  idToken: null,
  ...more,
})
