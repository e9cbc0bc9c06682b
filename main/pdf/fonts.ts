import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/** The fonts of the screens, embedded in documents: Atkinson Hyperlegible, in two parts that share out the alphabet. */

export type Weight = 'normal' | 'gras'
export type Part = 'latin' | 'latin-ext'
export type FontName = `${Weight}-${Part}`

const FILES = '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible'
const WEIGHTS: Readonly<Record<Weight, number>> = { normal: 400, gras: 700 }
const PARTS: readonly Part[] = ['latin', 'latin-ext']

const { resolve } = createRequire(import.meta.url)
let read: ReadonlyMap<FontName, Buffer> | null = null

/** Read once, at the first document. */
export const fontFiles = (): ReadonlyMap<FontName, Buffer> =>
  (read ??= new Map(
    (Object.keys(WEIGHTS) as Weight[]).flatMap((weight) =>
      PARTS.map((part): [FontName, Buffer] => [
        `${weight}-${part}`,
        readFileSync(resolve(`${FILES}-${part}-${WEIGHTS[weight]}-normal.woff`)),
      ]),
    ),
  ))
