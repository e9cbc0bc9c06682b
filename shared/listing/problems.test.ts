import { describe, expect, test } from 'vitest'
import type { Json } from '../rpc.ts'
import type { Doc } from '../sync/merge.ts'
import { completion, fieldProblems, publicationProblems, structureProblems } from './problems.ts'

/** Flat, with all that publication asks for, and each thing that asks for another. */
const READY: Doc = {
  id: 'dora--v',
  nom: 'Aide au permis',
  thematiques: ['mobilite--acceder-a-un-vehicule'],
  type: 'aide-financiere',
  'dora.short_desc': 'Une aide.',
  'dora.coach_orientation_modes': ['telephoner', 'completer-le-formulaire-dadhesion', 'autre'],
  'dora.coach_orientation_modes_external_form_link': 'https://exemple.test/pro',
  'dora.coach_orientation_modes_other': 'Par le SIAO',
  'dora.beneficiaries_access_modes': [
    'envoyer-un-mail-avec-une-fiche-de-prescription',
    'completer-le-formulaire-dadhesion',
    'autre',
  ],
  'dora.beneficiaries_access_modes_external_form_link': 'https://exemple.test/tous',
  'dora.beneficiaries_access_modes_other': 'Sur place',
  'dora.forms': [{ nom: 'Fiche', url: 'https://exemple.test/fiche.pdf' }],
  frais: 'payant',
  frais_precisions: '10 € par an',
  zone_eligibilite: ['33'],
  modes_accueil: ['en-presentiel'],
  commune: 'Bordeaux',
  adresse: '1 rue Inventée',
  code_postal: '33000',
  telephone: '05 56 00 00 00',
  courriel: 'contact@exemple.test',
}
const without = (champ: string): Doc => Object.fromEntries(Object.entries(READY).filter(([one]) => one !== champ))
const champs = (problems: readonly { readonly champ: string }[]): readonly string[] => problems.map(({ champ }) => champ)

describe('publication', () => {
  test('a listing that says everything may be published', () => {
    expect(publicationProblems(READY)).toEqual([])
    expect(completion(READY)).toMatchObject({ fait: completion(READY).total })
  })
  const ASKED = Object.keys(READY).filter((champ) => !['id', 'frais', ...Object.keys(EITHER())].includes(champ))
  test.each(ASKED)('without %s it may not', (champ) => {
    expect(champs(publicationProblems(without(champ)))).toEqual([champ])
    const { fait, total } = completion(without(champ))
    expect(fait).toBe(total - 1)
    for (const nothing of ['', '   ', null, []] as Json[])
      expect(champs(publicationProblems({ ...READY, [champ]: nothing }))).toContain(champ)
  })
  function EITHER() {
    return { 'dora.coach_orientation_modes': 1, 'dora.beneficiaries_access_modes': 1 }
  }
  test('one side is enough to say how to come, and neither is not', () => {
    for (const side of Object.keys(EITHER())) expect(publicationProblems(without(side))).toEqual([])
    const neither = { ...without('dora.coach_orientation_modes'), 'dora.beneficiaries_access_modes': [] }
    expect(champs(publicationProblems(neither))).toEqual(['dora.coach_orientation_modes'])
  })
  test('what nothing asks for any more is not asked', () => {
    const free = { ...without('frais_precisions'), frais: 'gratuit' }
    expect(publicationProblems(free)).toEqual([])
    const remote = { ...READY, modes_accueil: ['a-distance'], commune: null, adresse: '', code_postal: null }
    expect(publicationProblems(remote)).toEqual([])
    const modes = { 'dora.coach_orientation_modes': ['se-presenter'], 'dora.beneficiaries_access_modes': ['professionnel'] }
    const bare = { ...READY, ...modes, telephone: null, courriel: null, 'dora.forms': [] }
    expect(publicationProblems(bare)).toEqual([])
  })
  test.each(['formulaire-dora', 'envoyer-un-mail'])('%s needs an address', (mode) => {
    const doc = { ...without('courriel'), 'dora.coach_orientation_modes': [mode], 'dora.beneficiaries_access_modes': [] }
    expect(champs(publicationProblems(doc))).toEqual(['courriel'])
  })
  test('a contact kept for professionals is there', () => {
    const hidden = { ...READY, telephone: null, courriel: null, 'dora.contact_masque': ['telephone', 'courriel'] }
    expect(publicationProblems(hidden)).toEqual([])
    expect(champs(publicationProblems({ ...hidden, 'dora.contact_masque': ['nom', 'telephone'] }))).toEqual(['courriel'])
  })
})

describe('formats', () => {
  test.each<[string, Json]>([
    ['nom', '  '],
    ['nom', 'x'.repeat(141)],
    ['dora.short_desc', 'x'.repeat(281)],
    ['description', 'x'.repeat(10_001)],
    ['dora.access_conditions', ['ok', 'x'.repeat(141)]],
    ['courriel', 'contact'],
    ['courriel', 'a@b'],
    ['courriel', 'a b@exemple.test'],
    ['telephone', '12'.repeat(8)],
    ['telephone', 'demander Camille'],
    ['code_postal', '3300'],
    ['dora.suspension_date', '2026-02-31x'],
    ['frais', 'offert'],
    ['dora.online_form', 'javascript:alert(1)'],
    ['dora.remote_url', 'exemple.test'],
    ['dora.coach_orientation_modes_external_form_link', 'https://exemple'],
    ['dora.forms', [{ nom: 'a', url: 'javascript:alert(1)' }]],
    ['dora.forms', [{ nom: 'a', url: ' data:text/html,x' }]],
    ['dora.forms', ['a']],
    ['lien_mobilisation', 'javascript:alert(1)'],
    ['lien_source', 'vbscript:x'],
    ['volume_horaire_hebdomadaire', 0],
    ['nombre_semaines', 1.5],
    ['nombre_semaines', 10_000],
    ['thematiques', 'mobilite'],
    ['dora.status', 'PERDU'],
    ['dora.update_frequency', 'parfois'],
  ])('%s: %j is refused', (champ, value) => {
    expect(champs(fieldProblems('service', { nom: 'x', [champ]: value }))).toContain(champ)
  })
  test.each<[string, Json]>([
    ['telephone', '05 56 00 00 00'],
    ['telephone', '+33 5 56 00 00 00'],
    ['telephone', '3949'],
    ['telephone', '115'],
    ['courriel', 'prenom.nom+x@sous.exemple.test'],
    ['dora.suspension_date', '2028-02-29'],
    ['dora.online_form', 'https://exemple.test/a?b=c#d'],
    ['dora.forms', [{ nom: 'a' }, { nom: 'b', url: 'local/fiche 1.pdf' }, { nom: 'c', url: 'https://exemple.test/f:1' }]],
    ['lien_mobilisation', 'https://exemple.test'],
    ['lien_mobilisation', 'exemple.test/page'],
    ['volume_horaire_hebdomadaire', 35],
    ['dora.short_desc', null],
  ])('%s: %j is taken', (champ, value) => {
    expect(fieldProblems('service', { nom: 'x', [champ]: value })).toEqual([])
  })
})

test('a structure says its typology and where it is', () => {
  const ready: Doc = { nom: 'Mission', 'dora.typology': 'ASSO', commune: 'Bordeaux', adresse: '1 rue', code_postal: '33000' }
  expect(structureProblems(ready)).toEqual([])
  for (const champ of Object.keys(ready)) expect(champs(structureProblems({ ...ready, [champ]: '' }))).toEqual([champ])
  expect(champs(structureProblems({ ...ready, site_web: 'javascript:x', accessibilite_lieu: 'https://exemple.test' }))).toEqual([
    'site_web',
    'accessibilite_lieu',
  ])
})
