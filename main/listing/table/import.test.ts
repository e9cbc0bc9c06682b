import { expect, it, test, vi } from 'vitest'
import { importFields } from '#shared/listing/import/fields.ts'
import { guessMapping } from '#shared/listing/import/mapping.ts'
import { readRows } from '#shared/listing/import/rows.ts'
import { readTable } from './read.ts'
import { writeTable } from '#main/table/write.ts'

vi.setConfig({ testTimeout: 60_000 })

/** The whole way of a file: written, read in its thread, understood. */

const CONTEXT = { structures: [], structure_id: 'dora--s1', modeles: [], services: [] }
const COLUMNS = [
  'Nom du service',
  'Résumé',
  'Description',
  'Thématiques',
  'Publics',
  'Frais',
  'Tél',
  'E-mail',
  'Ville',
  'Adresse',
  'Code postal',
  'Mode d’accueil',
  'Modalités pour les accompagnateurs',
  'Fréquence et horaires',
  'Date de fin',
  'zone_eligibilite',
]
const row = (index: number): readonly string[] => [
  `Atelier ${index}`,
  'Un atelier pour avancer, pas à pas.',
  `## Au programme\n\n* un premier temps\n* un second\n\n${'Chacun avance à son rythme, avec une personne qui accompagne. '.repeat(15)}`,
  'Préparer un permis; Addictions',
  'Jeunes, Seniors',
  'Gratuit',
  `01 99 00 ${String(index % 100).padStart(2, '0')} 00`,
  `accueil${index}@exemple.test`,
  'Lille',
  `${index} rue des Lilas`,
  '59000',
  'En présentiel',
  'E-mail, téléphone',
  'Le lundi matin',
  '31/12/2026',
  'Nord',
]

test.each(['csv', 'xlsx'] as const)('500 rows of %s are read and understood, none lost, none wrong', async (format) => {
  const bytes = writeTable(
    { feuille: 'Services', colonnes: COLUMNS, lignes: Array.from({ length: 500 }, (_, index) => row(index)) },
    format,
  )
  const start = performance.now()
  const table = await readTable(bytes, `services.${format}`)
  const read = performance.now()
  const { lignes, importables, ignorees } = readRows('service', table, guessMapping('service', table.colonnes), CONTEXT)
  const done = performance.now()
  console.log(`500 rows of ${format}: read in ${Math.round(read - start)} ms, understood in ${Math.round(done - read)} ms`)
  expect([importables, ignorees, lignes.flatMap(({ problemes }) => problemes)]).toEqual([500, [], []])
  expect(lignes[499]?.champs).toMatchObject({
    nom: 'Atelier 499',
    telephone: '+33199009900',
    zone_eligibilite: ['59'],
    'dora.suspension_date': '2026-12-31',
  })
})

test.each(['csv', 'xlsx'] as const)(
  'HTML, scripts and formulas in every field of %s come out as harmless text',
  async (format) => {
    const evil = [
      '<script>alert(1)</script>Bonjour<img src=x onerror=alert(1)>',
      '=HYPERLINK("http://x.test";"ici")',
      '<!--x--><a href="javascript:alert(1)">ici</a>\u202e',
    ]
    for (const kind of ['service', 'structure'] as const) {
      const colonnes = importFields(kind).map(({ libelle }) => libelle)
      const bytes = writeTable({ feuille: 'S', colonnes, lignes: evil.map((text) => colonnes.map(() => text)) }, format)
      const table = await readTable(bytes, `x.${format}`)
      const mapping = guessMapping(kind, table.colonnes)
      expect(mapping).toEqual(importFields(kind).map(({ champ }) => champ))
      const { lignes } = readRows(kind, table, mapping, CONTEXT)
      expect(lignes).toHaveLength(3)
      expect(JSON.stringify(lignes)).not.toMatch(/<(script|img|a|!)|onerror|javascript:|\u202e/i)
    }
  },
)

it('gives back an exported table as it was, in either format', async () => {
  const lignes = [row(1), row(2)]
  for (const format of ['csv', 'xlsx'] as const) {
    const table = await readTable(writeTable({ feuille: 'S', colonnes: COLUMNS, lignes }, format), `x.${format}`)
    expect([table.colonnes, table.lignes.map(({ cellules }) => cellules)]).toEqual([COLUMNS, lignes])
  }
})
