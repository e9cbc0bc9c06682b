import { describe, expect, it, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { TABLE_LIMITS } from './limits.ts'
import { parseTable, type TableOptions } from './parse.ts'
import { rels, row, sheet, workbook, zip } from './testing/workbooks.ts'

const parse = (bytes: Buffer, options?: TableOptions, limits = {}) =>
  parseTable(bytes, 'services.xlsx', { ...TABLE_LIMITS, ...limits }, options)
const codeOf = async (bytes: Buffer, limits = {}): Promise<string> => {
  const failure = await parse(bytes, undefined, limits).then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failure instanceof DoraError)) throw new Error('it should have failed with a coded error', { cause: failure })
  return failure.code
}

const STYLES = `<styleSheet xmlns="m"><numFmts><numFmt numFmtId="164" formatCode="00000"/><numFmt numFmtId="165" formatCode="dd\\/mm\\/yyyy;@"/><numFmt numFmtId="166" formatCode="[$-40C]d mmmm yyyy"/><numFmt numFmtId="167" formatCode="0.00&quot; jours&quot;"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="20"/><xf numFmtId="22"/><xf numFmtId="167"/></cellXfs></styleSheet>`
const STRINGS = `<sst xmlns="m"><si><t>Nom</t></si><si><r><t>Atelier </t></r><r><t xml:space="preserve">d’été</t></r><rPh><t>kana</t></rPh></si><si><t>_x0041_b</t></si></sst>`
const withParts = (rows: string, more = {}) =>
  workbook(rows, { 'xl/styles.xml': STYLES, 'xl/sharedStrings.xml': STRINGS, ...more })

describe('cells', () => {
  test.each([
    ['<c t="s"><v>1</v></c>', 'Atelier d’été'],
    ['<c t="s"><v>2</v></c>', 'Ab'],
    ['<c t="s"><v>99</v></c>', undefined],
    ['<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', 'ab'],
    ['<c t="inlineStr"><is><t>&lt;script&gt; &amp; &#233;</t></is></c>', '<script> & é'],
    ['<c><v>12345678901234</v></c>', '12345678901234'],
    ['<c><v>0.30000000000000004</v></c>', '0.3'],
    ['<c><v>1.5E2</v></c>', '150'],
    ['<c s="1"><v>45292</v></c>', '2024-01-01'],
    ['<c s="3"><v>45292</v></c>', '2024-01-01'],
    ['<c s="4"><v>59</v></c>', '1900-02-28'],
    ['<c s="4"><v>61</v></c>', '1900-03-01'],
    ['<c s="4"><v>60</v></c>', '60'],
    ['<c s="5"><v>0.375</v></c>', '09:00'],
    ['<c s="6"><v>45292.5</v></c>', '2024-01-01T12:00'],
    ['<c s="2"><v>1000</v></c>', '01000'],
    ['<c s="7"><v>3</v></c>', '3'],
    ['<c s="1"><v>-5</v></c>', '-5'],
    ['<c t="d"><v>2024-03-05T00:00:00Z</v></c>', '2024-03-05'],
    ['<c t="b"><v>1</v></c>', 'VRAI'],
    ['<c t="b"><v>0</v></c>', 'FAUX'],
    ['<c t="str"><f>A1&amp;"x"</f><v>=calculé</v></c>', '=calculé'],
    ['<c><f>1+1</f><v>2</v></c>', '2'],
    ['<c><f>1+1</f></c>', undefined],
    ['<c t="e"><v>#N/A</v></c>', undefined],
    ['<c t="inlineStr"><is><t>=cmd|calc</t></is></c>', '=cmd|calc'],
  ])('%s → %s', async (cell, text) => {
    const { lignes } = await parse(withParts(`<row>${'<c t="s"><v>0</v></c>'}</row><row>${cell}</row>`))
    expect(lignes[0]?.cellules[0]).toBe(text)
  })

  it('places cells and rows where they say, and counts days from 1904 when told', async () => {
    const rows =
      '<row r="3"><c r="B3" t="s"><v>0</v></c></row><row r="7"><c r="A7" s="1"><v>1</v></c><c r="C7"><v>5</v></c></row>'
    const table = await parse(
      withParts(rows, {
        'xl/workbook.xml':
          '<x:workbook xmlns:x="m" xmlns:q="r"><x:workbookPr date1904="1"/><x:sheets><x:sheet name="S" q:id="s1"/></x:sheets></x:workbook>',
      }),
    )
    expect(table).toMatchObject({
      entete: 3,
      colonnes: ['', 'Nom', ''],
      lignes: [{ numero: 7, cellules: ['1904-01-02', '', '5'] }],
    })
  })
})

describe('workbook', () => {
  const TWO = {
    'xl/workbook.xml':
      '<workbook xmlns="m" xmlns:r="r"><sheets><sheet name="Listes" state="hidden" r:id="s1"/><sheet name="Services" r:id="a"/><sheet name="Structures" r:id="b"/></sheets></workbook>',
    'xl/_rels/workbook.xml.rels': rels({
      s1: ['worksheet', 'worksheets/sheet1.xml'],
      a: ['worksheet', '/xl/worksheets/a.xml'],
      b: ['worksheet', 'worksheets/b.xml'],
    }),
    'xl/worksheets/a.xml': sheet(row('Nom') + row('Un')),
    'xl/worksheets/b.xml': sheet(row('Siret') + row('Deux')),
  }

  it('reads the first sheet that is shown, or the one it is asked for', async () => {
    expect(await parse(workbook('', TWO))).toMatchObject({
      feuilles: ['Services', 'Structures'],
      feuille: 'Services',
      colonnes: ['Nom'],
    })
    expect(await parse(workbook('', TWO), { feuille: 'Structures' })).toMatchObject({
      feuille: 'Structures',
      colonnes: ['Siret'],
    })
    await expect(parse(workbook('', TWO), { feuille: 'Autre' })).rejects.toMatchObject({ code: 'tableau-feuille-absente' })
  })

  it('ignores macros and links to other files, says so, and what else it did', async () => {
    const rows = `${row('Nom')}<row hidden="1"><c><f>[1]Feuille!A1</f><v>4</v></c><c t="e"><v>#REF!</v></c><c><f>A1</f></c></row>`
    const { avertissements, lignes } = await parse(
      workbook(rows, {
        'xl/vbaProject.bin': new Uint8Array([1, 2, 3]),
        'xl/externalLinks/externalLink1.xml': '<!DOCTYPE x [<!ENTITY a "b">]><externalLink/>',
        'xl/worksheets/_rels/sheet1.xml.rels': rels({ e: ['hyperlink', 'file:///etc/passwd', 'External'] }),
      }),
    )
    expect(lignes).toEqual([{ numero: 2, cellules: ['4'] }])
    expect(avertissements.join('\n')).toMatch(
      /macros[\s\S]*autres fichiers[\s\S]*2 cellules sont des formules[\s\S]*1 formule n’a[\s\S]*erreur[\s\S]*1 ligne masquée/,
    )
  })

  it('reads a part in UTF-16', async () => {
    const wide = Buffer.from(`\ufeff${sheet(row('Été') + row('x'))}`, 'utf16le')
    expect((await parse(workbook('', { 'xl/worksheets/sheet1.xml': wide }))).colonnes).toEqual(['Été'])
  })
})

describe('files that are refused', () => {
  // Twenty megabytes of blanks in twenty kilobytes.
  const big = `${row('Nom')}${' '.repeat(20_000_000)}`
  const bombed = workbook(big)
  /** The same archive whose directory pretends that everything is small. */
  const lying = (): Buffer => {
    const bytes = Buffer.from(bombed)
    for (let at = bytes.indexOf('PK\u0001\u0002'); at >= 0; at = bytes.indexOf('PK\u0001\u0002', at + 4)) {
      if (bytes.readUInt32LE(at + 24) > 1_000_000) bytes.writeUInt32LE(50_000, at + 24)
    }
    return bytes
  }
  const ciphered = (): Buffer => {
    const bytes = workbook(row('Nom'))
    const at = bytes.lastIndexOf('PK\u0001\u0002')
    bytes.writeUInt16LE(1, at + 8)
    return bytes
  }
  const ole = (name: string): Buffer =>
    Buffer.concat([
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      Buffer.alloc(504),
      Buffer.from(name, 'utf16le'),
    ])
  const overlapping = (): Buffer => {
    const bytes = workbook(row('Nom'), { 'b.xml': 'x'.repeat(50), 'c.xml': 'y'.repeat(50) })
    const [last, before] = [
      bytes.lastIndexOf('PK\u0001\u0002'),
      bytes.lastIndexOf('PK\u0001\u0002', bytes.lastIndexOf('PK\u0001\u0002') - 1),
    ]
    bytes.writeUInt32LE(bytes.readUInt32LE(before + 42), last + 42)
    return bytes
  }
  const spoiled = (): Buffer => {
    const bytes = workbook(row('Nom', 'Ville', 'Autre'))
    const at = bytes.indexOf('xl/worksheets/sheet1.xml') + 30
    bytes.writeUInt8((bytes.readUInt8(at) + 1) % 256, at)
    return bytes
  }
  const dtd = (inside: string): Buffer =>
    workbook('', { 'xl/worksheets/sheet1.xml': `<!DOCTYPE worksheet [${inside}]>${sheet(row('&a;'))}` })

  test.each([
    ['declares too much', bombed, 'tableau-gonfle', { gonfle: 1_000_000 }],
    ['inflates too much for its size', bombed, 'tableau-gonfle', {}],
    ['inflates to more than it declares', lying(), 'tableau-gonfle', {}],
    ['has too many parts', workbook(row('Nom')), 'tableau-gonfle', { entrees: 3 }],
    ['has parts that overlap', overlapping(), 'tableau-gonfle', {}],
    ['is ciphered inside', ciphered(), 'tableau-chiffre', {}],
    ['is ciphered as a whole', ole('EncryptedPackage'), 'tableau-chiffre', {}],
    ['is of before 2007', ole('Workbook'), 'tableau-ancien-xls', {}],
    ['has a document type', dtd(''), 'tableau-xml-refuse', {}],
    ['reads another file by an entity', dtd('<!ENTITY a SYSTEM "file:///etc/passwd">'), 'tableau-xml-refuse', {}],
    ['multiplies entities', dtd('<!ENTITY b "bbbb"><!ENTITY a "&b;&b;&b;&b;">'), 'tableau-xml-refuse', {}],
    ['uses an entity that nothing declares', workbook(row('&a;')), 'tableau-abime', {}],
    ['is no XML', workbook('<row><c></row>'), 'tableau-abime', {}],
    ['is cut', workbook(row('Nom')).subarray(0, 300), 'tableau-abime', {}],
    ['was spoiled on its way', spoiled(), 'tableau-abime', {}],
    ['has 100,000 columns', workbook(`<row>${'<c><v>1</v></c>'.repeat(100_000)}</row>`), 'tableau-trop-de-colonnes', {}],
    ['has 501 columns', workbook(`<row>${'<c><v>1</v></c>'.repeat(501)}</row>`), 'tableau-trop-de-colonnes', {}],
    ['has a cell too long', workbook(row('x'.repeat(32_768))), 'tableau-cellule-trop-longue', {}],
    ['has too many rows', workbook(row('Nom') + row('x').repeat(11)), 'tableau-trop-de-lignes', { lignes: 10 }],
    [
      'shows one long string everywhere',
      workbook('<row><c t="s"><v>0</v></c><c t="s"><v>0</v></c></row>'.repeat(2_000), {
        'xl/sharedStrings.xml': `<sst><si><t>${'x'.repeat(32_000)}</t></si></sst>`,
      }),
      'tableau-trop-gros',
      {},
    ],
    ['nests without end', workbook('<a>'.repeat(5_000)), 'tableau-abime', {}],
    ['holds nothing', workbook(''), 'tableau-vide', {}],
    ['is a text document', zip({ 'word/document.xml': '<d/>' }), 'tableau-format-inconnu', {}],
    ['is a sheet of OpenDocument', zip({ 'content.xml': '<d/>', mimetype: 'x' }), 'tableau-format-inconnu', {}],
    [
      'is a binary workbook',
      zip({ 'xl/workbook.bin': 'x', '_rels/.rels': rels({ r: ['officeDocument', 'xl/workbook.bin'] }) }),
      'tableau-format-inconnu',
      {},
    ],
    ['is an archive of something else', zip({ 'a.txt': 'x' }), 'tableau-format-inconnu', {}],
  ])('one that %s', async (_, bytes, code, limits) => expect(await codeOf(bytes, limits)).toBe(code))

  it('is told apart from a damaged file at every cut and every spoiled byte: always a coded refusal, never a crash', async () => {
    const whole = workbook(row('Nom', 'Ville') + row('a', 'b'))
    for (let at = 0; at < whole.length; at += 7) {
      await parse(whole.subarray(0, at)).catch((error: unknown) => expect(error).toBeInstanceOf(DoraError))
      const wrong = Buffer.from(whole)
      wrong[at] = (wrong[at] ?? 0) ^ 0xff
      await parse(wrong).catch((error: unknown) => expect(error).toBeInstanceOf(DoraError))
    }
  })
})
