import { createSeal } from '../../sync/seal.ts'

/** What benches and processes of tests share. */

export const FROM = { name: 'DORA', address: 'ne-pas-repondre@exemple.test' }
export const seal = createSeal(new Uint8Array(32).fill(7))
