import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { publishService, publishStructure } from '../publish.ts'
import { TODAY } from '../testing.ts'
import { faultsOf } from './testing/faults.ts'

/** Nothing invalid leaves, whatever a producer, an editor or an old import has put in a record. */

const options = { today: TODAY, origin: 'https://dora.exemple.test' }
const dirty = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '\u00a0',
    'a',
    'ab',
    '   ab   ',
    'x'.repeat(151),
    '😀'.repeat(160),
    'y'.repeat(10_050),
    '\u0000',
    '\ud800',
  ),
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('=cmd()', '"', '\r\n', '<script>', 'null', 'Service d’aide.'),
)
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const day = fc.oneof(
  fc.constantFrom('2026-11-23', '2026-11-24', '1999-12-31', '2000-01-01', '2026-02-30', '2026-13-01', '20260101', '2026-1-1', ''),
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10)),
)
const mail = fc.oneof(
  fc.emailAddress(),
  fc.constantFrom(
    'accueil@exemple.test',
    'a@b',
    'é@exemple.test',
    'a..b@exemple.test',
    "o'neil@exemple.test",
    'a b@exemple.test',
  ),
  fc.constantFrom(
    'à l’accueil@exemple.test',
    '“a”@exemple.test',
    '@exemple.test',
    'accueil@exemple.test ',
    'x`y@exemple.test',
    'a/b@exemple.test',
  ),
  fc
    .tuple(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 10 }), fc.domain())
    .map(([local, domain]) => `${local}@${domain}`),
)
const url = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    'http://',
    'javascript:alert(1)',
    'https://exemple.test/é',
    'HTTPS://EXEMPLE.TEST',
    'www.exemple.test',
    'https://a b',
  ),
  fc.constantFrom(
    `https://exemple.test/${'z'.repeat(2_100)}`,
    'https://moi:secret@exemple.test',
    'https://[::1',
    'http://é.test/|{}',
  ),
)
const code = fc.oneof(dirty, fc.constantFrom('33063', '2A004', '33 063', '٣٣٠٦٣', '3306', '33000', '1'.repeat(14), '１２３４５'))
const number = fc.oneof(fc.double(), fc.constantFrom(0, -1, 181, 44.8, NaN, Infinity, 1.5, 12))
const list = fc.array(
  fc.oneof(
    dirty,
    fc.constantFrom(
      'tous-publics',
      'jeunes',
      'femmes',
      'a-distance',
      'telephoner',
      'usagers',
      '33',
      'france',
      '99100',
      'R76',
      ...NEEDS.slice(0, 3).map(({ value }) => value),
    ),
  ),
  { maxLength: 20 },
)

const place = {
  commune: maybe(dirty),
  code_postal: maybe(code),
  code_insee: maybe(code),
  adresse: maybe(dirty),
  complement_adresse: maybe(dirty),
  longitude: maybe(number),
  latitude: maybe(number),
}
/** Often right, so that the other fields are looked at. */
const rightOr = <T>(right: T, other: fc.Arbitrary<T>) => fc.oneof({ arbitrary: fc.constant(right), weight: 5 }, other)
const common = {
  id: fc.constantFrom('dora--1', 'autre--é', 'autre--😀'),
  source: rightOr('dora', dirty),
  nom: rightOr('Un nom', dirty),
  date_maj: rightOr<string | null>('2026-11-23', maybe(day)),
  description: rightOr<string | null>('Un service d’essai.', maybe(dirty)),
  lien_source: maybe(url),
  telephone: maybe(dirty),
  courriel: maybe(mail),
  horaires_accueil: maybe(dirty),
  ...place,
}
const structure = fc.record({
  ...common,
  siret: maybe(code),
  site_web: maybe(url),
  accessibilite_lieu: maybe(url),
  reseaux_porteurs: maybe(list),
})
const service = fc.record({
  ...common,
  structure_id: fc.constant('dora--s'),
  type: maybe(dirty),
  thematiques: maybe(list),
  frais: maybe(fc.oneof(dirty, fc.constantFrom('gratuit', 'payant'))),
  frais_precisions: maybe(dirty),
  publics: maybe(list),
  publics_precisions: maybe(dirty),
  conditions_acces: maybe(dirty),
  contact_nom_prenom: maybe(dirty),
  modes_accueil: maybe(list),
  zone_eligibilite: maybe(list),
  lien_mobilisation: maybe(url),
  modes_mobilisation: maybe(list),
  mobilisable_par: maybe(list),
  mobilisation_precisions: maybe(dirty),
  volume_horaire_hebdomadaire: maybe(number),
  nombre_semaines: maybe(number),
})

/** As it is told in NDJSON: what JSON cannot say is not there. */
const told = (record: object): object => JSON.parse(JSON.stringify(record)) as object

test('a structure leaves valid, or stays', () => {
  let left = 0
  fc.assert(
    fc.property(structure, (one) => {
      const made = publishStructure(one as unknown as Structure, options)
      if (!('record' in made)) return
      left++
      expect(faultsOf('structures', told(made.record), TODAY)).toEqual([])
    }),
    { numRuns: 1_500 },
  )
  expect(left).toBeGreaterThan(500)
})
test('a service leaves valid, or stays', () => {
  let left = 0
  const whole = { id: 'dora--s', nom: 'Structure', source: 'dora', date_maj: '2026-01-01' } as unknown as Structure
  fc.assert(
    fc.property(service, (one) => {
      const made = publishService(one as unknown as Service, whole, options)
      if (!('record' in made)) return
      left++
      expect(faultsOf('services', told({ ...made.record, score_qualite: 0.5 }), TODAY)).toEqual([])
    }),
    { numRuns: 1_500 },
  )
  expect(left).toBeGreaterThan(500)
})
