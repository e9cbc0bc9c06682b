import { isDeployable } from './state.ts'

/**
 * A map of one equal tile for each département, near where it lies: small ones are seen as well as large ones, and no outline is
 * claimed. Two letters or digits per tile, `..` for none; overseas below.
 */
const METROPOLE = `
.. .. .. .. .. .. 62 59 .. .. .. .. ..
.. .. .. .. .. 76 80 60 02 08 .. .. ..
.. .. .. 50 14 27 95 93 77 51 55 57 67
29 22 35 53 61 78 92 75 94 10 52 54 68
.. 56 44 49 72 28 91 45 89 21 70 88 90
.. .. 85 79 37 41 18 58 71 39 25 .. ..
.. .. 17 16 86 36 03 42 69 01 74 .. ..
.. .. 33 24 87 23 63 43 38 73 .. .. ..
.. .. 40 47 46 19 15 07 26 05 .. .. ..
.. .. 64 32 82 12 48 30 84 04 06 .. ..
.. .. .. 65 31 81 34 13 83 .. .. 2B ..
.. .. .. .. 09 11 66 .. .. .. .. 2A ..`

const OUTRE_MER = ['971', '972', '973', '974', '976', '975', '977', '978', '986', '987', '988']

export type Tile = { readonly code: string; readonly ligne: number; readonly colonne: number }

const metropole = METROPOLE.trim()
  .split('\n')
  .flatMap((line, ligne) =>
    line.split(' ').flatMap((code, colonne): readonly Tile[] => (isDeployable(code) ? [{ code, ligne, colonne }] : [])),
  )

/** First line of the overseas ones: half a line is left before. */
const OVERSEAS_LINE = 12.5

/** Every département of `state.ts` once, in tiles from the top left corner. */
export const TILES: readonly Tile[] = [
  ...metropole,
  ...OUTRE_MER.map((code, colonne): Tile => ({ code, ligne: OVERSEAS_LINE, colonne: colonne + 1 })),
]

export const TILE_COLUMNS = 13
export const TILE_LINES = OVERSEAS_LINE + 1
