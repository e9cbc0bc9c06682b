import PDFDocument from 'pdfkit'
import { fontFiles, type Part, type Weight } from './fonts.ts'
import { isDrawable } from './images.ts'
import { layLines, type LaidLine } from './lines.ts'
import { type Run, runsOf } from './runs.ts'

/**
 * A document for people who read it, and for those whose screen reader does: tagged (headings, paragraphs, lists, tables, figures
 * with what they show in words), in French, its title told. Everything is laid out from top to bottom. Lengths are points.
 */

export const INK = '#1a1c22'
export const MUTED = '#50545f'
export const ACCENT = '#0f5ec0'
export const LINE = '#b9bdc8'
export const SOFT = '#e3edf9'

export type TextStyle = {
  readonly taille?: number
  readonly poids?: Weight
  readonly couleur?: string
  readonly align?: 'left' | 'right' | 'center'
  /** Written from right to left: ranged right unless `align` says otherwise. */
  readonly sens?: 'rtl'
  /** Room left under it. */
  readonly apres?: number
}
export type Box = { readonly x: number; readonly y: number; readonly largeur: number; readonly hauteur: number }
/** What of pdfkit a drawing is made with. */
export type Drawing = Pick<
  PDFKit.PDFDocument,
  'moveTo' | 'lineTo' | 'closePath' | 'circle' | 'rect' | 'fill' | 'stroke' | 'fillAndStroke' | 'lineWidth' | 'save' | 'restore'
>

export type DocumentOptions = {
  readonly titre: string
  readonly sujet?: string
  readonly auteur?: string
  readonly paysage?: boolean
  /** A4 unless told. */
  readonly papier?: 'A4' | 'A5'
  readonly marge?: number
  /** At the foot of each page. */
  readonly pied?: string
  /** Pages have their number; they do unless told. */
  readonly numerote?: boolean
  /** Of its making: what makes two documents of the same facts the same to the byte. */
  readonly date?: Date
}

export type Level = 1 | 2 | 3
const HEADINGS: Readonly<Record<Level, number>> = { 1: 24, 2: 17, 3: 13 }
const BODY = 11
const GAP = 8
const FOOT = 9
const FOOT_ROOM = 18
/** Of the size of the letters: from the top of a line to what the letters stand on, and to the next line. */
const ASCENT = 1.05
const LINE_OF_TEXT = 1.45

type OpenedImage = { readonly width: number; readonly height: number; readonly colorSpace?: string | undefined }
type OpensImages = { readonly openImage: (bytes: Buffer) => OpenedImage }
type Struct = PDFKit.PDFStructureElement

/** What blocks are written with; blocks of their own kind (tables.ts) are functions of it. */
export type Sheet = {
  readonly doc: PDFKit.PDFDocument
  /** Between the margins. */
  readonly left: number
  readonly width: number
  readonly bottom: () => number
  /** Goes to a new page unless so much is left on this one. */
  readonly need: (height: number) => void
  readonly height: (text: string, width: number, style?: TextStyle) => number
  /** Of a text on one line. */
  readonly wide: (text: string, style?: TextStyle) => number
  /** Writes at that place, within that width, and leaves the pen under it. */
  readonly write: (text: string, x: number, y: number, width: number, style?: TextStyle) => void
  /** A part of the document, in the order of reading. `draw` is given when it has no part of its own. */
  readonly add: (element: Struct) => void
  readonly part: (type: string, children: (() => void) | readonly Struct[], options?: Record<string, unknown>) => Struct
  /** What is there for the eye alone. */
  readonly decor: (draw: () => void) => void
}

export type Pdf = {
  readonly sheet: Sheet
  readonly titre: (text: string, level: Level, style?: TextStyle) => void
  readonly paragraphe: (text: string, style?: TextStyle) => void
  /** A paragraph that is the address itself, to click. */
  readonly lien: (url: string, style?: TextStyle) => void
  readonly liste: (items: readonly string[], style?: TextStyle) => void
  /** @param alt what it shows, in words. */
  readonly figure: (alt: string, hauteur: number, draw: (drawing: Drawing, box: Box) => void) => void
  /** PNG or JPEG, within these sides. One that cannot be drawn is written as what it says. */
  readonly image: (bytes: Uint8Array, alt: string, largeur: number, hauteur: number) => void
  readonly espace: (height: number) => void
  readonly page: () => void
  readonly fin: () => Promise<Buffer>
}

const styled = ({ taille = BODY, poids = 'normal', couleur = INK, align = 'left' }: TextStyle = {}) => ({
  taille,
  poids,
  couleur,
  align,
})

export const createPdf = (options: DocumentOptions): Pdf => {
  const {
    titre,
    sujet = '',
    auteur = 'DORA',
    paysage = false,
    papier = 'A4',
    marge = 56,
    pied = '',
    numerote = true,
    date = new Date(),
  } = options
  const doc = new PDFDocument({
    size: papier,
    layout: paysage ? 'landscape' : 'portrait',
    margins: { top: marge, left: marge, right: marge, bottom: marge + FOOT_ROOM },
    pdfVersion: '1.7',
    subset: 'PDF/UA' as never,
    tagged: true,
    displayTitle: true,
    lang: 'fr-FR',
    bufferPages: true,
    // No font but the embedded ones: the standard fonts are not in the file, and cannot be read aloud for sure.
    font: null as never,
    info: { Title: titre, Subject: sujet, Author: auteur, CreationDate: date, ModDate: date },
  })
  const chunks: Buffer[] = []
  const ended = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(Buffer.concat(chunks)))
    doc.on('error', reject)
  })
  for (const [name, file] of fontFiles()) doc.registerFont(name, file as never)

  type Face = { readonly font: { readonly hasGlyphForCodePoint: (code: number) => boolean } }
  const faces = new Map<Part, Face>()
  const has = (part: Part, code: number): boolean => {
    let face = faces.get(part)
    if (face === undefined) {
      face = (doc.font(`normal-${part}`) as unknown as { readonly _font: Face })._font
      faces.set(part, face)
    }
    return face.font.hasGlyphForCodePoint(code)
  }
  const runs = (text: string): readonly Run[] => runsOf(text, has)

  /** Runs of the fonts of the screens are set by pdfkit; other alphabets, and what goes from right to left, line by line. */
  const isLaid = (text: string, style?: TextStyle): boolean =>
    style?.sens === 'rtl' || runs(text).some(({ part: one }) => one === 'cyrillic' || one === 'arabic')
  const known = new Map<string, readonly LaidLine[]>()
  const laid = (text: string, width: number, style?: TextStyle): readonly LaidLine[] => {
    const { taille, poids } = styled(style)
    const measure = (one: Part, piece: string): number =>
      doc
        .font(`${poids}-${one}`)
        .fontSize(taille)
        .widthOfString(piece, one === 'arabic' ? { features: [] } : {})
    const rtl = style?.sens === 'rtl'
    // A text is measured to be placed, then written: laid once.
    const key = `${poids} ${taille} ${width} ${rtl} ${text}`
    let lines = known.get(key)
    if (lines === undefined) {
      lines = layLines(text, { rtl, width, measure, has })
      known.set(key, lines)
    }
    return lines
  }
  const writeLaid = (text: string, x: number, top: number, width: number, style?: TextStyle): void => {
    const { taille, poids, couleur, align } = styled({ ...(style?.sens === 'rtl' && { align: 'right' }), ...style })
    const tall = taille * LINE_OF_TEXT
    let y = top
    for (const { pieces, largeur } of laid(text, width, style)) {
      if (y + tall > bottom() + 1 && tall <= bottom() - marge) {
        ;(doc as unknown as { readonly continueOnNewPage: () => void }).continueOnNewPage()
        y = marge
      }
      const room = width - largeur
      const from = x + (align === 'right' ? room : align === 'center' ? room / 2 : 0)
      for (const piece of pieces) {
        doc.font(`${poids}-${piece.part}`).fontSize(taille).fillColor(couleur)
        // The whole run at once: word by word, as pdfkit would, each word of a right-to-left run would be in the place of another.
        const shaped = piece.part === 'arabic' ? { features: [] } : {}
        doc.text(piece.text, from + piece.x, y + taille * ASCENT, { lineBreak: false, baseline: 'alphabetic', ...shaped })
      }
      y += tall
    }
    doc.x = x
    doc.y = y
  }

  const height = (text: string, width: number, style?: TextStyle): number => {
    const { taille, poids, align } = styled(style)
    if (isLaid(text, style)) return laid(text, width, style).length * taille * LINE_OF_TEXT
    // Near enough for both parts: they have the same widths of letters and heights of lines.
    const plain = runs(text)
      .map(({ text: one }) => one)
      .join('')
    return doc
      .font(`${poids}-latin`)
      .fontSize(taille)
      .heightOfString(plain, { width, align, lineGap: taille * 0.2 })
  }

  const write = (text: string, x: number, y: number, width: number, style?: TextStyle, link?: string): void => {
    if (link === undefined && isLaid(text, style)) {
      writeLaid(text, x, y, width, style)
      return
    }
    const { taille, poids, couleur, align } = styled(style)
    const parts = runs(text)
    doc.x = x
    doc.y = y
    for (const [index, { part, text: one }] of parts.entries()) {
      doc.font(`${poids}-${part}`).fontSize(taille).fillColor(couleur)
      const more = { width, align, lineGap: taille * 0.2, continued: index < parts.length - 1 }
      const linked = link === undefined ? more : { ...more, link, underline: true }
      if (index === 0) doc.text(one, x, y, linked)
      else doc.text(one, linked)
    }
  }

  const wide = (text: string, style?: TextStyle): number => {
    if (isLaid(text, style)) return Math.max(0, ...laid(text, Infinity, style).map(({ largeur }) => largeur))
    const { taille, poids } = styled(style)
    return runs(text).reduce((sum, run) => sum + doc.font(`${poids}-${run.part}`).fontSize(taille).widthOfString(run.text), 0)
  }

  const left = marge
  const width = doc.page.width - 2 * marge
  const bottom = (): number => doc.page.height - marge - FOOT_ROOM
  const need = (room: number): void => {
    // What is longer than a page begins where it is.
    if (doc.y + room > bottom() && room <= bottom() - marge) doc.addPage()
  }

  const root = doc.struct('Document', { title: titre })
  doc.addStructure(root)
  const part: Sheet['part'] = (type, children, more = {}) => doc.struct(type, more, children as never)
  const decor = (draw: () => void): void => {
    doc.markContent('Artifact', { type: 'Layout' })
    draw()
    doc.endMarkedContent()
  }
  const sheet: Sheet = {
    doc,
    left,
    width,
    bottom,
    need,
    height,
    wide,
    write,
    add: (element) => void root.add(element),
    part,
    decor,
  }

  const block = (type: string, text: string, style: TextStyle, room: number): void => {
    if (text === '') return
    need(room)
    root.add(part(type, () => write(text, left, doc.y, width, style)))
    doc.x = left
    doc.y += style.apres ?? GAP
  }

  const opened = (bytes: Uint8Array): object | null => {
    if (!isDrawable(bytes)) return null
    try {
      const image = (doc as unknown as OpensImages).openImage(Buffer.from(bytes))
      // Of a JPEG: another frame than the one that its size was read of, or of no known colours.
      const isKnown = !('colorSpace' in image) || image.colorSpace !== undefined
      return image.width > 0 && image.height > 0 && isKnown ? image : null
    } catch {
      return null
    }
  }

  return {
    sheet,
    titre: (text, level, style = {}) => {
      const look = { taille: HEADINGS[level], poids: 'gras' as const, ...style }
      // A heading is never alone at the foot of a page.
      block(`H${level}`, text, look, height(text, width, look) + 60)
    },
    paragraphe: (text, style = {}) => block('P', text, style, Math.min(height(text, width, style), 48)),
    lien: (url, style = {}) => {
      const look = { couleur: ACCENT, ...style }
      need(height(url, width, look))
      root.add(part('P', [part('Link', () => write(url, left, doc.y, width, look, url), { alt: url })]))
      doc.x = left
      doc.y += style.apres ?? GAP
    },
    liste: (items, style = {}) => {
      if (items.length === 0) return
      const list = doc.struct('L')
      root.add(list)
      for (const item of items) {
        need(height(item, width - 18, style))
        const y = doc.y
        list.add(
          part('LI', [
            part('Lbl', () => write('•', left, y, 14, style)),
            part('LBody', () => write(item, left + 18, y, width - 18, style)),
          ]),
        )
        doc.y += 3
      }
      list.end()
      doc.x = left
      doc.y += style.apres ?? GAP
    },
    figure: (alt, tall, draw) => {
      need(tall)
      const y = doc.y
      const shown = () => {
        doc.save()
        draw(doc, { x: left, y, largeur: width, hauteur: tall })
        doc.restore()
      }
      root.add(part('Figure', shown, { alt, bbox: [left, y, left + width, y + tall] }))
      doc.x = left
      doc.y = y + tall + GAP
    },
    image: (bytes, alt, wide, tall) => {
      const image = opened(bytes)
      if (image === null) {
        block('P', alt, { poids: 'gras' }, height(alt, width))
        return
      }
      need(tall)
      const y = doc.y
      const shown = () => void doc.image(image as never, left, y, { fit: [wide, tall] })
      root.add(part('Figure', shown, { alt, bbox: [left, y, left + wide, y + tall] }))
      doc.x = left
      doc.y = y + tall + GAP
    },
    espace: (room) => {
      doc.y += room
    },
    page: () => {
      doc.addPage()
    },
    fin: () => {
      root.end()
      const { start, count } = doc.bufferedPageRange()
      for (let at = start; at < start + count; at++) {
        doc.switchToPage(at)
        // Below the margin, where pdfkit would go to a new page.
        doc.page.margins.bottom = 0
        const y = doc.page.height - marge - FOOT
        const number = numerote && count > 1 ? `${at - start + 1} / ${count}` : ''
        doc.markContent('Artifact', { type: 'Pagination' })
        const look = { taille: FOOT, couleur: MUTED }
        if (pied !== '') write(pied, left, y, width - 60, look)
        if (number !== '') write(number, left + width - 60, y, 60, { ...look, align: 'right' })
        doc.endMarkedContent()
      }
      doc.end()
      return ended
    },
  }
}
