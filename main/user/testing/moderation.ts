import type { Acte } from '#shared/moderation/acts.ts'
import type { Cible } from '#shared/moderation/target.ts'
import type { ToKeep } from '../moderation-acts.ts'

/** Invented acts of moderation. */

export const structureOf = (id: string): Cible => ({ kind: 'structure', id })

/** The nth, of one test. */
export const actId = (n: number): string => `018f0000-0000-4000-8000-${String(n).padStart(12, '0')}`

export const noteOf = (n: number, note = `Note ${n}`): Acte => ({ id: actId(n), geste: 'noter', note })
export const validateOf = (n: number): Acte => ({ id: actId(n), geste: 'statuer', statut: 'VALIDATED', note: '' })

export const toKeep = (acte: Acte, over: Partial<ToKeep> = {}): ToKeep => ({
  cible: structureOf('s1'),
  nom: 'Maison des départs',
  acte,
  vu: null,
  part_le: 0,
  ...over,
})
