import { describe, expect, it, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { TABLE_LIMITS } from './limits.ts'
import { parseTable, type TableOptions } from './parse.ts'

const parse = (bytes: Buffer | string, options?: TableOptions, limits = {}) =>
  parseTable(Buffer.from(bytes as string), 'services.csv', { ...TABLE_LIMITS, ...limits }, options)
const failureOf = async (bytes: Buffer | string, limits = {}): Promise<DoraError> => {
  const failure = await parse(bytes, undefined, limits).then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof DoraError)) throw new Error('it should have failed with a coded error', { cause: failure })
  return failure
}

const TEXT = 'Nom du service;Téléphone\r\nAtelier d’été – accès œuvre;01 99 00 12 34\r\n'
const ROWS = [{ numero: 2, cellules: ['Atelier d’été – accès œuvre', '01 99 00 12 34'] }]
/** The few characters of the text above that windows-1252 writes otherwise than Latin-1. */
const BYTES_1252: Readonly<Record<string, number>> = { '’': 0x92, '–': 0x96, œ: 0x9c }
const windows1252 = (text: string): Buffer => Buffer.from([...text].map((char) => BYTES_1252[char] ?? char.charCodeAt(0)))
const utf16 = (text: string, order: 'le' | 'be', mark: boolean): Buffer => {
  const bytes = Buffer.from(`${mark ? '\ufeff' : ''}${text}`, 'utf16le')
  return order === 'le' ? bytes : bytes.swap16()
}

describe('encodings', () => {
  test.each([
    ['utf-8', 'utf-8', Buffer.from(TEXT)],
    ['utf-8 with a mark', 'utf-8', Buffer.from(`\ufeff${TEXT}`)],
    ['windows-1252', 'windows-1252', windows1252(TEXT)],
    ['utf-16 little-endian', 'utf-16le', utf16(TEXT, 'le', true)],
    ['utf-16 big-endian', 'utf-16be', utf16(TEXT, 'be', true)],
    ['utf-16 without a mark', 'utf-16le', utf16(TEXT, 'le', false)],
    ['utf-16 big-endian without a mark', 'utf-16be', utf16(TEXT, 'be', false)],
  ] as const)('reads %s', async (_, encodage, bytes) => {
    expect(await parse(bytes)).toMatchObject({
      encodage,
      colonnes: ['Nom du service', 'Téléphone'],
      lignes: ROWS,
      separateur: ';',
    })
  })

  test.each([
    ['bytes that are no text', Buffer.from([0x4e, 0x6f, 0x6d, 0x00, 0x01, 0x02, 0xff, 0xfe, 0x3b])],
    ['controls', 'Nom;Ville\nA\u0002B;Lille\n'],
    ['a text of old Macintosh', Buffer.from([0x4e, 0x6f, 0x6d, 0x3b, 0x56, 0x0a, 0x8f, 0x74, 0x90, 0x3b, 0x62, 0x0a])],
    ['UTF-16 cut in the middle', utf16(TEXT, 'le', true).subarray(0, -3)],
    ['accents spoiled by a conversion', 'Nom;Thématiques\nAtelier dâ€™Ã©tÃ©;MobilitÃ©\n'],
    ['accents lost by a conversion', 'Nom;Th\ufffdmatiques\nAtelier d\ufffd\ufffdt\ufffd;Lille\n'],
  ])('refuses %s', async (_, bytes) => expect((await failureOf(bytes)).code).toBe('tableau-encodage'))

  it('warns of one spoiled character rather than refusing the file', async () => {
    const { avertissements } = await parse('Nom;Ville\nAtelier;Lille\nCafÃ© des langues;Lille\n')
    expect(avertissements).toEqual([expect.stringContaining('ligne 3')])
  })
})

describe('layout', () => {
  test.each([
    [';', 'Nom;Ville;Note\nA;Lille;"a, b, c, d"\n'],
    [',', 'Nom,Ville,Note\nA,Lille,"a;b;c;d"\n'],
    ['\t', 'Nom\tVille\tNote\nA, b, c\tLille\tx\n'],
    ['|', 'Nom|Ville|Note\nA|Lille|x\n'],
    [';', 'Nom (a, b, c, d, e);Ville;Note\nA;Lille;x\n'],
    [',', 'sep=,\r\nNom,Ville,Note\nA,Lille,x\n'],
  ])('finds the separator %j', async (separateur, text) => {
    const table = await parse(text)
    expect(table.separateur).toBe(separateur)
    expect(table.colonnes).toHaveLength(3)
    expect(table.lignes).toHaveLength(1)
  })

  it('takes a file of one column', async () => {
    expect(await parse('Nom\nAtelier\n')).toMatchObject({
      separateur: null,
      colonnes: ['Nom'],
      lignes: [{ numero: 2, cellules: ['Atelier'] }],
    })
  })

  it('numbers rows as a spreadsheet does, through blank rows and cells of several lines', async () => {
    const { lignes } = await parse('Nom;Note\n\nA;"un\ndeux"\n;;\nB;x\n')
    expect(lignes.map(({ numero }) => numero)).toEqual([3, 5])
  })

  it('keeps columns that have no name, and starts at the row it is told', async () => {
    const table = await parse('Export du lundi\nNom;Ville\nA;Lille;x\n', { entete: 2 })
    expect(table).toMatchObject({
      entete: 2,
      colonnes: ['Nom', 'Ville', ''],
      lignes: [{ numero: 3, cellules: ['A', 'Lille', 'x'] }],
    })
  })

  it('keeps formulas as text', async () => {
    const formulas = ['=HYPERLINK("http://x.test")', '+33199001234', '-1', '@SUM(A1)', '\t=1']
    const { lignes } = await parse(`Nom\n${formulas.map((one) => `"${one.replaceAll('"', '""')}"`).join('\n')}\n`)
    expect(lignes.map(({ cellules }) => cellules[0])).toEqual(formulas)
  })
})

describe('files that are refused', () => {
  test.each([
    ['nothing', '', 'tableau-vide'],
    ['blank cells only', ' ;;\n;;\n', 'tableau-vide'],
    ['100,000 columns', `${'a;'.repeat(100_000)}\n${'b;'.repeat(100_000)}\n`, 'tableau-trop-de-colonnes'],
    [
      'a web page',
      '<!DOCTYPE html><html><body><table><tr><td>Nom;Ville</td></tr></table></body></html>',
      'tableau-format-inconnu',
    ],
    ['a PDF', '%PDF-1.7 ;', 'tableau-format-inconnu'],
    ['an unclosed quote', 'Nom;Ville\nA;Lille\nB;"Roubaix\nC;Tourcoing\n', 'tableau-guillemets'],
    ['a cell too long', `Nom;Ville\nA;${'x'.repeat(32_768)}\n`, 'tableau-cellule-trop-longue'],
    ['20,001 rows', `Nom\n${'A\n'.repeat(20_001)}`, 'tableau-trop-de-lignes'],
  ])('%s', async (_, text, code) => expect((await failureOf(text)).code).toBe(code))

  it('says where', async () => {
    expect((await failureOf('Nom;Ville\nA;Lille\nB;"Roubaix\nC;Tourcoing\n')).details).toEqual({ ligne: 3 })
    expect((await failureOf(`Nom;Ville\nA;${'x'.repeat(32_768)}\n`)).details).toMatchObject({ ligne: 2, colonne: 'B' })
  })

  it('takes 100,000 empty columns for what they are', async () => {
    expect((await parse(`Nom;Ville${';'.repeat(100_000)}\nA;Lille\n`)).colonnes).toEqual(['Nom', 'Ville'])
  })

  it('too heavy, or too much text', async () => {
    expect((await failureOf(TEXT, { octets: 10 })).code).toBe('tableau-trop-lourd')
    expect((await failureOf(TEXT, { texte: 30 })).code).toBe('tableau-trop-gros')
    expect((await failureOf(TEXT, { cellules: 3 })).code).toBe('tableau-trop-gros')
  })

  it('goes by the content, then by the name', async () => {
    const failure = parseTable(Buffer.from('Nom;Ville\n'), 'services.exe', TABLE_LIMITS)
    await expect(failure).rejects.toMatchObject({ code: 'tableau-format-inconnu' })
  })
})
