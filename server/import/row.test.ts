import { describe, expect, test } from 'vitest'
import { UNKNOWN_DATE } from '#shared/catalogue/unknown-date.ts'
import { importRow } from './row.ts'
import { geography, TODAY } from './testing.ts'

const read = (row: Readonly<Record<string, unknown>>, hint: 'structure' | 'service' | null = null) =>
  importRow(row, hint, { geography, today: TODAY })
const reasons = (result: ReturnType<typeof read>) => result.issues.map((issue) => `${issue.gravite} ${issue.champ}`)

const service = {
  source: 'essai',
  structure_id: 'essai--s',
  id: 'essai--1',
  nom: 'Passer son permis',
  description: 'Préparation au code et à la conduite, en petit groupe.',
  date_maj: '2026-01-02',
  thematiques: ['mobilite--preparer-un-permis'],
  modes_mobilisation: null,
}

describe('schema v1 (data-inclusion.md §4.50)', () => {
  test.each([
    ['nom', 'ab', false],
    ['nom', 'abc', true],
    ['date_maj', '1999-12-31', false],
    ['date_maj', '2000-01-01', true],
    ['date_maj', '2026-11-24', false],
    ['date_maj', TODAY, true],
    ['date_maj', null, false],
    ['date_maj', 1_767_312_000_000, true],
    ['description', 'abcd', false],
    ['description', null, false],
    ['id', '', false],
    ['structure_id', null, true],
  ])('%s %j', (field, value, accepted) => expect(read({ ...service, [field]: value }).records.length === 1).toBe(accepted))

  test('long names and descriptions are cut, a final stop only warned', () => {
    const result = read({ ...service, nom: `${'n'.repeat(151)}`, description: 'd'.repeat(10_001) })
    expect(result.records[0]?.record.nom).toHaveLength(150)
    expect(result.records[0]?.record.description).toHaveLength(10_000)
    expect(reasons(read({ ...service, nom: 'Permis.' }))).toEqual(['avertissement nom'])
    expect(reasons(read({ ...service, nom: 'Permis, code, etc.' }))).toEqual([])
  })

  test('a wrong optional field is emptied and said, the row stays', () => {
    const result = read({
      ...service,
      lien_mobilisation: 'javascript:alert(1)',
      publics: ['tous-publics', 'jeunes'],
      zone_eligibilite: ['59', 'lune', '245900428', 'FRANCE'],
      volume_horaire_hebdomadaire: -1,
      code_insee: '99999',
      type: 'type-nouveau',
      frais: 'C’est selon',
    })
    expect(result.records[0]?.record).toMatchObject({
      lien_mobilisation: null,
      publics: ['tous-publics'],
      zone_eligibilite: ['59', '245900428', 'france'],
      volume_horaire_hebdomadaire: null,
      code_insee: null,
      type: 'type-nouveau',
      frais: null,
    })
    expect(reasons(result).sort()).toEqual(
      ['code_insee', 'frais', 'lien_mobilisation', 'publics', 'type', 'volume_horaire_hebdomadaire', 'zone_eligibilite'].map(
        (field) => `avertissement ${field}`,
      ),
    )
  })

  test('CSV cells: Python lists, empty cells, decimals', () => {
    const result = read({
      ...service,
      thematiques: "['mobilite--preparer-un-permis', 'mobilite--acceder-a-un-vehicule']",
      publics: '',
      nombre_semaines: '4.0',
      score_qualite: '0.8999999',
    })
    expect(result.records[0]?.record).toMatchObject({
      thematiques: ['mobilite--preparer-un-permis', 'mobilite--acceder-a-un-vehicule'],
      publics: null,
      nombre_semaines: 4,
      score_qualite: 0.8999999,
    })
  })

  test('people are left out: contact name, personal e-mail, mobile', () => {
    const result = read({
      ...service,
      contact_nom_prenom: 'Zoé Exemplaire',
      courriel: 'zoe.exemplaire@gmail.com',
      telephone: '06 39 98 00 00',
    })
    expect(JSON.stringify(result)).not.toMatch(/zo[eé]|exemplaire|639980000/i)
    expect(result.records[0]?.record).toMatchObject({ courriel: null, telephone: null })
    expect(reasons(result)).toEqual(['avertissement contact_nom_prenom', 'avertissement telephone', 'avertissement courriel'])
  })

  test('a GeoJSON feature', () => {
    const result = read({
      type: 'Feature',
      geometry: { type: 'Point', coordinates: [3.06, 50.63] },
      properties: { ...service, longitude: null, latitude: null },
    })
    expect(result.records[0]?.record).toMatchObject({ longitude: 3.06, latitude: 50.63 })
  })

  test('a structure', () => {
    const result = read({
      source: 'essai',
      id: '1',
      nom: 'Maison des Essais',
      date_maj: '2026-01-01',
      reseaux_porteurs: ['mission-locale'],
      commune: 'LILLE',
      code_postal: '59000',
      site_web: 'exemple.fr',
    })
    expect(result).toMatchObject({ shape: 'structure-v1', issues: [] })
    expect(result.records[0]?.record).toMatchObject({ id: 'essai--1', code_insee: '59350', site_web: 'https://exemple.fr' })
  })
})

describe('places', () => {
  const placed = (fields: Readonly<Record<string, unknown>>) => read({ ...service, ...fields }).records[0]?.record
  test('a missing INSEE code is found when only one commune can be meant', () => {
    expect(placed({ commune: 'St-Denis', code_postal: '93200' })?.code_insee).toBe('93066')
    expect(placed({ commune: 'Saint-Denis' })?.code_insee).toBeNull()
    expect(placed({ code_postal: '59100' })).toMatchObject({ code_insee: '59512', commune: 'Roubaix' })
    expect(placed({ commune: 'PARIS CEDEX 11', code_postal: '75540' })?.code_insee).toBe('75056')
    expect(placed({ code_insee: 1004 })?.commune).toBe('Ambérieu-en-Bugey')
  })
  test('a point far from its commune is no point', () => {
    expect(placed({ code_insee: '59350', latitude: 43.3, longitude: 5.4 })).toMatchObject({
      latitude: null,
      longitude: null,
      code_insee: '59350',
    })
  })
})

test('schema v0, structure and service (data-inclusion.md §1.4)', () => {
  const structure = read({
    source: 'essai',
    id: 's',
    nom: 'Maison',
    presentation_resume: 'Résumé',
    presentation_detail: '<p>Détail</p>',
    typologie: 'ML',
    labels_nationaux: "['cnfs']",
    horaires_ouverture: 'Mo-Fr 09:00-12:00',
    date_maj: '01/02/2022',
    antenne: false,
  })
  expect(structure.shape).toBe('structure-v0')
  expect(structure.records[0]?.record).toMatchObject({
    description: 'Résumé\n\nDétail',
    reseaux_porteurs: ['mission-locale', 'conseillers-numeriques'],
    horaires_accueil: 'Mo-Fr 09:00-12:00',
    date_maj: '2022-02-01',
  })
  const result = read({
    source: 'essai',
    id: '1',
    structure_id: 's',
    nom: 'Auto-école',
    presentation_resume: 'Aide au permis…',
    presentation_detail: 'Aide au permis de conduire.',
    types: ['information', 'formation'],
    thematiques: ['mobilite', 'mobilite--preparer-un-permis-de-conduire', 'handicap'],
    frais: ['adhesion'],
    profils: ['jeunes-16-26', 'locataires'],
    zone_diffusion_type: 'departement',
    zone_diffusion_code: '59',
    modes_orientation_beneficiaire: ['telephoner'],
    prise_rdv: 'exemple.fr/rdv',
    pre_requis: ['Savoir lire'],
    contact_public: false,
    telephone: '0199000000',
    courriel: 'accueil@exemple.fr',
    recurrence: 'Tous les jours',
  })
  expect(result.shape).toBe('service-v0')
  expect(result.records[0]?.record).toMatchObject({
    id: 'essai--1',
    structure_id: 'essai--s',
    description: 'Aide au permis de conduire.',
    type: 'formation',
    thematiques: ['mobilite--preparer-un-permis'],
    frais: 'payant',
    frais_precisions: 'Adhésion',
    publics: ['jeunes', 'personnes-en-situation-de-handicap'],
    zone_eligibilite: ['59'],
    conditions_acces: 'Ce service est réservé aux locataires.\nSavoir lire',
    lien_mobilisation: 'https://exemple.fr/rdv',
    modes_mobilisation: ['telephoner', 'utiliser-lien-mobilisation'],
    mobilisable_par: ['usagers'],
    telephone: null,
    courriel: null,
    date_maj: UNKNOWN_DATE,
  })
})

test('a place of digital mediation gives a structure and a service', () => {
  const lieu = {
    source: 'Inventaire d’essai',
    nom: 'Cyber-espace',
    adresse: '8 rue de la Source - 33000 Bordeaux',
    commune: 'Bordeaux',
    latitude: -0.58,
    longitude: 44.84,
    services: 'Prendre en main un ordinateur / Accéder à une connexion internet',
    conditions_acces: ['Gratuit'],
    publics: 'Adultes,Seniors,"Jeunesse (11-26 ans)',
    horaires_jours: { lundi: '09:00 - 12:00' },
    telephone: '0199000000',
    labels_nationaux: ['CNFS'],
  }
  const result = read(lieu)
  expect(result.shape).toBe('lieu')
  expect(result.records.map((one) => one.kind)).toEqual(['structure', 'service'])
  const [structure, one] = result.records.map((record) => record.record)
  expect(structure).toMatchObject({
    source: 'inventaire-d-essai',
    adresse: '8 rue de la Source',
    code_postal: '33000',
    code_insee: '33063',
    latitude: 44.84,
    longitude: -0.58,
    reseaux_porteurs: ['conseillers-numeriques'],
    horaires_accueil: 'Mo 09:00-12:00',
  })
  expect(one).toMatchObject({
    nom: 'Service d’accompagnement au numérique',
    structure_id: structure?.id,
    frais: 'gratuit',
    publics: ['tous-publics'],
    modes_accueil: ['en-presentiel'],
    thematiques: ['numerique--maitriser-les-fondamentaux-du-numerique', 'numerique--acceder-a-une-connexion-internet'],
    modes_mobilisation: ['telephoner'],
  })
  // No id of its own: the same place gets the same id again.
  expect(read(lieu).records[0]?.record.id).toBe(structure?.id)
  expect(read({ ...lieu, nom: 'Autre lieu' }).records[0]?.record.id).not.toBe(structure?.id)
  expect(read({ ...lieu, services: [] }).records.map((record) => record.kind)).toEqual(['structure'])
})

test('unknown columns are refused, in French', () => {
  expect(read({ a: 1 })).toMatchObject({
    shape: null,
    records: [],
    issues: [{ gravite: 'refus', raison: 'Colonnes inconnues : ni structure, ni service, ni lieu.' }],
  })
})
