import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{shared,main,server,preload,build}/**/*.test.ts', 'renderer/src/**/*.test.{ts,tsx}'],
    // Importing the real package outside Electron tries to download its binary.
    alias: { electron: `${import.meta.dirname}/main/testing/fake-electron.ts` },
    environment: 'node',
    // Two cores are the common case in CI; SQLite tests are mostly waiting for the disk.
    maxWorkers: 2,
    // A test that hangs is told; one that a busy machine slows down is not a failure.
    testTimeout: 30_000,
    hookTimeout: 60_000,
    expect: { poll: { timeout: 20_000 } },
    restoreMocks: true,
  },
})
