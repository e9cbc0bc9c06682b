import type { Format } from '#shared/handout/handout.ts'
import { bare, createSay, type Deux, isRightToLeft } from '#shared/handout/texts.ts'
import type { Key } from '#shared/handout/texts/fr.ts'
import type { Feuille, Fiche, Ligne, Rubrique } from '#shared/handout/sheet.ts'
import type { Outlines } from '../kit/outlines.ts'
import { ACCENT, createPdf, INK, MUTED, type Pdf, SOFT, type TextStyle } from '../pdf/document.ts'
import { drawPlaces, locatedOf, mapInWords } from './map.ts'
import { modulesOf } from './qr.ts'

/** The sheet on paper, tagged: French, and under each fixed text the other language, told as such to what reads aloud. */

export type HandoutFacts = {
  readonly feuille: Feuille
  readonly format: Format
  /** Null for none. */
  readonly carte: Outlines | null
  /** What its code carries; null for none. */
  readonly qr: string | null
  /** Sources of the map, to credit. */
  readonly credits: readonly string[]
}

type Look = { readonly papier: 'A4' | 'A5'; readonly marge: number; readonly base: number; readonly labels: number }
/**
 * « L’information pour tous »: letters of 14 points at least; A5 is smaller, for whoever reads without difficulty and has a small pocket.
 * Large print begins at 18 (RNIB, Clear Print).
 */
const LOOKS: Readonly<Record<Format, Look>> = {
  a4: { papier: 'A4', marge: 48, base: 14, labels: 0.27 },
  a5: { papier: 'A5', marge: 32, base: 11, labels: 0.27 },
  'grands-caracteres': { papier: 'A4', marge: 44, base: 20, labels: 0.3 },
}
const OTHER = 0.86
/** Side of the code on paper: six centimetres keep the squares of the longest one above 0.4 mm. */
const QR_SIDE = 170
const QUIET = 4

type Writer = {
  readonly pdf: Pdf
  readonly look: Look
  readonly feuille: Feuille
  readonly other: TextStyle
}

/** Both languages of a text, as parts of the structure, one under the other at that place. */
const twoLines = (w: Writer, { fr, autre }: Deux, x: number, width: number, style: TextStyle, y: () => number) => {
  const { sheet } = w.pdf
  const small = { ...style, ...w.other, taille: (style.taille ?? w.look.base) * OTHER }
  const lang = w.feuille.langue ?? 'fr'
  // From right to left, it may share the line: each language begins at its own side.
  const isBeside =
    autre !== null && w.other.sens === 'rtl' && sheet.wide(fr, style) + sheet.wide(autre, small) + w.look.base <= width
  const heights = [sheet.height(fr, width, style), autre === null ? 0 : sheet.height(autre, width, small)] as const
  let top = 0
  const french = (): void => {
    top = y()
    sheet.write(fr, x, top, width, style)
  }
  const their = (text: string) => (): void => {
    const under = sheet.doc.y
    sheet.write(text, x, isBeside ? top + (style.taille ?? w.look.base) * 0.08 : under, width, small)
    sheet.doc.y = isBeside ? Math.max(under, sheet.doc.y) : sheet.doc.y
  }
  return {
    height: isBeside ? Math.max(...heights) : heights[0] + heights[1],
    parts: () => [
      sheet.part('P', french),
      // The order of letters on paper is not that of the word: told again as it is read.
      ...(autre === null
        ? []
        : [sheet.part('P', their(autre), { lang, ...(w.other.sens === 'rtl' && { actual: bare(autre) }) })]),
    ],
  }
}

const title = (w: Writer, { fr, autre }: Deux, level: 1 | 2, taille: number): void => {
  const { pdf, other, feuille } = w
  pdf.titre(fr, level, { taille, apres: autre === null ? 8 : 0 })
  if (autre === null) return
  const style = { ...other, poids: 'gras' as const, taille: taille * OTHER }
  const { sheet } = pdf
  const used = sheet.wide(fr, { taille, poids: 'gras' }) + sheet.wide(autre, style) + taille
  // On the line of the heading when both fit, each from its own side.
  const back = other.sens === 'rtl' && used <= sheet.width ? taille * 1.38 : 0
  sheet.need(sheet.height(autre, sheet.width, style) - back)
  sheet.add(
    sheet.part('P', () => sheet.write(autre, sheet.left, sheet.doc.y - back, sheet.width, style), {
      lang: feuille.langue ?? 'fr',
      ...(other.sens === 'rtl' && { actual: bare(autre) }),
    }),
  )
  sheet.doc.y += 8
}

const paragraph = (w: Writer, deux: Deux, style: TextStyle = {}): void => {
  const { sheet } = w.pdf
  const two = twoLines(w, deux, sheet.left, sheet.width, { taille: w.look.base, ...style }, () => sheet.doc.y)
  sheet.need(Math.min(two.height, 80))
  for (const part of two.parts()) sheet.add(part)
  sheet.doc.x = sheet.left
  sheet.doc.y += style.apres ?? 6
}

/** A label and the lines it is of, side by side. */
const rubrique = (w: Writer, { titre, lignes }: Rubrique): void => {
  const { pdf, look } = w
  const { sheet } = pdf
  const wide = sheet.width * look.labels
  const [x, room] = [sheet.left + wide + 8, sheet.width - wide - 8]
  const bold: TextStyle = { taille: look.base, poids: 'gras' }
  const style = (ligne: Ligne): TextStyle => ({ taille: look.base, poids: ligne.nature === 'nom' ? 'gras' : 'normal' })
  const withoutColon = (ligne: Ligne): Ligne => ({ ...ligne, autre: ligne.autre?.replace(/\s*:$/u, '') ?? null })
  const shown = lignes.map(withoutColon)
  const height =
    Math.max(
      twoLines(w, titre, sheet.left, wide, bold, () => 0).height,
      shown.reduce((sum, ligne) => sum + twoLines(w, ligne, x, room, style(ligne), () => 0).height + 2, 0),
    ) + 6
  sheet.need(height)
  const top = sheet.doc.y
  const page = sheet.doc.page
  const label = sheet.part('Lbl', twoLines(w, titre, sheet.left, wide, bold, () => top).parts())
  const list = sheet.doc.struct('L')
  sheet.add(list)
  const item = sheet.doc.struct('LI')
  list.add(item)
  item.add(label)
  const under = sheet.doc.page === page ? sheet.doc.y : top
  let first = true
  const body = sheet.doc.struct('LBody')
  item.add(body)
  for (const ligne of shown) {
    const from = first ? () => top : () => sheet.doc.y
    first = false
    for (const part of twoLines(w, ligne, x, room, style(ligne), from).parts()) body.add(part)
    sheet.doc.y += 2
  }
  body.end()
  item.end()
  list.end()
  sheet.doc.x = sheet.left
  sheet.doc.y = (sheet.doc.page === page ? Math.max(sheet.doc.y, under) : sheet.doc.y) + 6
}

const fiche = (w: Writer, one: Fiche): void => {
  const { pdf, look } = w
  const { sheet } = pdf
  // A service begins where its first lines follow it.
  sheet.need(Math.min(look.base * 9, 220))
  pdf.titre(`${one.numero}. ${one.nom}`, 3, { taille: look.base * 1.15, couleur: ACCENT, apres: 2 })
  if (one.structure !== '') pdf.paragraphe(one.structure, { taille: look.base, couleur: INK, apres: 6 })
  for (const each of one.rubriques) rubrique(w, each)
  sheet.doc.y += 8
}

const need = (w: Writer, text: string): void => {
  const { pdf, look } = w
  const { sheet } = pdf
  const taille = look.base * 1.3
  const style = { taille, poids: 'gras' as const }
  const tall = sheet.height(text, sheet.width - 16, style) + 8
  sheet.need(tall + look.base * 9)
  const y = sheet.doc.y
  sheet.decor(() => void sheet.doc.roundedRect(sheet.left, y, sheet.width, tall, 4).fill(SOFT))
  sheet.add(sheet.part('H2', () => sheet.write(text, sheet.left + 8, y + 4, sheet.width - 16, style)))
  sheet.doc.x = sheet.left
  sheet.doc.y = y + tall + 8
}

const drawCode = ({ sheet }: Pdf, text: string, x: number, y: number): void => {
  const modules = modulesOf(text)
  const side = QR_SIDE / (modules.length + 2 * QUIET)
  const { doc } = sheet
  doc.rect(x, y, QR_SIDE, QR_SIDE).fill('#ffffff')
  for (const [row, line] of modules.entries())
    for (let column = 0; column < line.length; column++) {
      let long = 0
      while (line[column + long] === true) long++
      // One rectangle for squares that touch: no light between them when it is printed.
      if (long > 0) doc.rect(x + (column + QUIET) * side, y + (row + QUIET) * side, long * side, side)
      column += long
    }
  doc.fill('#000000')
}

const code = (w: Writer, text: string, help: Deux): void => {
  const { sheet } = w.pdf
  sheet.need(QR_SIDE + 8)
  const y = sheet.doc.y
  const alt = 'Code QR. Il contient cette feuille en texte\u202f: noms, adresses, téléphones et horaires.'
  sheet.add(
    sheet.part('Figure', () => drawCode(w.pdf, text, sheet.left, y), {
      alt,
      bbox: [sheet.left, y, sheet.left + QR_SIDE, y + QR_SIDE],
    }),
  )
  const x = sheet.left + QR_SIDE + 12
  const beside = twoLines(w, help, x, sheet.width - QR_SIDE - 12, { taille: w.look.base }, () => y + QUIET)
  for (const part of beside.parts()) sheet.add(part)
  sheet.doc.x = sheet.left
  sheet.doc.y = Math.max(sheet.doc.y, y + QR_SIDE) + 10
}

const map = (w: Writer, outlines: Outlines, credits: readonly string[], say: (key: Key) => Deux): void => {
  const { pdf, look, feuille } = w
  const located = locatedOf(feuille)
  if (located.length === 0) return
  const tall = Math.min(230, pdf.sheet.width * 0.55)
  pdf.sheet.need(tall + look.base * 6)
  title(w, say('carte'), 2, look.base * 1.2)
  paragraph(w, say('carte_aide'))
  pdf.figure(mapInWords(located), tall, (_, box) => drawPlaces(pdf.sheet, box, located, outlines))
  if (credits.length > 0) pdf.paragraphe(`Fond de carte\u202f: ${credits.join(' · ')}`, { taille: 8, couleur: MUTED })
}

const head = (w: Writer): void => {
  const { pdf, look, feuille } = w
  const { nom, logo, accroche } = feuille.modele
  if (logo !== null) pdf.image(Buffer.from(logo, 'base64'), nom === '' ? 'Logo' : nom, 150, 56)
  if (nom !== '') pdf.paragraphe(nom, { poids: 'gras', taille: look.base })
  title(w, feuille.titre, 1, look.base * 1.7)
  if (feuille.pour !== null) paragraph(w, feuille.pour, { poids: 'gras' })
  if (accroche !== '') pdf.paragraphe(accroche, { taille: look.base })
  for (const one of feuille.message.split(/\n+/).filter((text) => text.trim() !== '')) pdf.paragraphe(one, { taille: look.base })
}

export const handoutPdf = async (facts: HandoutFacts, now: number): Promise<Uint8Array> => {
  const { feuille, format, carte, qr, credits } = facts
  const look = LOOKS[format]
  const { nom, pied } = feuille.modele
  const pdf = createPdf({
    titre: nom === '' ? feuille.titre.fr : `${feuille.titre.fr} · ${nom}`,
    papier: look.papier,
    marge: look.marge,
    pied,
    date: new Date(now),
  })
  const s = createSay(feuille.langue)
  const rtl = isRightToLeft(feuille.langue)
  const w: Writer = { pdf, look, feuille, other: { couleur: MUTED, ...(rtl && { sens: 'rtl' as const }) } }
  const say = (key: Key): Deux => s.say(key)
  head(w)
  for (const { besoin, fiches } of feuille.blocs) {
    // Without the words of a need, the category heads the services: no level of heading is skipped.
    need(w, besoin === '' ? 'Vos services' : besoin)
    for (const one of fiches) fiche(w, one)
  }
  if (feuille.contact !== null) {
    pdf.sheet.need(look.base * 8)
    title(w, feuille.contact.titre, 2, look.base * 1.2)
    for (const ligne of feuille.contact.lignes)
      paragraph(w, { fr: ligne.fr, autre: ligne.autre?.replace(/\s*:$/u, '') ?? null }, { apres: 2 })
    pdf.espace(8)
  }
  if (carte !== null) map(w, carte, credits, say)
  if (qr !== null) {
    pdf.sheet.need(QR_SIDE + look.base * 4)
    title(w, say('qr'), 2, look.base * 1.2)
    code(w, qr, say('qr_aide'))
  }
  if (feuille.mots.length > 0) {
    title(w, say('mots'), 2, look.base * 1.2)
    pdf.liste(
      feuille.mots.map(({ mot, sens }) => `${mot}\u202f: ${sens}.`),
      { taille: look.base },
    )
  }
  if (feuille.langue !== null) paragraph(w, say('noms_francais'))
  paragraph(w, feuille.faite, { couleur: MUTED })
  return pdf.fin()
}
