import { afterEach, beforeEach } from 'vitest'
import { createSirene, type SireneParts } from '../client.ts'
import type { Sirene } from '../sirene.ts'
import { startSireneStandIn, type SireneStandIn } from './stand-in.ts'

export type SireneBench = {
  readonly register: () => SireneStandIn
  readonly open: (parts?: Partial<SireneParts>) => Sirene
  readonly pass: (ms: number) => void
  /** Milliseconds that requests waited for their turn. */
  readonly waits: () => number[]
}

/** A register of its own for each test, and a clock that moves when told, or when a request waits for its turn. */
export const sireneBench = (): SireneBench => {
  let register: SireneStandIn
  let clock = 0
  let waits: number[] = []
  beforeEach(async () => {
    register = await startSireneStandIn()
    clock = 0
    waits = []
  })
  afterEach(() => register.close())
  return {
    register: () => register,
    open: (parts = {}) =>
      createSirene({
        base: register.url,
        now: () => clock,
        wait: async (ms) => {
          waits.push(ms)
          clock += ms
        },
        ...parts,
      }),
    pass: (ms) => {
      clock += ms
    },
    waits: () => waits,
  }
}
