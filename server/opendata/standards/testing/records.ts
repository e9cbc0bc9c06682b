import fc from 'fast-check'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { FRAIS } from '#shared/reference/frais.ts'
import { MOBILISABLE_PAR } from '#shared/reference/mobilisable-par.ts'
import { MODES_ACCUEIL } from '#shared/reference/modes-accueil.ts'
import { MODES_MOBILISATION } from '#shared/reference/modes-mobilisation.ts'
import { PUBLICS } from '#shared/reference/publics.ts'
import { RESEAUX_PORTEURS } from '#shared/reference/reseaux-porteurs.ts'
import { NEEDS } from '#shared/reference/thematiques.ts'
import { TYPES } from '#shared/reference/types.ts'
import { generateDemo } from '../../../import/demo/generate.ts'
import { COMMUNES } from '../../../import/testing.ts'
import { publishService, publishStructure } from '../../publish.ts'
import type { OpenService, OpenStructure } from '../../record.ts'

/** What can leave, and nothing else: records of every kind through the rules that let them out. */

export const ORIGIN = 'https://dora.exemple.test'
export const TODAY = '2026-11-23'
const OPTIONS = { today: TODAY, origin: ORIGIN }

export type Pair = { readonly structure: OpenStructure; readonly service: OpenService }

export const demoPairs = (services: number): readonly Pair[] => {
  const structures = new Map<string, Structure>()
  const pairs: Pair[] = []
  for (const { kind, record } of generateDemo({ seed: 8, services, today: TODAY, communes: COMMUNES })) {
    if (kind === 'structure') {
      structures.set(record.id, record)
      continue
    }
    const owner = structures.get(record.structure_id ?? '')
    if (owner === undefined) continue
    const [structure, service] = [publishStructure(owner, OPTIONS), publishService(record, owner, OPTIONS)]
    if ('record' in structure && 'record' in service) pairs.push({ structure: structure.record, service: service.record })
  }
  return pairs
}

const sometimes = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { freq: 3 })
const text = sometimes(fc.string({ unit: 'grapheme', maxLength: 60 }))
const one = (entries: readonly { readonly value: string }[]) => sometimes(fc.constantFrom(...entries.map(({ value }) => value)))
const some = (entries: readonly { readonly value: string }[]) =>
  sometimes(fc.uniqueArray(fc.constantFrom(...entries.map(({ value }) => value)), { maxLength: 4 }))
/** As people type them: what browsers take and RFC 3986 does not. */
const link = sometimes(
  fc.oneof(
    fc.webUrl({ withQueryParameters: true, withFragments: true }),
    fc.string({ unit: 'grapheme', maxLength: 30 }).map((end) => `https://www.exemple.test/${end.replace(/\s/g, '')}`),
    fc.constantFrom(
      'https://exemple.test/page|1?a[]=1&b={x}#haut#bas',
      'https://préfecture-inventée.exemple.test/é%zz',
      'HTTP://EXEMPLE.test',
      'https://exemple_1.test/^',
      'https://[::1]:8080/x',
    ),
  ),
)
const mail = sometimes(
  fc.oneof(fc.emailAddress(), fc.constantFrom('accueil@exemple.test', 'hélène@exemple.test', 'contact+a@exemple.test')),
)
const phone = sometimes(
  fc.constantFrom('0556000000', '+33556000000', '3949', '05 56 00 00 00', '+262262000000', 'au secrétariat'),
)
const hours = sometimes(
  fc.oneof(
    fc.constantFrom(
      'Mo-Fr 09:00-12:00,14:00-17:00',
      'Mo-Fr 09:00-12:00 "sur rendez-vous"',
      '24/7',
      'sur rendez-vous',
      'Su 22:00-02:00',
      'week 1-53/2 Mo 10:00-12:00',
    ),
    fc.string({ maxLength: 30 }),
  ),
)
const place = {
  commune: sometimes(fc.constantFrom('Bordeaux', 'Saint-Denis', 'L’Haÿ-les-Roses')),
  code_postal: sometimes(fc.constantFrom('33000', '97400', '2A004', '20000', '98800', '00000')),
  code_insee: sometimes(fc.constantFrom('33063', '97411', '2A004', '98818', '99999', 'abcde')),
  adresse: text,
  complement_adresse: text,
  longitude: sometimes(fc.double({ min: -190, max: 190 })),
  latitude: sometimes(fc.double({ min: -95, max: 95 })),
  telephone: phone,
  courriel: mail,
  horaires_accueil: hours,
}
const common = {
  source: fc.constantFrom('dora', 'mediation-numerique', 'une-source-nouvelle'),
  nom: fc.string({ unit: 'grapheme', minLength: 3, maxLength: 60 }),
  description: fc.string({ unit: 'grapheme', minLength: 5, maxLength: 400 }),
  date_maj: fc.constantFrom('2000-01-01', '2024-02-29', TODAY),
  lien_source: link,
  ...place,
}
const identifier = fc.oneof(
  fc.uuid().map((id) => `dora--${id}`),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 }).map((id) => `source--${id}`),
)

const structure: fc.Arbitrary<Structure> = fc.record({
  ...common,
  id: identifier,
  siret: sometimes(fc.constantFrom('12345678901234', '123')),
  site_web: link,
  accessibilite_lieu: link,
  reseaux_porteurs: some(RESEAUX_PORTEURS),
})
const service = (structureId: string): fc.Arbitrary<Service> =>
  fc.record({
    ...common,
    id: identifier,
    structure_id: fc.constant(structureId),
    type: one(TYPES),
    thematiques: some([...NEEDS.filter(({ value }) => value.startsWith('numerique')), ...NEEDS]),
    frais: one(FRAIS),
    frais_precisions: text,
    publics: some(PUBLICS),
    publics_precisions: text,
    conditions_acces: text,
    modes_accueil: some(MODES_ACCUEIL),
    zone_eligibilite: sometimes(
      fc.uniqueArray(fc.constantFrom('33', '2A', '974', '988', '33063', '243300316', 'france', '99100', 'zzzzz', '75999')),
    ),
    lien_mobilisation: link,
    modes_mobilisation: some(MODES_MOBILISATION),
    mobilisable_par: some(MOBILISABLE_PAR),
    mobilisation_precisions: text,
    volume_horaire_hebdomadaire: sometimes(fc.double({ min: -1, max: 40, noNaN: true })),
    nombre_semaines: sometimes(fc.integer({ min: -1, max: 60 })),
  })

/** A structure and one of its services, as they leave. */
export const pair: fc.Arbitrary<Pair> = structure
  .chain((owner) => service(owner.id).map((offered) => [owner, offered] as const))
  .map(([owner, offered]) => [publishStructure(owner, OPTIONS), publishService(offered, owner, OPTIONS)] as const)
  .filter(([owner, offered]) => 'record' in owner && 'record' in offered)
  .map(([owner, offered]) => ({
    structure: (owner as { record: OpenStructure }).record,
    service: (offered as { record: OpenService }).record,
  }))
