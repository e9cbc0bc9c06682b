import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that last minutes though they are small: left to the end, they would keep one core waiting for the other. */
const LONG = [
  'build/sim/simulation.test.ts',
  'build/rounds/rounds.test.ts',
  'build/privacy/privacy.test.ts',
  'build/rounds/restore.test.ts',
]
const isLong = ({ moduleId }: TestSpecification): boolean => LONG.some((file) => moduleId.endsWith(`/${file}`))

class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['{shared,main,server,preload,build}/**/*.test.ts', 'renderer/src/**/*.test.{ts,tsx}'],
    // Importing the real package outside Electron tries to download its binary.
    alias: { electron: `${import.meta.dirname}/main/testing/fake-electron.ts` },
    environment: 'node',
    // Two cores are the common case in CI; SQLite tests are mostly waiting for the disk.
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // A test that hangs is told; one that a busy machine slows down is not a failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
  },
})
