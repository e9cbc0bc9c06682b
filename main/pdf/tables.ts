import { ACCENT, INK, LINE, type Pdf, SOFT, type TextStyle } from './document.ts'

/** Tables that a screen reader walks: the first row says what columns are, the first cell of a row what it is about. */

export type Column = { readonly nom: string; /** Part of the width. */ readonly part: number; readonly droite?: boolean }
export type Table = {
  /** What the table is of, for whoever hears it. */
  readonly resume: string
  readonly colonnes: readonly Column[]
  readonly lignes: readonly (readonly string[])[]
  readonly taille?: number
  /** Of the whole page. */
  readonly largeur?: number
}

const PAD = 4

export const tableau = ({ sheet }: Pdf, { resume, colonnes, lignes, taille = 10, largeur }: Table): void => {
  const { doc, left, need, height, write, part, decor } = sheet
  const width = largeur ?? sheet.width
  const whole = colonnes.reduce((sum, one) => sum + one.part, 0)
  const widths = colonnes.map((one) => (width * one.part) / whole)
  const at = (index: number): number => left + widths.slice(0, index).reduce((sum, one) => sum + one, 0)
  const wide = (index: number): number => (widths[index] ?? 0) - 2 * PAD

  const heightOf = (cells: readonly string[], style: TextStyle): number =>
    Math.max(...cells.map((text, index) => height(text, wide(index), style))) + 2 * PAD

  const cell = (text: string, index: number, y: number, style: TextStyle) => () =>
    write(text, at(index) + PAD, y + PAD, wide(index), { ...style, align: colonnes[index]?.droite === true ? 'right' : 'left' })
  const rule = (y: number, color = LINE): void =>
    decor(
      () =>
        void doc
          .moveTo(left, y)
          .lineTo(left + width, y)
          .lineWidth(0.6)
          .strokeColor(color)
          .stroke(),
    )

  const heads = colonnes.map(({ nom }) => nom)
  const headStyle = { taille, poids: 'gras' as const }
  const headHeight = heightOf(heads, headStyle)
  const table = doc.struct('Table', { title: resume, alt: resume })
  sheet.add(table)
  const head = (isFirst: boolean): void => {
    const y = doc.y
    decor(() => void doc.rect(left, y, width, headHeight).fill(SOFT))
    const cells = heads.map((text, index) => cell(text, index, y, headStyle))
    if (isFirst)
      table.add(
        part(
          'TR',
          cells.map((draw) => part('TH', draw, { scope: 'Column' })),
        ),
      )
    // Told once is enough for whoever hears it.
    else for (const draw of cells) decor(draw)
    doc.y = y + headHeight
  }
  need(headHeight + 40)
  head(true)
  for (const line of lignes) {
    const style = { taille }
    const tall = heightOf(line, style)
    const page = doc.page
    need(tall)
    if (doc.page !== page) head(false)
    const y = doc.y
    table.add(
      part(
        'TR',
        line.map((text, index) =>
          part(index === 0 ? 'TH' : 'TD', cell(text, index, y, style), index === 0 ? { scope: 'Row' } : {}),
        ),
      ),
    )
    doc.y = y + tall
    rule(doc.y)
  }
  table.end()
  doc.x = left
  doc.y += 10
}

export type Bar = { readonly nom: string; readonly n: number; readonly texte: string }

/** Horizontal bars, the longest for the largest number; a table of two columns for whoever hears it. */
export const barres = (
  { sheet }: Pdf,
  {
    resume,
    colonnes,
    lignes,
    taille = 10,
  }: {
    readonly resume: string
    readonly colonnes: readonly [string, string]
    readonly lignes: readonly Bar[]
    readonly taille?: number
  },
): void => {
  const { doc, left, width, need, height, write, part, decor } = sheet
  const names = width * 0.36
  const room = width * 0.5
  const most = Math.max(1, ...lignes.map(({ n }) => n))
  const table = doc.struct('Table', { title: resume, alt: resume })
  sheet.add(table)
  const headStyle = { taille, poids: 'gras' as const }
  need(height(colonnes[0], names, headStyle) + 40)
  const top = doc.y
  table.add(
    part('TR', [
      part('TH', () => write(colonnes[0], left, top, names, headStyle), { scope: 'Column' }),
      part('TH', () => write(colonnes[1], left + names, top, width - names, headStyle), { scope: 'Column' }),
    ]),
  )
  doc.y = top + height(colonnes[0], names, headStyle) + 2
  for (const { nom, n, texte } of lignes) {
    const tall = Math.max(height(nom, names - 8, { taille }), taille + 6) + 4
    need(tall)
    const y = doc.y
    const long = n === 0 ? 0 : Math.max(1.5, (room * n) / most)
    decor(() => void doc.rect(left + names, y + 1, long, taille + 3).fill(ACCENT))
    table.add(
      part('TR', [
        part('TH', () => write(nom, left, y, names - 8, { taille }), { scope: 'Row' }),
        part('TD', () =>
          write(texte, left + names + long + 6, y, width - names - long - 6, { taille, poids: 'gras', couleur: INK }),
        ),
      ]),
    )
    doc.y = y + tall
  }
  table.end()
  doc.x = left
  doc.y += 10
}

export type BigNumber = { readonly valeur: string; readonly nom: string }

/** Numbers to be seen from the back of a room, side by side; a list for whoever hears them. */
export const chiffres = ({ sheet }: Pdf, all: readonly BigNumber[], parRangee = 4): void => {
  const { doc, left, width, need, height, write, part, decor } = sheet
  const gap = 12
  const wide = (width - gap * (parRangee - 1)) / parRangee
  const list = doc.struct('L')
  sheet.add(list)
  for (let from = 0; from < all.length; from += parRangee) {
    const row = all.slice(from, from + parRangee)
    const tall = 54 + Math.max(...row.map(({ nom }) => height(nom, wide - 20, { taille: 13 }))) + 8
    need(tall)
    const y = doc.y
    for (const [index, { valeur, nom }] of row.entries()) {
      const x = left + index * (wide + gap)
      decor(() => void doc.roundedRect(x, y, wide, tall, 6).fill(SOFT))
      list.add(
        part('LI', [
          part('LBody', () => {
            write(valeur, x + 10, y + 8, wide - 20, { taille: 34, poids: 'gras', couleur: ACCENT })
            write(nom, x + 10, y + 54, wide - 20, { taille: 13 })
          }),
        ]),
      )
    }
    doc.y = y + tall + gap
  }
  list.end()
  doc.x = left
}
