import { expect, test } from 'vitest'
import { FeuilleModele, FeuilleOptions, type Format, type Langue } from '#shared/handout/handout.ts'
import { qrText } from '#shared/handout/message.ts'
import { askedOfServices, makeFeuille } from '#shared/handout/sheet.ts'
import { inventedSheet } from '#shared/handout/testing/sheet.ts'
import { TEXTS } from '#shared/handout/texts.ts'
import { createPdf } from '../pdf/document.ts'
import { conformityProblems } from '../pdf/testing/conformity.ts'
import { decodedQr } from '../pdf/testing/qr.ts'
import { readPdf } from '../pdf/testing/read.ts'
import { handoutPdf } from './pdf.ts'

const NOW = Date.parse('2026-11-28T10:00:00Z')
const OUTLINES = {
  departements: [],
  villes: [{ nom: 'Roubaix', departement: '59', point: [3.18, 50.69], population: 98_000 }],
} as const
const flat = (text: string): string => text.replace(/[\s\u00a0\u202f]+/g, ' ')

type Given = {
  readonly langue?: Langue | null
  readonly format?: Format
  readonly services?: number
  readonly nom?: string
  readonly modele?: Partial<FeuilleModele>
  readonly message?: string
}
const make = async ({ langue = null, format = 'a4', services = 1, nom, modele = {}, message = '' }: Given = {}) => {
  const sheets = Array.from({ length: services }, (_, n) =>
    inventedSheet({ id: `s${n}`, nom: nom ?? `Aide au permis ${n + 1}`, latitude: 50.6 + n / 50 }),
  )
  const options = FeuilleOptions.parse({ langue, format })
  const feuille = makeFeuille({
    asked: {
      ...askedOfServices(
        sheets.map(({ service }) => service.id),
        'Permis de conduire',
      ),
      message,
    },
    sheets: new Map(sheets.map((one) => [one.service.id, one])),
    options,
    modele: FeuilleModele.parse(modele),
    contact: { nom: 'Léa Martin', structure: 'Relais', telephone: '', courriel: 'lea@exemple.test' },
    today: new Date(NOW),
  })
  const facts = { feuille, format, carte: OUTLINES, qr: qrText(feuille), credits: ['GeoNames'] }
  const bytes = Buffer.from(await handoutPdf(facts, NOW))
  return { bytes, feuille, read: await readPdf(bytes) }
}

test('in French: read by another program, with its headings, its map in words, its language', async () => {
  const { bytes, read } = await make({ services: 2, modele: { nom: 'Relais de Lille', pied: 'Au pied' } })
  expect(read).toMatchObject({ titre: 'Votre feuille · Relais de Lille', langue: 'fr-FR', balise: true, langues: [] })
  expect(read.alts[0]).toContain('Numéro 1\u202f: Aide au permis 1, à Lille.')
  expect(read.alts[1]).toContain('Code QR')
  for (const role of ['H1', 'H2', 'H3', 'L', 'LI', 'Lbl', 'LBody', 'Figure']) expect(read.roles).toContain(role)
  const text = flat(read.textes.join(' '))
  for (const part of ['Relais de Lille', 'Permis de conduire', '1. Aide au permis 1', '12 rue des Lilas', '03 20 00 00 00'])
    expect(text).toContain(part)
  for (const part of ['Du lundi au jeudi : de 9 h à 12 h', 'Carte d’identité', 'C’est gratuit.', 'Roubaix', 'Au pied', 'km'])
    expect(text).toContain(part)
  expect(await conformityProblems(bytes)).toEqual([])
})

test.each([
  ['ar', ['هذا مجاني', 'متى']],
  ['ps', ['ټیلیفون', 'بیه یې څومره ده']],
  ['fa', ['رایگان است', 'چه وقت']],
  ['uk', ['Це безкоштовно', 'Коли', 'п’ятниця']],
  ['ro', ['Este gratuit', 'Când']],
] as const)('in %s, beside the French: text in the order it is read, told to be in that language', async (langue, words) => {
  const { bytes, read } = await make({ langue })
  expect(read.langues).toEqual([langue])
  const text = flat(read.textes.join(' ')).toLowerCase()
  for (const word of words) expect(text).toContain(word.toLowerCase())
  expect(text).toContain('c’est gratuit.')
  expect(text).not.toContain('????')
  expect(await conformityProblems(bytes)).toEqual([])
  // Letters of a line from right to left are not drawn in the order of the word: what reads aloud is told it.
  if (langue === 'ar') expect(bytes.includes('/ActualText')).toBe(true)
})

test('no letter of any fixed text is missing from the fonts', async () => {
  for (const texts of Object.values(TEXTS)) {
    const pdf = createPdf({ titre: 'Lettres' })
    const whole = Object.values(texts).join(' ')
    pdf.paragraphe(whole)
    const read = flat((await readPdf(await pdf.fin())).textes.join(' '))
    const asked = [...whole].filter((char) => char === '?').length
    expect([...read].filter((char) => char === '?').length).toBe(asked)
  }
})

test('A5 and large print are of their sizes', async () => {
  const media = (bytes: Buffer): string => /\/MediaBox \[([^\]]+)\]/.exec(bytes.toString('latin1'))?.[1] ?? ''
  const [a5, large] = [await make({ format: 'a5' }), await make({ format: 'grands-caracteres', langue: 'ar' })]
  expect(media(a5.bytes)).toBe('0 0 419.53 595.28')
  expect(media(large.bytes)).toBe('0 0 595.28 841.89')
  expect(large.read.pages).toBeGreaterThan((await make({ langue: 'ar' })).read.pages)
  for (const { bytes } of [a5, large]) expect(await conformityProblems(bytes)).toEqual([])
})

test('its code is read on the page, and says the plan itself', async () => {
  const { bytes, feuille, read } = await make({ services: 6 })
  const page = read.textes.findIndex((text) => flat(text).includes('La feuille dans votre téléphone')) + 1
  const found = await decodedQr(bytes, page)
  expect(found).toBe(qrText(feuille))
  expect(found).toContain('12 rue des Lilas, 59000 Lille')
}, 60_000)

test('a damaged logo is its name, and the sheet is made', async () => {
  const logo = Buffer.from('not an image').toString('base64')
  const { read } = await make({ modele: { nom: 'Relais de Lille', logo } })
  expect(flat(read.textes.join(' '))).toContain('Relais de Lille')
})

test.each([
  ['a huge name', 'Accompagnement'.repeat(60)],
  ['emoji', 'Aide 🚗🚲 au permis 👩‍👧'],
  ['a name in Arabic', 'جمعية النور (Lille) 12'],
  ['marks of direction', 'Aide\u202e\u2067 sima'],
  ['lone surrogates', 'Aide \ud83d au permis'],
])('hostile texts make a sheet that reads: %s', async (_, nom) => {
  const { bytes, read } = await make({ nom, langue: 'ar', message: `${nom}\n${nom}` })
  expect(flat(read.textes.join(' '))).toContain('12 rue des Lilas')
  expect(await conformityProblems(bytes)).toEqual([])
})

test('the checker finds what is neither tagged nor named', async () => {
  const pdf = createPdf({ titre: 'Essai' })
  pdf.titre('Trop bas', 3)
  pdf.sheet.doc.rect(10, 10, 20, 20).fill('#000')
  const problems = await conformityProblems(await pdf.fin())
  expect(problems).toContain('content that is neither tagged nor decoration')
  expect(problems).toContain('heading H3 after H0')
})
