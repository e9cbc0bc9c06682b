import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

/**
 * The fonts embedded in documents: Atkinson Hyperlegible, that of the screens, in two parts that share out the Latin alphabet; Noto Sans and Vazirmatn for the
 * alphabets it lacks. Each part is a file of its own.
 */

export type Weight = 'normal' | 'gras'
export type Part = 'latin' | 'latin-ext' | 'cyrillic' | 'arabic'
export type FontName = `${Weight}-${Part}`

/** In the order in which a letter is looked for. */
export const PARTS: readonly Part[] = ['latin', 'latin-ext', 'cyrillic', 'arabic']

const ATKINSON = '@fontsource/atkinson-hyperlegible/files/atkinson-hyperlegible'
const FILES: Readonly<Record<Part, string>> = {
  latin: `${ATKINSON}-latin`,
  'latin-ext': `${ATKINSON}-latin-ext`,
  cyrillic: '@fontsource/noto-sans/files/noto-sans-cyrillic',
  arabic: '@fontsource/vazirmatn/files/vazirmatn-arabic',
}
const WEIGHTS: Readonly<Record<Weight, number>> = { normal: 400, gras: 700 }

const { resolve } = createRequire(import.meta.url)
let read: ReadonlyMap<FontName, Buffer> | null = null

/** Read once, at the first document. */
export const fontFiles = (): ReadonlyMap<FontName, Buffer> =>
  (read ??= new Map(
    (Object.keys(WEIGHTS) as Weight[]).flatMap((weight) =>
      PARTS.map((part): [FontName, Buffer] => [
        `${weight}-${part}`,
        readFileSync(resolve(`${FILES[part]}-${WEIGHTS[weight]}-normal.woff`)),
      ]),
    ),
  ))
