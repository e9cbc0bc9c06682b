import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { outcome } from '#server/accounts/testing/bench.ts'
import { FRANCE } from '#shared/sync/scope.ts'
import { addRule } from '#server/deployment/acts.ts'
import { docOf } from '#server/sync/rows.ts'
import {
  addConnector,
  changeConnector,
  connectorsFor,
  decideQuarantine,
  dropConnector,
  launchConnector,
  provenanceFor,
} from './acts.ts'
import { allConnectors } from './rows.ts'
import { quarantineFile } from './run.ts'
import { apiOf, demandeOf, openPartner, openScene, type Row, serviceOf, structureOf } from './testing/scene.ts'

/** Imports from partners, on a real server of theirs and a real store of ours. */

const many = (count: number, source = 'alpha', more: Row = {}) => ({
  structures: Array.from({ length: count }, (_, n) => structureOf(source, n)),
  services: Array.from({ length: count }, (_, n) => serviceOf(source, n, more)),
})

test('an API is read page by page, and only what differs is written: desks receive only that', async () => {
  let told = many(61)
  const partner = await openPartner(apiOf(() => told))
  const { add, run, sheets, seq, store } = await openScene({ limits: { page: 50 } })
  const id = await add(demandeOf(partner.origin))
  const first = await run(id)
  expect(first).toMatchObject({ issue: 'pris', par: 'equipe', force: false })
  expect(first.rapport).toMatchObject({
    lues: 122,
    structures: { nouvelles: 61 },
    services: { nouvelles: 61 },
    refus: [],
  })
  expect(Object.keys(await sheets())).toHaveLength(122)
  expect(partner.asked.filter((url) => url.includes('/structures'))).toHaveLength(3)
  // Nothing new: nothing is read but the ETags, nothing written.
  const before = await seq()
  partner.asked.length = 0
  expect(await run(id)).toMatchObject({ issue: 'inchange' })
  expect(partner.asked).toHaveLength(4)
  const feed = () => store.read((reader) => reader.feed(FRANCE, before, 10_000, 64 * 1024 * 1024))
  expect((await feed()).rows).toEqual([])
  // One changed, one gone, one new.
  told = {
    structures: [...told.structures.slice(1), structureOf('alpha', 'neuve')],
    services: [...told.services.slice(1), serviceOf('alpha', 'neuf')].map((row) =>
      row['id'] === 'alpha--v7' ? { ...row, nom: 'Renommé', telephone: null } : row,
    ),
  }
  const third = await run(id)
  expect(third.rapport).toMatchObject({
    structures: { nouvelles: 1, modifiees: 0, retirees: 1, inchangees: 60 },
    services: { nouvelles: 1, modifiees: 1, retirees: 1, inchangees: 59 },
    champs: [
      { champ: 'nom', nombre: 1 },
      { champ: 'telephone', nombre: 1 },
    ],
    vides: [{ genre: 'service', champ: 'telephone', vides: 1, remplis: 60 }],
    exemples: { nouvelles: ['alpha--sneuve', 'alpha--vneuf'], modifiees: ['alpha--v7'], retirees: ['alpha--s0', 'alpha--v0'] },
  })
  expect((await feed()).rows.map(({ op, id: row }) => `${op} ${row}`).sort()).toEqual([
    'put alpha--sneuve',
    'put alpha--v7',
    'put alpha--vneuf',
    'remove alpha--s0',
    'remove alpha--v0',
  ])
})

test('what is not the connector’s to bring is refused: other sources, identifiers of others, what is said here alone', async () => {
  const forged = { moderation_status: 'VALIDATED', is_obsolete: true, typology: 'ASSO' }
  const told = {
    structures: [
      structureOf('alpha', 1, { dora: forged, score_qualite: 1 }),
      structureOf('alpha', 2, { id: 'dora--s2' }),
      structureOf('alpha', 3),
      structureOf('alpha', 4),
      structureOf('alpha', 5),
    ],
    services: [
      serviceOf('alpha', 1, { score_qualite: 0.2 }),
      serviceOf('alpha', 3, { dora: { status: 'DRAFT' } }),
      structureOf('beta', 9),
    ],
  }
  const partner = await openPartner(apiOf(() => told))
  const [{ add, run, sheets }] = [await openScene()]
  partner.answer = (request, response) =>
    apiOf(() => ({ ...told, structures: [...told.structures, structureOf('alpha', 6, { nom: '' })] }))(request, response)
  const id = await add(demandeOf(partner.origin))
  // Its own filter is not to be trusted: this partner tells all it has.
  partner.answer = (request, response) => {
    const url = new URL(request.url ?? '', partner.origin)
    url.searchParams.delete('sources')
    request.url = url.pathname + url.search
    apiOf(() => ({ ...told, structures: [...told.structures, structureOf('alpha', 6, { nom: '' })] }))(request, response)
  }
  const { issue, rapport } = await run(id)
  expect(issue).toBe('pris')
  expect(rapport?.refus.map(({ champ, nombre, exemples }) => [champ, nombre, exemples])).toEqual(
    expect.arrayContaining([
      ['id', 1, ['dora--s2']],
      ['statut', 1, ['alpha--v3']],
      ['nom', 1, ['alpha--s6']],
    ]),
  )
  const kept = await sheets()
  expect(Object.keys(kept).sort()).toEqual(['alpha--s1', 'alpha--s3', 'alpha--s4', 'alpha--s5', 'alpha--v1'])
  expect(kept['alpha--s1']).toContain('"dora":{"typology":"ASSO"}')
  expect(kept['alpha--v1']).not.toContain('score_qualite')
})

test('a batch that loses much, or empties a field, changes nothing; the team takes it or throws it away', async () => {
  let told = many(20)
  const partner = await openPartner(apiOf(() => told))
  const { add, run, sheets, state, parts, team, connectors, folder, journal, runs, pass } = await openScene()
  const id = await add(demandeOf(partner.origin))
  await run(id)
  const before = await sheets()

  told = { structures: told.structures.slice(0, 10), services: told.services }
  const lost = await run(id)
  expect(lost).toMatchObject({ issue: 'quarantaine', quarantaine: 'pertes', rapport: { structures: { retirees: 10 } } })
  expect(await sheets()).toEqual(before)
  expect((await state(id)).quarantaine).toMatchObject({ raison: 'pertes', accepte: false, passage: lost.id })
  expect(existsSync(quarantineFile(folder, id))).toBe(true)

  // Thrown away: as if it had never come; and the next good one lifts it too.
  await decideQuarantine(parts, team, connectors, { id, decision: 'ecarter' })
  expect((await state(id)).quarantaine).toBeNull()
  expect(await outcome(decideQuarantine(parts, team, connectors, { id, decision: 'accepter' }))).toBe('connecteur-sans-lot')
  expect(await run(id)).toMatchObject({ issue: 'quarantaine' })
  told = many(20)
  expect(await run(id)).toMatchObject({ issue: 'pris' })
  expect((await state(id)).quarantaine).toBeNull()

  told = many(20, 'alpha', { telephone: null })
  expect(await run(id, true)).toMatchObject({ issue: 'essai', quarantaine: 'vides' })
  expect((await state(id)).quarantaine).toBeNull()
  expect(await run(id)).toMatchObject({ issue: 'quarantaine', quarantaine: 'vides' })
  expect(await sheets()).toEqual(before)
  // Taken as it was, whatever the partner says by then.
  told = many(1)
  pass(1)
  await decideQuarantine(parts, team, connectors, { id, decision: 'accepter' })
  await connectors.idle()
  expect((await runs(id))[0]).toMatchObject({ issue: 'pris', force: true, rapport: { services: { modifiees: 20 } } })
  expect(Object.keys(await sheets())).toHaveLength(40)
  expect((await sheets())['alpha--v3']).not.toContain('0199000000')
  expect(existsSync(quarantineFile(folder, id))).toBe(false)
  expect((await journal()).map(({ action }) => action)).toEqual(
    expect.arrayContaining(['connecteur.cree', 'connecteur.lot-ecarte', 'connecteur.lot-accepte']),
  )
})

test.each([
  ['vide', '[]', true],
  ['vide', '', true],
  ['forme', JSON.stringify([{ couleur: 'rouge', taille: 3 }]), false],
  ['illisible', '{"structures": [{"id": "alpha--s1"', false],
  ['illisible', '<html>Maintenance</html>', false],
] as const)('a file that is %s goes to quarantine', async (raison, body, acceptable) => {
  const partner = await openPartner((_, response) => response.writeHead(200).end(body))
  const { add, run, sheets, parts, team, connectors } = await openScene()
  const origine = { genre: 'fichier', fichiers: [{ lieu: 'adresse', adresse: `${partner.origin}/export.json` }] } as const
  const id = await add(demandeOf(partner.origin, { origine: { ...origine, fichiers: [...origine.fichiers] } }))
  expect(await run(id)).toMatchObject({ issue: 'quarantaine', quarantaine: raison })
  expect(await sheets()).toEqual({})
  expect(await outcome(decideQuarantine(parts, team, connectors, { id, decision: 'accepter' }))).toBe(
    acceptable ? 'ok' : 'connecteur-sans-lot',
  )
  await connectors.idle()
})

test('a partner that fails is tried again, later each time; what is there stays', async () => {
  let total = 3
  const good = apiOf(() => many(3))
  const partner = await openPartner(good)
  const { add, run, sheets, state, parts, pass, connectors, runs } = await openScene({
    limits: { bytes: 100_000 },
  })
  const id = await add(demandeOf(partner.origin))
  await run(id)
  const before = await sheets()
  partner.answer = (_, response) => response.writeHead(500).end()
  expect(await run(id)).toMatchObject({ issue: 'echec', echec: 'reponse', code: '500' })
  const wait = async () => Date.parse((await state(id)).reprise_le ?? '') - parts.now()
  expect(await wait()).toBe(5 * 60_000)
  // Cut in the middle, silent, huge, altered, of no one instant, another door, round and round.
  const faults: Record<string, Parameters<typeof openPartner>[0]> = {
    coupe: (_, response) => {
      response.writeHead(200, { 'content-length': '1000' })
      response.write('{"items":')
      setTimeout(() => response.destroy(), 20)
    },
    'trop-lourd': (_, response) => void response.writeHead(200).end(Buffer.alloc(200_000, 32)),
    'cle-refusee': (_, response) => void response.writeHead(401).end(),
    instable: apiOf(
      () => many(3),
      () => (total += 1),
    ),
    redirections: (_, response) => void response.writeHead(302, { location: '/encore' }).end(),
  }
  for (const [echec, answer] of Object.entries(faults)) {
    partner.answer = answer
    expect(await run(id)).toMatchObject({ issue: 'echec', echec })
  }
  expect(await sheets()).toEqual(before)
  expect(await wait()).toBe(160 * 60_000)
  // Its time comes by the clock, and all is well again.
  partner.answer = good
  expect(await connectors.runDue()).toBe(false)
  pass(6 * 3_600_000)
  expect(await connectors.runDue()).toBe(true)
  expect((await runs(id))[0]).toMatchObject({ par: 'horloge', issue: 'inchange' })
  expect(await state(id)).toMatchObject({ echecs: 0, reprise_le: null })
})

test('a partner that says nothing more is not waited for', async () => {
  const partner = await openPartner((_, response) => void response.writeHead(200).write('{'))
  const { add, run } = await openScene({ limits: { silenceMs: 300 } })
  expect(await run(await add(demandeOf(partner.origin)))).toMatchObject({ issue: 'echec', echec: 'silence' })
})

test('no address leads into this network, by redirection either; a bomb stops at its limit; a key stays with its host', async () => {
  const other = await openPartner((_, response) => response.writeHead(200).end('[]'))
  const keys: (string | undefined)[] = []
  const partner = await openPartner((_, response) => response.writeHead(302, { location: `${other.origin}/export.json` }).end())
  other.answer = (request, response) => {
    keys.push(request.headers.authorization)
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(Buffer.alloc(5_000_000, 32)))
  }
  const strict = await openScene({ allowPrivate: false })
  const origine = { genre: 'fichier' as const, fichiers: [{ lieu: 'adresse' as const, adresse: `${partner.origin}/a.json` }] }
  expect(await strict.run(await strict.add(demandeOf('', { origine })))).toMatchObject({
    issue: 'echec',
    echec: 'adresse-interdite',
  })
  expect(partner.asked).toEqual([])
  const open = await openScene({ limits: { unpacked: 1_000_000 } })
  expect(await open.run(await open.add(demandeOf('', { origine, cle: 'secret-invente' })))).toMatchObject({ echec: 'trop-lourd' })
  expect(keys).toEqual([undefined])
  other.answer = (_, response) => void response.writeHead(200).end(gzipSync(Buffer.alloc(5_000_000, 32)))
  expect(await open.run(await open.add(demandeOf('', { origine, sources: ['beta'] })))).toMatchObject({ echec: 'trop-lourd' })
})

test('files dropped in the folder, two of two formats, are read; no name leads out of it', async () => {
  const { add, run, sheets, folder, parts, team } = await openScene()
  const depot = join(folder, 'depot')
  mkdirSync(depot, { recursive: true })
  const { structures, services } = many(4)
  const columns = Object.keys(structures[0] ?? {})
  const csv = [columns.join(';'), ...structures.map((row) => columns.map((name) => String(row[name])).join(';'))].join('\n')
  writeFileSync(join(depot, 'structures.csv'), csv)
  writeFileSync(join(depot, 'services.ndjson.gz'), gzipSync(services.map((row) => JSON.stringify(row)).join('\n')))
  const fichiers = [
    { lieu: 'depot' as const, nom: 'structures.csv' },
    { lieu: 'depot' as const, nom: 'services.ndjson.gz' },
  ]
  const id = await add(demandeOf('', { origine: { genre: 'fichier', fichiers } }))
  expect(await run(id)).toMatchObject({ issue: 'pris', rapport: { lues: 8 } })
  expect(Object.keys(await sheets())).toHaveLength(8)
  expect(await run(id)).toMatchObject({ issue: 'inchange' })
  await changeConnector(
    parts,
    team,
    id,
    demandeOf('', { origine: { genre: 'fichier', fichiers: [{ lieu: 'depot', nom: 'absent.csv' }] } }),
  )
  expect(await run(id)).toMatchObject({ issue: 'echec', echec: 'depot-absent' })
})

test('services below the threshold are left out and counted; rules by territory hold; people keep what they keep', async () => {
  const told = many(6)
  told.services[0] = serviceOf('alpha', 0, {
    thematiques: [],
    publics: [],
    frais: null,
    type: null,
    description: 'Courte.',
    modes_mobilisation: [],
    mobilisable_par: [],
    telephone: null,
  })
  told.services[1] = serviceOf('alpha', 1, { code_insee: '33063' })
  told.structures[1] = structureOf('alpha', 1, { code_insee: '33063' })
  const partner = await openPartner(apiOf(() => told))
  const { add, run, sheets, parts, team, people } = await openScene()
  await addRule(parts, team, { source: 'alpha', departements: ['33'] })
  const id = await add(demandeOf(partner.origin, { seuil: 0.5 }))
  const first = await run(id)
  expect(first.rapport?.sous_seuil).toEqual({ nombre: 1, exemples: ['alpha--v0'] })
  expect(Object.keys(await sheets()).sort()).not.toEqual(expect.arrayContaining(['alpha--v0']))
  expect((await sheets())['alpha--s1']).toBeUndefined()
  // Somebody joins: from here on it is theirs.
  await people.belongs(await people.person(), { id: 'alpha--s2', nom: 'Structure inventée 2' } as never, 'membre', true)
  told.structures[2] = structureOf('alpha', 2, { nom: 'Autre nom' })
  told.structures[3] = structureOf('alpha', 3, { nom: 'Autre nom aussi' })
  const second = await run(id)
  expect(second.rapport).toMatchObject({ tenues: 2, structures: { modifiees: 1 } })
  expect((await sheets())['alpha--s2']).toContain('Structure inventée 2')
})

test('where a sheet came from is kept beside it, and a source is of one connector', async () => {
  let told = many(2)
  const partner = await openPartner(apiOf(() => told))
  const { add, run, parts, team, people, pass, state } = await openScene()
  const id = await add(demandeOf(partner.origin, { perte_max: 1, rythme: { periode: 'manuel' } }))
  await run(id)
  const first = await provenanceFor(parts, team, 'alpha--v1')
  expect(first).toMatchObject({
    connecteur: id,
    nom: 'Partenaire inventé',
    id_producteur: 'v1',
    vue_la_premiere_fois: '2026-12-01T09:00:00.001Z',
  })
  pass(24 * 3_600_000)
  told = { structures: told.structures.slice(1), services: [...told.services.slice(1), serviceOf('alpha', 'neuf')] }
  await run(id)
  expect(await provenanceFor(parts, team, 'alpha--v1')).toEqual({ ...first, vue_le: (await state(id)).succes_le })
  expect(await provenanceFor(parts, team, 'alpha--vneuf')).toMatchObject({ vue_la_premiere_fois: '2026-12-02T09:00:00.002Z' })
  expect(await provenanceFor(parts, team, 'alpha--v0')).toBeNull()
  expect(await provenanceFor(parts, team, 'dora--1')).toBeNull()
  expect(await outcome(addConnector(parts, team, demandeOf(partner.origin, { sources: ['beta', 'alpha'] })))).toBe(
    'connecteur-source-prise',
  )
  const someone = await people.person()
  expect(await outcome(addConnector(parts, someone, demandeOf(partner.origin)))).toBe('interdit')
  expect(await outcome(provenanceFor(parts, someone, 'alpha--v1'))).toBe('interdit')
})

test('its key is sealed, never told, and goes when the address is another’s', async () => {
  const { add, store, parts, team, connectors } = await openScene()
  const id = await add(demandeOf('https://un.exemple.test', { cle: 'secret-invente' }))
  const told = await connectorsFor(parts, team, connectors)
  expect(JSON.stringify(told)).not.toContain('secret-invente')
  expect(told.connecteurs).toMatchObject([{ id, cle_posee: true, dernier: null, prochain: '2026-12-02T03:00:00.000Z' }])
  const row = await store.read((reader) => reader.entity({ kind: 'connecteur', id }))
  expect(row?.doc).not.toContain('exemple.test')
  expect(docOf(parts.seal, row)).toMatchObject({ cle: 'secret-invente' })
  const keyOf = async () => (await store.read((reader) => allConnectors(reader, parts.seal)))[0]?.cle
  await changeConnector(parts, team, id, demandeOf('https://un.exemple.test/autre', { cle: null }))
  expect(await keyOf()).toBe('secret-invente')
  await changeConnector(parts, team, id, demandeOf('https://deux.exemple.test', { cle: null }))
  expect(await keyOf()).toBeNull()
})

test('deleted with its sheets, they go; without, they stay', async () => {
  const partner = await openPartner(
    apiOf(() => ({ structures: [...many(2).structures, ...many(2, 'beta').structures], services: [] })),
  )
  const { add, run, sheets, parts, team, connectors } = await openScene()
  const [alpha, beta] = [await add(demandeOf(partner.origin)), await add(demandeOf(partner.origin, { sources: ['beta'] }))]
  expect(await run(alpha)).toMatchObject({ issue: 'pris' })
  expect(await run(beta)).toMatchObject({ issue: 'pris' })
  await dropConnector(parts, team, connectors, { id: alpha, fiches: 'retirees' })
  await connectors.idle()
  expect(Object.keys(await sheets())).toEqual(['beta--s0', 'beta--s1'])
  await dropConnector(parts, team, connectors, { id: beta, fiches: 'gardees' })
  expect(Object.keys(await sheets())).toEqual(['beta--s0', 'beta--s1'])
  expect((await connectorsFor(parts, team, connectors)).connecteurs).toEqual([])
  expect(await outcome(launchConnector(parts, team, connectors, { id: beta, essai: false }))).toBe('connecteur-inconnu')
  expect(await provenanceFor(parts, team, 'alpha--s0')).toBeNull()
  expect(await provenanceFor(parts, team, 'beta--s0')).toMatchObject({ nom: null, vue_le: null })
})
