import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { Service, Structure } from '../../catalogue/record.ts'
import { deep } from '../flat.ts'
import type { ImportContext } from './context.ts'
import type { ImportKind } from './field.ts'
import { importFields } from './fields.ts'
import { guessMapping } from './mapping.ts'
import { readRows } from './rows.ts'

const SIRET = '73282932000074'
const OTHER = '44306184100047'
const CONTEXT: ImportContext = {
  structures: [
    { id: 'dora--s1', nom: 'Maison de l’insertion', siret: SIRET, slug: 'maison' },
    { id: 'dora--s2', nom: 'Antenne nord', parent: 'dora--s1', siret: OTHER },
    { id: 'dora--s3', nom: 'Homonyme' },
    { id: 'dora--s4', nom: 'Homonyme' },
  ],
  modeles: [{ id: 'modele--m1', nom: 'Atelier CV', slug: 'atelier-cv' }],
  services: [
    {
      id: 'dora--a',
      structure_id: 'dora--s1',
      nom: 'Atelier numérique',
      courriel: 'a@exemple.test',
      adresse: '1 rue Haute',
      code_postal: '59000',
    },
  ],
}

/** A table from columns and rows, mapped by its own headers. */
const rowsOf = (kind: ImportKind, colonnes: readonly string[], ...lignes: readonly (readonly string[])[]) =>
  readRows(
    kind,
    { colonnes, lignes: lignes.map((cellules, index) => ({ numero: index + 2, cellules })) },
    guessMapping(kind, colonnes),
    CONTEXT,
  )
const errors = (reading: ReturnType<typeof rowsOf>) =>
  reading.lignes.flatMap(({ problemes }) => problemes.filter(({ niveau }) => niveau === 'erreur'))

describe('services', () => {
  it('become flat records, blank cells left out', () => {
    const { lignes, importables, ignorees } = rowsOf(
      'service',
      ['Nom du service', 'structure', 'Thématiques', 'Résumé', 'Tél', 'Remarque', 'Adresse'],
      ['Atelier CV', SIRET, 'Addictions', 'Écrire un CV', '0199001234', 'interne', ' '],
    )
    expect(lignes[0]).toEqual({
      numero: 2,
      champs: {
        nom: 'Atelier CV',
        thematiques: ['sante--addictions'],
        'dora.short_desc': 'Écrire un CV',
        telephone: '+33199001234',
      },
      structure_id: 'dora--s1',
      existant: null,
      ressemble: null,
      modeles: [],
      zone: null,
      siret_parent: null,
      administrateurs: [],
      problemes: [],
      importable: true,
    })
    expect([importables, ignorees]).toEqual([1, ['Remarque']])
  })

  test.each([
    ['maison', 'dora--s1'],
    ['dora--s1', 'dora--s1'],
    ['732 829 320 00074', 'dora--s1'],
    ['antenne NORD', 'dora--s2'],
  ])('find their structure by %s', (said, id) => {
    expect(rowsOf('service', ['nom', 'structure'], ['A', said]).lignes[0]?.structure_id).toBe(id)
  })

  test.each([
    [['nom', 'structure'], ['A', 'Homonyme'], 'Plusieurs structures'],
    [['nom', 'structure'], ['A', 'Ailleurs'], 'pas parmi les vôtres'],
    [['nom', 'structure'], ['A', ''], 'La structure manque'],
    [['nom', 'structure'], ['', 'maison'], 'Le titre du service manque'],
    [['nom', 'structure', 'modele_slug'], ['A', 'maison', 'inconnu'], 'Le modèle'],
  ])('%j %j: an error that says « %s »', (colonnes, cellules, said) => {
    const found = errors(rowsOf('service', colonnes, cellules))
    expect(found).toEqual([expect.objectContaining({ ligne: 2, message: expect.stringContaining(said) })])
  })

  it('go to the structure of the screen when the table names none', () => {
    const colonnes = ['nom']
    const table = { colonnes, lignes: [{ numero: 2, cellules: ['A'] }] }
    expect(readRows('service', table, ['nom'], { ...CONTEXT, structure_id: 'dora--s2' }).lignes[0]?.structure_id).toBe('dora--s2')
  })

  it('may take their name from their model', () => {
    const { lignes } = rowsOf('service', ['modele_slug', 'structure'], ['atelier-cv', 'maison'])
    expect(lignes[0]).toMatchObject({ modeles: ['modele--m1'], importable: true })
  })

  it('change the service whose identifier they give, without being taken for a copy of it', () => {
    const { lignes } = rowsOf(
      'service',
      ['id', 'nom', 'courriel', 'adresse', 'code_postal'],
      ['dora--a', 'Atelier numérique', 'a@exemple.test', '1 rue Haute', '59000'],
    )
    expect(lignes[0]).toMatchObject({ existant: 'dora--a', structure_id: 'dora--s1', importable: true, problemes: [] })
  })

  it('tell a theme without a need, and forget one that has its need', () => {
    const { lignes } = rowsOf(
      'service',
      ['nom', 'structure', 'Thématiques', 'Besoins'],
      ['A', 'maison', 'Santé, Mobilité', 'Addictions'],
    )
    expect(lignes[0]?.champs['thematiques']).toEqual(['sante--addictions'])
    expect(lignes[0]?.problemes).toEqual([
      expect.objectContaining({ niveau: 'avertissement', message: expect.stringContaining('Mobilité') }),
    ])
  })

  it('are for everyone when they say so', () => {
    expect(
      rowsOf('service', ['nom', 'structure', 'publics'], ['A', 'maison', 'Tous publics']).lignes[0]?.champs['publics'],
    ).toEqual([])
  })

  it('say v1’s modes in the words of the editor, which win where both are said', () => {
    const colonnes = ['nom', 'structure', 'modes_mobilisation', 'mobilisable_par', 'mobilisation_precisions', 'conditions_acces']
    const { lignes } = rowsOf('service', colonnes, [
      'A',
      'maison',
      'telephoner, envoyer-un-courriel',
      'professionnels',
      'Le matin',
      'RSA; Permis',
    ])
    expect(lignes[0]?.champs).toEqual({
      nom: 'A',
      'dora.coach_orientation_modes': ['telephoner', 'envoyer-un-mail', 'autre'],
      'dora.beneficiaries_access_modes': ['professionnel'],
      'dora.coach_orientation_modes_other': 'Le matin',
      'dora.access_conditions': ['RSA', 'Permis'],
    })
  })

  test.each([
    ['department', '59350', ['59'], null],
    ['city', '59350', ['59350'], null],
    ['region', '2A004', ['2A', '2B'], null],
    ['country', '', ['france'], null],
    ['epci', '59350', undefined, 'epci'],
    ['department', '', undefined, 'department'],
  ])('turn « %s » around « %s » into codes, or leave it to the importer', (type, insee, codes, zone) => {
    const { lignes } = rowsOf('service', ['nom', 'structure', 'diffusion_zone_type', 'code_insee'], ['A', 'maison', type, insee])
    expect([lignes[0]?.champs['zone_eligibilite'], lignes[0]?.zone]).toEqual([codes, zone])
  })

  it('keep hours in plain words as words', () => {
    const { lignes } = rowsOf(
      'service',
      ['nom', 'structure', 'horaires_accueil'],
      ['A', 'maison', 'Le lundi matin'],
      ['B', 'maison', 'Mo 09:00-12:00'],
    )
    expect(lignes[0]?.champs).toEqual({ nom: 'A', 'dora.recurrence': 'Le lundi matin' })
    expect(lignes[1]?.champs).toEqual({ nom: 'B', horaires_accueil: 'Mo 09:00-12:00' })
  })
})

describe('services said twice', () => {
  const colonnes = ['nom', 'structure', 'courriel', 'adresse', 'code_postal']
  const there = ['ATELIER numerique', 'maison', 'A@exemple.test', '1, rue haute', '59000']

  it('exactly what is there is an error', () => {
    const reading = rowsOf('service', colonnes, there)
    expect(errors(reading)).toEqual([expect.objectContaining({ message: expect.stringContaining('dans vos services') })])
    expect(reading.lignes[0]).toMatchObject({ ressemble: 'dora--a', importable: false })
  })

  it('the same name elsewhere is worth a look', () => {
    const reading = rowsOf(
      'service',
      colonnes,
      [...there.slice(0, 3), '2 rue Basse', '59100'],
      ['Atelier numérique', 'antenne nord', '', '', ''],
    )
    expect(reading.lignes.map(({ importable, ressemble }) => [importable, ressemble])).toEqual([
      [true, 'dora--a'],
      [true, null],
    ])
    expect(reading.lignes[0]?.problemes).toEqual([expect.objectContaining({ niveau: 'avertissement' })])
  })

  it('twice in the file: the second is told about the first', () => {
    const reading = rowsOf('service', colonnes, ['Neuf', 'maison', '', '', ''], ['neuf', 'maison', '', '', ''])
    expect(errors(reading)).toEqual([expect.objectContaining({ ligne: 3, message: expect.stringContaining('ligne 2') })])
  })

  it('one model for two contacts is two services; for one contact, worth a look (dora-backend.md §7.7)', () => {
    const reading = rowsOf(
      'service',
      ['modele_slug', 'structure_siret_or_slug', 'contact_email', 'location_address'],
      ['atelier-cv', 'maison', 'a@exemple.test', '1 rue Haute'],
      ['atelier-cv', 'maison', 'a@exemple.test', '2 rue Haute'],
      ['atelier-cv', 'maison', 'a@exemple.test', '1 rue haute'],
    )
    expect(reading.lignes.map(({ problemes }) => problemes.map(({ niveau }) => niveau))).toEqual([
      [],
      ['avertissement'],
      ['erreur'],
    ])
  })
})

describe('structures', () => {
  it('are made, completed, or branches', () => {
    const { lignes } = rowsOf(
      'structure',
      ['nom', 'siret', 'siret_parent', 'courriels_administrateurs', 'modeles', 'labels'],
      ['Neuve', '55208131766522', '', 'a@exemple.test; b@exemple.test', 'atelier-cv', 'CAF'],
      ['', SIRET, '', '', '', ''],
      ['Antenne sud', '', SIRET, '', '', ''],
    )
    expect(
      lignes.map(({ existant, structure_id, siret_parent, importable }) => [existant, structure_id, siret_parent, importable]),
    ).toEqual([
      [null, null, null, true],
      ['dora--s1', null, null, true],
      [null, 'dora--s1', SIRET, true],
    ])
    expect(lignes[0]).toMatchObject({ administrateurs: ['a@exemple.test', 'b@exemple.test'], modeles: ['modele--m1'] })
  })

  test.each([
    [['X', '', ''], 'Le SIRET manque'],
    [['', '55208131766522', ''], 'Le nom de la structure manque'],
    [['X', '', OTHER], 'elle-même une antenne'],
    [['X', SIRET, SIRET], 'sa propre structure mère'],
    [['X', 'abc', ''], 'n’est pas un SIRET'],
  ])('%j: « %s »', (cellules, said) => {
    const found = errors(rowsOf('structure', ['nom', 'siret', 'siret_parent'], cellules))
    expect(found).toEqual([expect.objectContaining({ message: expect.stringContaining(said) })])
  })

  it('twice in the file are told', () => {
    const found = errors(rowsOf('structure', ['nom', 'siret'], ['A', SIRET], ['B', SIRET]))
    expect(found).toEqual([expect.objectContaining({ ligne: 3, message: expect.stringContaining('ligne 2') })])
  })
})

describe('whatever the file holds', () => {
  const cell = fc.oneof(
    fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 }).map((codes) => String.fromCharCode(...codes)),
    fc.constantFrom(
      'oui',
      SIRET,
      'maison',
      'Santé',
      'atelier-cv',
      'a@exemple.test',
      '59000',
      '<script>x</script>',
      '31/12/2026',
      'Tous publics',
    ),
  )

  test.each([
    ['service', Service],
    ['structure', Structure],
  ] as const)('reading a table of %s never throws, and gives fields that a record takes', (kind, shape) => {
    const champs = importFields(kind).map(({ champ }) => champ)
    fc.assert(
      fc.property(fc.array(fc.array(cell, { maxLength: champs.length }), { maxLength: 6 }), (rows) => {
        const table = { colonnes: champs, lignes: rows.map((cellules, index) => ({ numero: index + 2, cellules })) }
        const reading = readRows(kind, table, champs, CONTEXT)
        expect(reading.lignes).toHaveLength(rows.length)
        for (const line of reading.lignes) {
          expect(JSON.parse(JSON.stringify(line))).toEqual(line)
          const record = {
            source: 'dora',
            id: 'dora--x',
            structure_id: 'dora--s1',
            date_maj: '2026-01-01',
            nom: 'x',
            ...deep(line.champs),
          }
          expect(shape.safeParse(record).error?.issues ?? []).toEqual([])
        }
      }),
      { numRuns: 300 },
    )
  })
})

test('a cell made to take time is refused for its length, or read at once: no pattern looks back without end', () => {
  const made = ['a,', ',', '(', '((,', '<a ', '<!--', '[](x', "['", "a', '", '0', 'a.', '1 ', 'http://', '(https://a'].map(
    (piece) => piece.repeat(Math.floor(32_000 / piece.length)),
  )
  for (const kind of ['service', 'structure'] as const) {
    const champs = importFields(kind).map(({ champ }) => champ)
    const lignes = made.map((texte, index) => ({ numero: index + 2, cellules: champs.map(() => texte) }))
    const { lignes: read } = readRows(kind, { colonnes: champs, lignes }, champs, CONTEXT)
    for (const { problemes } of read) expect(problemes.length).toBeGreaterThanOrEqual(champs.length)
    expect(guessMapping(kind, made)).toEqual(made.map(() => null))
  }
})
