import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPdf } from './document.ts'
import { runsOf } from './runs.ts'
import { barres, chiffres, tableau } from './tables.ts'
import { readPdf } from './testing/read.ts'

const flat = (text: string): string => text.replace(/\s+/g, ' ')

test('another reader finds its title, its language, its headings, lists, tables and what figures show', async () => {
  const pdf = createPdf({ titre: 'Le territoire', pied: 'Fait avec DORA' })
  pdf.titre('Nord\u202f: l’offre', 1)
  pdf.paragraphe('Œuvre à Łódź, «\u00a0déjà\u00a0».')
  pdf.liste(['Un', 'Deux'])
  chiffres(pdf, [{ valeur: '1\u202f234', nom: 'structures' }])
  tableau(pdf, {
    resume: 'États',
    colonnes: [
      { nom: 'État', part: 2 },
      { nom: 'Nombre', part: 1, droite: true },
    ],
    lignes: [['En ordre', '3']],
  })
  barres(pdf, { resume: 'Thèmes', colonnes: ['Thème', 'Services'], lignes: [{ nom: 'Famille', n: 3, texte: '3' }] })
  pdf.figure('Carte du Nord', 100, (drawing, { x, y }) => void drawing.circle(x + 20, y + 20, 5).fill('#000'))
  pdf.lien('https://dora.exemple.test/ouvrir')
  const read = await readPdf(await pdf.fin())
  expect(read).toMatchObject({ pages: 1, titre: 'Le territoire', langue: 'fr-FR', balise: true, alts: ['Carte du Nord'] })
  expect(read.liens).toEqual(['https://dora.exemple.test/ouvrir'])
  for (const role of ['Document', 'H1', 'P', 'L', 'LI', 'Table', 'TR', 'TH', 'TD', 'Figure', 'Link'])
    expect(read.roles).toContain(role)
  const text = flat(read.textes.join(' '))
  for (const part of ['Nord : l’offre', 'Œuvre à Łódź, « déjà ».', '1 234', 'En ordre', 'Famille', 'Fait avec DORA'])
    expect(text).toContain(part)
})

test('a long table goes on over pages, with its head on each, and is one table', async () => {
  const pdf = createPdf({ titre: 'Long' })
  const lignes = Array.from({ length: 120 }, (_, n) => [`Ligne ${n}`, String(n)])
  tableau(pdf, {
    resume: 'Longue',
    colonnes: [
      { nom: 'Nom', part: 2 },
      { nom: 'Nombre', part: 1 },
    ],
    lignes,
  })
  const read = await readPdf(await pdf.fin())
  expect(read.pages).toBeGreaterThan(2)
  for (const [n, page] of read.textes.entries()) {
    expect(page).toContain('Nombre')
    expect(flat(page)).toContain(`${n + 1} / ${read.pages}`)
  }
  const text = read.textes.join('\n')
  for (const [name] of lignes) expect(text).toContain(name)
})

test('the same facts at the same date make the same text; nothing is left out of what is written', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.string({ unit: fc.constantFrom(...'abcdefgé àçœŁš’«»-0123456789'), minLength: 1, maxLength: 60 }), {
        minLength: 1,
        maxLength: 60,
      }),
      async (all) => {
        const pdf = createPdf({ titre: 'Essai' })
        for (const one of all) pdf.paragraphe(one)
        const read = await readPdf(await pdf.fin())
        const bare = (text: string): string => text.replace(/[\s\u00ad-]+/gu, '')
        const text = bare(read.textes.join(''))
        for (const one of all) expect(text).toContain(bare(one))
      },
    ),
    { numRuns: 15 },
  )
})

test('what no font has is written near, never dropped', () => {
  const has = (part: string, code: number): boolean => (part === 'latin' ? code < 0x100 : code >= 0x100 && code < 0x180)
  const text = (typed: string) =>
    runsOf(typed, has)
      .map((run) => run.text)
      .join('')
  expect(text('a\u202f: ł ✓ ṩ')).toBe('a\u00a0: ł ? s')
  expect(runsOf('Łódź', has).map(({ part }) => part)).toEqual(['latin-ext', 'latin', 'latin-ext'])
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (typed) => {
      expect(text(typed).trim() === '').toBe(typed.trim() === '')
    }),
  )
})
