import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CATALOGUE_FOLDER } from '#shared/catalogue/file.ts'
import type { StructureView } from '#shared/accounts/wire.ts'
import { structureCapabilities } from '#shared/rights.ts'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Done, Edit, Listing, TablePreview, TableRead } from '#shared/contract/listing.ts'
import { SCHEMA } from '#shared/sync/wire.ts'
import { type Central, EPOCH, membership, person, startCentral } from '../account/testing/central.ts'
import { openDesk, type TestDesk } from '../account/testing/desk.ts'
import { deliveredPack } from '../geo/testing.ts'
import { installTestCatalogue, testService, testStructure } from '../testing/catalogue.ts'
import { readTable } from './table/read.ts'
import { writeTable } from '../table/write.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const MINE = 'dora--maison'
const structures: Structure[] = [
  testStructure(MINE, {
    source: 'dora',
    nom: 'Maison des départs',
    siret: '11000001500013',
    code_insee: '59350',
    code_postal: '59000',
  }),
  testStructure('dora--autre', { source: 'dora', nom: 'Autre maison', siret: '13000548122782', code_insee: '29019' }),
]
/** All that a published service must say, and values that no column gives back as they are. */
const published = (id: string, more: Partial<Service> = {}): Service =>
  testService(id, {
    source: 'dora',
    structure_id: MINE,
    nom: `Atelier ${id}`,
    description: '## Au programme\n\n* un temps\n* un autre',
    thematiques: ['mobilite--preparer-un-permis'],
    type: 'atelier',
    publics: ['seniors', 'jeunes'],
    frais: 'payant',
    frais_precisions: '5 € ; gratuit le lundi',
    zone_eligibilite: ['59'],
    modes_accueil: ['en-presentiel'],
    commune: 'Lille',
    code_postal: '59000',
    adresse: '1 rue des Lilas',
    latitude: 50.6311,
    longitude: 3.0573,
    telephone: '0199001234',
    courriel: 'accueil@exemple.test',
    modes_mobilisation: ['envoyer-un-courriel', 'telephoner'],
    mobilisable_par: ['professionnels'],
    dora: {
      status: 'PUBLISHED',
      short_desc: '=Un atelier, pas à pas',
      is_contact_info_public: true,
      coach_orientation_modes: ['envoyer-un-mail', 'telephoner'],
      access_conditions: ['Avoir 18 ans, ou plus'],
      forms: [{ nom: 'Fiche ; de prescription', url: 'https://exemple.test/fiche.pdf' }],
      update_frequency: 'tous-les-6-mois',
    },
    ...more,
  })
const services = [
  published('dora--a1', { courriel: 'premier@exemple.test' }),
  published('dora--a2', { nom: 'Atelier jumeau' }),
  published('dora--a3', { nom: 'Atelier jumeau' }),
]

let folder: string
let central: Central
let desk: TestDesk
/** As if the server of these tests had given the file: it is kept. */
const followed = (file: string): void => {
  const db = new Database(file)
  db.prepare('INSERT INTO replica VALUES (?, ?), (?, ?)').run('epoch', EPOCH, 'schema', String(SCHEMA))
  db.prepare('INSERT INTO replica_scopes VALUES (?, 0)').run('cat:fr')
  db.close()
}
const open = async (admin = true, who = person()) => {
  central.letIn(who)
  central.tell(who, membership(MINE, { user_id: who.id, admin, structure_nom: 'Maison des départs' }))
  followed(installTestCatalogue(join(folder, CATALOGUE_FOLDER), { structures, services }))
  desk = openDesk(folder, central.address, [deliveredPack()])
  await desk.signIn()
  await vi.waitFor(async () => expect((await desk.state()).rattachements).toHaveLength(1), 30_000)
}
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-tables-'))
  central = await startCentral()
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

const view = (id: string): StructureView => ({
  id,
  nom: 'Nouvelle',
  siret: '18000002700015',
  commune: null,
  departement: null,
  parent: null,
  moderation: null,
  a_administrateur: false,
  administrateurs: [],
  antennes: [],
  droits: structureCapabilities(null, { structureId: id, departement: null }),
})
const COLUMNS = [
  'Mon titre à moi',
  'Résumé',
  'Thématiques',
  'Type de service',
  'Frais',
  'E-mail',
  'Tél',
  'Ville',
  'Adresse',
  'Code postal',
  'Mode d’accueil',
  'Modalités pour les accompagnateurs',
  'diffusion_zone_type',
  'Notes internes',
]
const row = (index: number): string[] => [
  `Cours ${index}`,
  'Un cours pour avancer.',
  'Préparer un permis',
  'Atelier',
  'Gratuit',
  `accueil${index}@exemple.test`,
  '01 99 00 12 34',
  'LILLE',
  `${index} rue des Lilas`,
  '59000',
  'En présentiel',
  'E-mail',
  'EPCI',
  'à revoir',
]
const csv = (colonnes: readonly string[], lignes: readonly (readonly string[])[]): string =>
  Buffer.from(writeTable({ feuille: 'S', colonnes, lignes }, 'csv')).toString('base64')
const read = (base64: string, quoi: 'services' | 'structures' = 'services', nom = 'table.csv') =>
  desk.call<TableRead>('tables.read', { quoi, nom, base64, feuille: null })
const ask = (table: TableRead, more: Readonly<Record<string, unknown>> = {}) => ({
  id: table.id,
  quoi: 'services',
  structureId: MINE,
  feuille: null,
  correspondance: table.correspondance,
  publier: true,
  ...more,
})
const preview = (input: unknown) => desk.call<TablePreview>('tables.preview', input)
const run = (input: unknown) => desk.call<Done>('tables.run', input)
const listing = () => desk.call<Listing>('listing.read', { structureId: MINE })
const messages = ({ problemes }: TablePreview, ligne: number, niveau = 'erreur') =>
  problemes
    .filter((one) => one.ligne === ligne && one.niveau === niveau)
    .map(({ colonne, message }) => `${colonne ?? ''} | ${message}`)

test('500 rows: tried, made without network, remembered, undone', async () => {
  await open()
  await central.close()
  const base64 = csv(
    COLUMNS,
    Array.from({ length: 500 }, (_, index) => row(index + 1)),
  )
  const start = performance.now()
  const table = await read(base64)
  expect(table).toMatchObject({ lignes: 500, rappelee: false, colonnes: COLUMNS })
  expect(table.correspondance).toMatchObject({ 'Mon titre à moi': null, Ville: 'commune', 'Notes internes': null })
  const chosen = { ...table.correspondance, 'Mon titre à moi': 'nom' }
  const before = await listing()
  const afterRead = performance.now()
  const tried = await preview(ask(table, { correspondance: chosen }))
  const afterTrial = performance.now()
  expect(tried.problemes).toEqual([])
  expect(tried).toMatchObject({ a_creer: 500, a_publier: 500, ignorees: 0 })
  expect(await listing()).toEqual(before)

  const done = await run(ask(table, { correspondance: chosen }))
  const end = performance.now()
  const [reading, trial, making] = [afterRead - start, afterTrial - afterRead, end - afterTrial].map(Math.round)
  console.log(`500 rows: read ${reading} ms, trial ${trial} ms, import ${making} ms`)
  expect(end - start).toBeLessThan(30_000)
  expect(done).toMatchObject({ faits: 500, refus: [] })
  const made = (await listing()).services.filter(({ doc }) => String(doc['nom']).startsWith('Cours '))
  expect(made).toHaveLength(500)
  expect(new Set(made.map(({ statut, envoi }) => `${statut} ${envoi}`))).toEqual(new Set(['PUBLISHED local']))
  const one = made.find(({ doc }) => doc['nom'] === 'Cours 7')
  expect(one?.doc).toMatchObject({
    structure_id: MINE,
    source: 'dora',
    commune: 'Lille',
    code_insee: '59350',
    zone_eligibilite: ['200093201'],
    telephone: '+33199001234',
  })
  expect(one?.doc['latitude']).toBeUndefined()
  expect(desk.heard.some(({ name }) => name === 'listing.changed')).toBe(true)

  // The same file again: the columns are known, and every row is there already.
  const again = await read(base64)
  expect(again).toMatchObject({ rappelee: true, correspondance: chosen })
  const twice = await preview(ask(again))
  expect(twice).toMatchObject({ a_creer: 0, ignorees: 500 })
  expect((await run(ask(again))).faits).toBe(0)
  const kept = readFileSync(join(folder, 'tableaux.json'), 'utf8')
  expect(kept).not.toMatch(/titre|ville|cours|lilas/i)

  await desk.call('listing.undo', { annuler: done.annuler })
  // What the exchanges tried to send meanwhile is archived rather than taken back, and may be imported again.
  const left = (await listing()).services.filter(
    ({ doc, statut }) => String(doc['nom']).startsWith('Cours ') && statut !== 'ARCHIVED',
  )
  expect(left).toEqual([])
  expect((await preview(ask(again))).a_creer).toBe(500)
})

test('a model gives its words to new services, and to those that begin to follow it', async () => {
  await open()
  const { id: modele } = await desk.call<{ id: string }>('listing.create', {
    kind: 'modele',
    structureId: MINE,
    depuis: { kind: 'service', id: 'dora--a2' },
  })
  const edit = await desk.call<Edit>('listing.edit', { kind: 'modele', id: modele })
  const words = { nom: 'Modèle de cours', 'dora.short_desc': 'Comme le modèle.', frais: 'gratuit' }
  await desk.call('listing.save', { kind: 'modele', id: modele, base: edit.version, doc: { ...edit.doc, ...words } })
  await desk.call('listing.submit', { kind: 'modele', id: modele, statut: null })
  const table = await read(
    csv(
      ['modele_slug', 'Identifiant du service', 'Titre', 'Ville'],
      [
        ['Modèle de cours', '', '', 'Lille'],
        ['Modèle de cours', 'dora--a1', 'Atelier qui suit', ''],
        ['Autre modèle', '', 'Cours', ''],
        ['', 'dora--rien', 'Inconnu', ''],
        ['', 'dora--a1', 'Deux fois', ''],
      ],
    ),
  )
  const tried = await preview(ask(table))
  expect(tried.lignes.map(({ sort }) => sort)).toEqual(['brouillon', 'modifiee', 'ignoree', 'ignoree', 'ignoree'])
  expect(messages(tried, 5)[0]).toMatch(/^Identifiant du service \| Cet identifiant n’est pas celui d’un de vos services/)
  expect(messages(tried, 6)[0]).toMatch(/figure déjà à la ligne 3/)
  expect((await run(ask(table))).faits).toBe(2)
  const { services: all, modeles } = await listing()
  expect(modeles[0]).toMatchObject({ services: 3 })
  expect(all.find(({ doc }) => doc['nom'] === 'Modèle de cours')?.doc).toMatchObject({
    ...words,
    commune: 'Lille',
    'dora.modele': modele,
  })
  expect(all.find(({ id }) => id === 'dora--a1')?.doc).toMatchObject({
    nom: 'Atelier qui suit',
    'dora.short_desc': 'Comme le modèle.',
  })
})

test('errors are told row by row, what is incomplete comes as a draft, and the rest is made', async () => {
  await open()
  const lignes = [
    row(1),
    row(2).with(2, 'Astronomie'),
    row(3).with(1, ''),
    row(1),
    row(5).with(7, 'Nulle-Part-sur-Rien').with(9, '59000'),
    row(6).with(9, '5'),
  ]
  const table = await read(csv(COLUMNS, lignes))
  const input = ask(table, { correspondance: { ...table.correspondance, 'Mon titre à moi': 'nom' } })
  const tried = await preview(input)
  expect(tried.lignes.map(({ numero, sort }) => [numero, sort])).toEqual([
    [2, 'publie'],
    [3, 'ignoree'],
    [4, 'brouillon'],
    [5, 'ignoree'],
    [6, 'publie'],
    [7, 'ignoree'],
  ])
  expect(messages(tried, 3)[0]).toMatch(/^Thématiques \| La valeur «\u00a0Astronomie\u00a0»/)
  expect(messages(tried, 4, 'avertissement')).toEqual([
    'Résumé | Ce service vient en brouillon. Écrivez un résumé : c’est ce qui se lit en premier.',
  ])
  expect(messages(tried, 5)[0]).toMatch(/figure déjà à la ligne 2/)
  const done = await run(input)
  expect(done.faits).toBe(3)
  expect(done.refus.map(({ id }) => id)).toEqual(['ligne-3', 'ligne-5', 'ligne-7'])
  const made = (await listing()).services.filter(({ doc }) => String(doc['nom']).startsWith('Cours '))
  expect(made.map(({ doc, statut }) => `${String(doc['nom'])} ${statut}`)).toEqual([
    'Cours 1 PUBLISHED',
    'Cours 3 DRAFT',
    'Cours 5 PUBLISHED',
  ])
})

test.each(['csv', 'xlsx'] as const)(
  'an export (%s) read again changes nothing; a cell changed in it changes that field',
  async (format) => {
    await open()
    const exported = await desk.call<{ nom: string; base64: string }>('tables.export', { structureId: MINE, format })
    expect(exported.nom).toMatch(new RegExp(String.raw`^services-maison-des-departs-\d{4}-\d\d-\d\d\.${format}$`))
    const table = await read(exported.base64, 'services', exported.nom)
    expect(table.lignes).toBe(3)
    const left = Object.entries(table.correspondance).filter(([, champ]) => champ === null)
    expect(left.map(([name]) => name)).toEqual([
      'Dernière modification',
      'Exactitude confirmée le',
      'Fraîcheur',
      'Disponibilité annoncée',
    ])
    const before = await listing()
    const tried = await preview(ask(table))
    expect(tried.problemes.filter(({ niveau }) => niveau === 'erreur')).toEqual([])
    expect(tried.lignes.map(({ sort }) => sort)).toEqual(['ignoree', 'ignoree', 'ignoree'])
    expect(await run(ask(table))).toEqual({ faits: 0, refus: [], annuler: null })
    expect(await listing()).toEqual(before)

    const whole = await readTable(Buffer.from(exported.base64, 'base64'), exported.nom)
    const at = (name: string) => whole.colonnes.indexOf(name)
    const lignes = whole.lignes.map(({ cellules }) => whole.colonnes.map((_, index) => cellules[index] ?? ''))
    const changed = lignes.map((cells, index) =>
      index === 0 ? cells.with(at('Adresse'), '9 rue du Port').with(at('Statut'), 'Archivé') : cells,
    )
    const next = await read(csv(whole.colonnes, changed))
    expect((await preview(ask(next))).lignes.map(({ sort }) => sort)).toEqual(['modifiee', 'ignoree', 'ignoree'])
    const done = await run(ask(next))
    expect(done).toMatchObject({ faits: 1, refus: [] })
    const id = String(lignes[0]?.[at('Identifiant du service')])
    const line = (await listing()).services.find((one) => one.id === id)
    // What was somewhere else is not here: no coordinates are kept for it.
    expect(line?.doc).toMatchObject({
      adresse: '9 rue du Port',
      'dora.status': 'ARCHIVED',
      frais_precisions: '5 € ; gratuit le lundi',
    })
    expect(line?.envoi).toBe('attente')
    await desk.call('listing.undo', { annuler: done.annuler })
    expect((await listing()).services.find((one) => one.id === id)?.doc['adresse']).toBe('1 rue des Lilas')
  },
)

test('columns of the same name, and without name, are told apart', async () => {
  await open()
  const table = await read(csv(['Titre', 'Publics', 'Publics', '', 'Titre'], [['Cours', 'Jeunes', 'Seniors', 'x', 'y']]))
  expect(table.colonnes).toEqual(['Titre', 'Publics', 'Publics (2)', 'Colonne D', 'Titre (2)'])
  expect(table.correspondance).toEqual({
    Titre: 'nom',
    Publics: 'publics',
    'Publics (2)': 'publics',
    'Colonne D': null,
    'Titre (2)': null,
  })
  expect((await run(ask(table))).faits).toBe(1)
  const made = (await listing()).services.find(({ doc }) => doc['nom'] === 'Cours')
  expect(made?.doc['publics']).toEqual(['jeunes', 'seniors'])
})

test('structures: one is changed, a branch is made by the server, others are refused with the reason', async () => {
  await open()
  const branches: unknown[] = []
  central.on(`POST /listing/v1/structures/${MINE}/branches`, ({ body }) => {
    branches.push(body)
    return { status: 201, body: { id: 'dora--antenne' } }
  })
  const invited: unknown[] = []
  central.on('POST /account/v1/structures/dora--antenne/members', ({ body }) => {
    invited.push(body)
    return { problem: 'forbidden' }
  })
  const lignes = [
    ['Maison des départs', '11000001500013', '', '', '', '01 99 00 55 55', ''],
    ['Antenne du Port', '', 'Lille', '59000', '3 rue du Port', '01 99 00 66 66', 'basile@exemple.test'],
    ['Autre maison', '13000548122782', '', '', '', '01 99 00 77 77', ''],
    ['Inconnue', '18000002700015', '', '', '', '', 'zoe@exemple.test'],
    ['Sans lieu', '', '', '', '', '', ''],
  ]
  const columns = ['Nom', 'SIRET', 'Ville', 'Code postal', 'Adresse', 'Téléphone', 'courriels_administrateurs']
  const table = await read(csv(columns, lignes), 'structures')
  const input = ask(table, { quoi: 'structures' })
  const tried = await preview(input)
  expect(tried.lignes.map(({ sort }) => sort)).toEqual(['modifiee', 'publie', 'ignoree', 'ignoree', 'ignoree'])
  expect(branches).toEqual([])
  const done = await run(input)
  expect(branches).toEqual([
    {
      nom: 'Antenne du Port',
      siret: null,
      adresse: '3 rue du Port',
      complement_adresse: null,
      code_postal: '59000',
      commune: 'Lille',
      code_insee: '59350',
      latitude: null,
      longitude: null,
    },
  ])
  expect(invited).toMatchObject([{ courriel: 'basile@exemple.test', admin: true }])
  expect(done.faits).toBe(2)
  expect(done.refus.map(({ id }) => id)).toEqual(['ligne-4', 'ligne-5', 'ligne-6', 'ligne-3-basile@exemple.test'])
  expect((await listing()).structure).toMatchObject({ envoi: 'attente', doc: { telephone: '+33199005555' } })

  await central.close()
  const offline = await run(input)
  expect(offline.refus.find(({ id }) => id === 'ligne-3')?.raison).toMatch(/serveur/)
})

test('someone who may not write there imports nothing, and a file forgotten is asked again', async () => {
  await open()
  const table = await read(csv(['Titre'], [['Cours']]))
  expect(await desk.codeOf('tables.run', ask(table, { structureId: 'dora--autre' }))).toBe('compte-droit')
  expect(await desk.codeOf('tables.preview', { ...ask(table), id: 'rien' })).toBe('tableau-oublie')
  const named = await read(csv(['Titre', 'Structure'], [['Cours', '13000548122782']]))
  const tried = await preview(ask(named))
  expect(messages(tried, 2)[0]).toMatch(/n’est pas parmi les vôtres/)
})

test('the team adds a structure by inviting its first administrator, and services go where rows say', async () => {
  await open(true, person({ role: 'administrateur' }))
  const invited: unknown[] = []
  central.on('POST /account/v1/first-admin', ({ body }) => {
    invited.push(body)
    return { status: 201, body: { structure: view('dora--nouvelle'), membres: [] } }
  })
  const table = await read(
    csv(
      ['Nom', 'SIRET', 'Téléphone', 'Courriels administrateurs'],
      [
        ['Nouvelle', '18000002700015', '01 99 00 12 34', 'zoe@exemple.test'],
        ['Sans personne', '18000002700023', '', ''],
        ['Autre maison', '13000548122782', '01 99 00 77 77', ''],
      ],
    ),
    'structures',
  )
  const input = ask(table, { quoi: 'structures', structureId: null })
  const tried = await preview(input)
  expect(tried.lignes.map(({ sort }) => sort)).toEqual(['publie', 'ignoree', 'modifiee'])
  expect(await run(input)).toMatchObject({ faits: 2, refus: [{ id: 'ligne-3' }] })
  expect(invited).toEqual([{ siret: '18000002700015', courriel: 'zoe@exemple.test' }])

  const rows = [
    ['Cours ici', '11000001500013'],
    ['Cours ailleurs', 'Inconnue'],
    ['Nulle part', ''],
    ['Cours là encore', '13000548122782'],
  ]
  const anywhere = ask(await read(csv(['Titre', 'structure_siret_or_slug'], rows)), { structureId: null })
  const fates = await preview(anywhere)
  expect(fates.lignes.map(({ sort }) => sort)).toEqual(['brouillon', 'ignoree', 'ignoree', 'brouillon'])
  expect((await run(anywhere)).faits).toBe(2)
  const there = await desk.call<Listing>('listing.read', { structureId: 'dora--autre' })
  expect(there.services.map(({ doc }) => doc['nom'])).toEqual(['Cours là encore'])
})
