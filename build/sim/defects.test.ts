import { rmSync } from 'node:fs'
import { afterAll, expect, it } from 'vitest'
import { DEFECTS, type Defect } from './defects.ts'
import { explore } from './explore.ts'
import { workFolder } from './template.ts'

const folder = workFolder('defects')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/**
 * Where each defect is looked for: from that seed on, in so many runs at most. A change of the generator moves these seeds:
 * `npm run sim -- --defect name` finds others.
 */
const SEEDS: Readonly<Record<Defect, readonly [seed: number, runs: number, invariants: readonly string[]]>> = {
  cursor_first: [100_000, 40, ['I4']],
  no_dedupe: [100_000, 40, ['I3']],
  no_floor: [100_000, 40, ['I4']],
  delete_on_send: [100_000, 40, ['I2']],
  ignore_epoch: [100_000, 40, ['I4', 'I1', 'I7']],
  no_repush: [100_000, 60, ['I2']],
  lww: [100_000, 60, ['I5']],
  flip_before_verify: [100_110, 60, ['I10', 'I7']],
  no_fsync: [100_000, 60, ['I10', 'I2', 'I4']],
  adopt_checksum: [100_000, 40, ['I1']],
  scope_leak: [100_000, 10, ['I8']],
}

it.each(DEFECTS)(
  '%s is found',
  async (defect) => {
    const [seed, runs, invariants] = SEEDS[defect]
    const { failures } = await explore({ seed, runs, folder, defect, shrinkTries: 0, untilFailure: true })
    expect(invariants).toContain(failures[0]?.violation.invariant)
  },
  180_000,
)
