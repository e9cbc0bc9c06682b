import { unzipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { shield, unshield } from '#shared/text/formula.ts'
import { TABLE_LIMITS } from '../listing/table/limits.ts'
import { parseTable } from '../listing/table/parse.ts'
import { writeTable } from './write.ts'

const FORMATS = ['csv', 'xlsx'] as const
const read = (bytes: Uint8Array, format: 'csv' | 'xlsx') => parseTable(Buffer.from(bytes), `x.${format}`, TABLE_LIMITS)

/** What fields hold: any text without the controls that `cleanText` takes out, rich in what spreadsheets trip on. */
const spiced = fc.oneof(
  fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '"', ';', ',', '|', ' ', 'é', 'a', '_x0041_', '&', '<'),
  }),
  fc.string({ unit: 'grapheme', maxLength: 40 }),
)
const text = spiced.map((one) => one.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]|Ã|â€|Â/g, '').toWellFormed())
const filled = text.map((one) => `x${one}`)
const table = fc.integer({ min: 1, max: 6 }).chain((width) =>
  fc.record({
    feuille: fc.string(),
    colonnes: fc.array(
      filled.map((one) => one.trim()),
      { minLength: width, maxLength: width },
    ),
    // Last cells are filled: those that hold nothing are not kept.
    lignes: fc.array(
      fc.tuple(fc.array(text, { minLength: width - 1, maxLength: width - 1 }), filled).map(([row, last]) => [...row, last]),
    ),
  }),
)

describe.each(FORMATS)('%s', (format) => {
  it('comes back as it was', async () => {
    await fc.assert(
      fc.asyncProperty(table, async (one) => {
        const back = await read(writeTable(one, format), format)
        expect(back.colonnes).toEqual(one.colonnes)
        expect(back.lignes.map(({ cellules }) => cellules)).toEqual(one.lignes)
      }),
    )
  })

  it('has no formula in it', async () => {
    const formulas = ['=1+1', '+1', '-1', '@A', '\t=1', '\r=1', ' =1', "'=1", '\uff1d1', '=HYPERLINK("http://x.test";"ici")']
    const bytes = writeTable({ feuille: 'S', colonnes: ['Nom', 'Note'], lignes: formulas.map((one) => [one, 'x']) }, format)
    if (format === 'csv') {
      for (const [index, line] of Buffer.from(bytes).toString('utf8').split('\r\n').slice(1, 5).entries()) {
        expect(line).toMatch(new RegExp(`^"?'\\${(formulas[index] ?? '').charAt(0)}`))
      }
    } else {
      const sheet = Buffer.from(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? []).toString('utf8')
      expect(sheet).not.toContain('<f>')
      expect(sheet.match(/<c /g)?.length).toBe(sheet.match(/t="inlineStr"/g)?.length)
    }
    expect((await read(bytes, format)).lignes.map(({ cellules }) => cellules[0])).toEqual(formulas)
  })
})

it('never gives what a spreadsheet would compute, and loses nothing', () => {
  fc.assert(
    fc.property(spiced, (one) => {
      expect(shield(one)).not.toMatch(/^\s*[=+\-@]/)
      expect(unshield(shield(one))).toBe(one)
    }),
  )
})

it('is opened by Excel in French: mark, semicolons, CRLF', () => {
  const bytes = Buffer.from(writeTable({ feuille: 'S', colonnes: ['Nom', 'Été'], lignes: [['a;b', 'c"d']] }, 'csv'))
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  expect(bytes.toString('utf8')).toBe('\ufeffNom;Été\r\n"a;b";"c""d"\r\n')
})

it('names the sheet as spreadsheets accept, and says which cell is too long for them', async () => {
  const named = async (feuille: string) =>
    (await read(writeTable({ feuille, colonnes: ['a'], lignes: [] }, 'xlsx'), 'xlsx')).feuille
  expect(await named("'Services: [été]/*?\\'")).toBe('Services été')
  expect(await named('x'.repeat(80))).toBe('x'.repeat(31))
  expect(await named('')).toBe('Feuille 1')
  const long = () => writeTable({ feuille: 'S', colonnes: ['a', 'b'], lignes: [['', 'x'.repeat(32_768)]] }, 'xlsx')
  expect(long).toThrow(new DoraError('tableau-cellule-trop-longue', { ligne: 2, colonne: 'B', limite: 32_767 }))
})
