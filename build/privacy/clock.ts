import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../stamp.ts'

/** Arguments of Node, before a program whose clock is to be moved (moved-clock.ts). */
export const MOVED_CLOCK: readonly string[] = ['--import', pathToFileURL(join(root, 'build/privacy/moved-clock.ts')).href]

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS
