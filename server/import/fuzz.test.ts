import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Service, Structure } from '#shared/catalogue/record.ts'
import { splitAddress } from './fields/address.ts'
import { hoursFromDays, hoursFromText } from './fields/hours.ts'
import { asList } from './fields/list.ts'
import { readPhone } from './fields/phone.ts'
import { htmlToMarkdown } from './fields/text.ts'
import { asUrl } from './fields/url.ts'
import { importRow } from './row.ts'
import { geography, TODAY } from './testing.ts'

const COLUMNS = [
  'id',
  'source',
  'nom',
  'description',
  'date_maj',
  'structure_id',
  'thematiques',
  'publics',
  'profils',
  'types',
  'type',
  'frais',
  'zone_eligibilite',
  'zone_diffusion_type',
  'zone_diffusion_code',
  'telephone',
  'courriel',
  'site_web',
  'lien_mobilisation',
  'adresse',
  'commune',
  'code_postal',
  'code_insee',
  'latitude',
  'longitude',
  'services',
  'horaires_jours',
  'horaires_texte',
  'horaires_osm',
  'conditions_acces',
  'labels_nationaux',
  'typologie',
  'siret',
  'presentation_resume',
  'contact_nom_prenom',
  'contact_public',
  'nombre_semaines',
  'modes_mobilisation',
  'dora',
  'geometry',
  'properties',
  '__proto__',
] as const

const nearlyGood = fc.constantFrom<unknown>(
  '2022-01-01',
  '31/12/2022',
  1_655_337_600_000,
  "['a', 'b']",
  '["tous-publics","jeunes"]',
  '59350',
  59_350,
  '59',
  'france',
  'a|b;c',
  'Lille',
  '50,63',
  3.06,
  -0.58,
  '01 99 00 00 00',
  'accueil@exemple.fr',
  'exemple.fr',
  '<p>Bonjour</p>',
  { lundi: '9h-12h' },
  'Du lundi au vendredi 9h-12h',
  ['Gratuit'],
  null,
  '',
  Number.NaN,
  12n,
  new Date(0),
)
const row = fc.dictionary(
  fc.constantFrom(...COLUMNS),
  fc.oneof(nearlyGood, fc.anything({ maxDepth: 2, withBigInt: true, withDate: true, withNullPrototype: true })),
  { maxKeys: 20, noNullPrototype: false },
)

test('any row becomes records or refusals that say why, in French', () =>
  fc.assert(
    fc.property(row, fc.constantFrom('structure', 'service', null), (value, hint) => {
      const result = importRow(value, hint, { geography, today: TODAY })
      for (const one of result.records) {
        if (one.kind === 'structure') Structure.parse(one.record)
        else Service.parse(one.record)
        expect(one.record.date_maj >= '2000-01-01' && one.record.date_maj <= TODAY).toBe(true)
        expect(Object.hasOwn(one.record, 'contact_nom_prenom')).toBe(false)
      }
      if (result.records.length === 0) expect(result.issues.some((issue) => issue.gravite === 'refus')).toBe(true)
      for (const issue of result.issues) expect(issue.raison).toMatch(/^[A-ZÀÉ«].*\.$/u)
    }),
    { numRuns: 1500 },
  ))

test('long damaged texts cost no time worth noticing', () => {
  // Each would take minutes with one careless expression.
  for (const text of ['<a href=x>', '<!--', '<b> ', '\n ', '9h a ', '12 345 ', "'", '[', 'a-', '&'].map((piece) =>
    piece.repeat(200_000),
  )) {
    htmlToMarkdown(text)
    hoursFromText(text)
    hoursFromDays({ lundi: text })
    asList(text)
    asUrl(text)
    readPhone(text)
    splitAddress(text.slice(0, 2000))
  }
})

test('field readers take any text', () =>
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...'0123456789 h:,;-/aéz\'"[]<>&.()+@'), maxLength: 60 }),
      ),
      (text) => {
        hoursFromText(text)
        hoursFromDays({ lundi: text, mardi: text })
        asList(text)
        readPhone(text)
        expect(htmlToMarkdown(text)).not.toMatch(/<script/i)
        const url = asUrl(text)
        if (url !== null) expect(new URL(url).protocol).toMatch(/^https?:$/)
      },
    ),
    { numRuns: 2000 },
  ))
