import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { POINTER_FILE } from '#shared/catalogue/file.ts'
import { digestOf, isFresh, stamp } from '../build/stamp.ts'
import { DEMONSTRATION } from './desk.ts'

/** The demonstration catalogue of the tests: fixed seed and day, so that what a test sees is the same every day. */
export default () => {
  const digest = digestOf(['server', 'shared', 'package-lock.json'])
  if (isFresh('e2e', digest) && existsSync(join(DEMONSTRATION, POINTER_FILE))) return
  const { status } = spawnSync(
    process.execPath,
    ['server/import/cli-demo.ts', '--seed', '1', '--services', '5000', '--today', '2026-11-23', '--to', DEMONSTRATION],
    { cwd: join(import.meta.dirname, '..'), stdio: 'inherit' },
  )
  if (status !== 0) throw new Error('the demonstration catalogue of the tests could not be made')
  stamp('e2e', digest)
}
