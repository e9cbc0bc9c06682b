import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { invented } from '../accounts/testing/people.ts'
import { approve } from '../orientations/acts-server.ts'
import { keepWhole } from '../orientations/pieces-upload.ts'
import { orientationOf } from '../orientations/rows.ts'
import { openRequests, PERSONNE, type RequestBench } from '../orientations/testing/bench.ts'
import { claimsOf, EMPLOIS_KEY, signed } from '../orientations/testing/emplois.ts'
import { pdf } from '../orientations/testing/files.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import type { User } from '../store/types.ts'
import { post, pullBody, startTestServer, type Server } from './testing/harness.ts'

/** What moderation is told and decides, what a token of Les Emplois fills, and what nobody above the two sides ever reads. */

/** Of the person, and of what is told of them. */
const SECRETS = ['Ravel', 'Inès', '0601020304', '06 01 02 03 04', 'ines.ravel', '01234567890', 'kilomètres', 'fiche.pdf']

let server: Server
let bench: RequestBench
let people: ReturnType<typeof invented>
let team: User
let here: User
let elsewhere: User
beforeAll(async () => {
  const store = await openSqliteStore({ file: ':memory:' })
  bench = await openRequests({ store })
  server = await startTestServer({ store, limits: { perAddress: 1_000_000 }, emplois: { key: EMPLOIS_KEY, token: null } })
  people = invented(server.account)
  team = await people.person({ role: 'administrateur' })
  here = await people.person({ gestionnaire: true, departements: ['33'] })
  elsewhere = await people.person({ gestionnaire: true, departements: ['59'] })
})
afterAll(async () => {
  await server.stop()
  await bench.store.close()
})

const as = async (user: User | null): Promise<Record<string, string>> =>
  user === null ? {} : { authorization: `Bearer ${await people.token(user)}` }
const get = async (path: string, user: User | null) => {
  const answer = await fetch(server.origin + path, { headers: await as(user) })
  return { status: answer.status, text: await answer.text() }
}
const send = async (path: string, user: User | null, body: unknown) => {
  const answer = await post(server.origin + path, body, await as(user))
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> }
}

/** A structure that was not looked at yet, with what it sent. */
const held = async (): Promise<{ readonly structure: Structure; readonly ids: readonly string[] }> => {
  const structure = await people.structure({ nom: 'Nouvelle', dora: { moderation_status: 'NEED_INITIAL_MODERATION' } })
  await people.belongs(bench.alix, structure, 'membre', true)
  const ids = [(await bench.send({ structure_id: structure.id })).id, (await bench.send({ structure_id: structure.id })).id]
  return { structure, ids }
}
const dossier = ({ id }: Pick<Structure, 'id'>) => `/moderation/v1/dossiers/structure/${encodeURIComponent(id)}`
const decide = (structure: Pick<Structure, 'id'>, user: User | null, geste: string, motif = '') =>
  send(`${dossier(structure)}/actes`, user, {
    acte: { id: randomUUID(), geste, ...(geste === 'rejeter-demandes' ? { motif } : {}) },
    vu: null,
  })

describe('what is held', () => {
  test('is told by territory, with who sent it and nothing of the person', async () => {
    const { structure, ids } = await held()
    for (const user of [team, here]) {
      const { status, text } = await get(dossier(structure), user)
      expect(status).toBe(200)
      const { retenues } = JSON.parse(text) as { readonly retenues: { readonly orientations: readonly { id: string }[] } }
      expect(retenues.orientations.map(({ id }) => id).sort()).toEqual([...ids].sort())
      for (const secret of SECRETS) expect([secret, text.includes(secret)]).toEqual([secret, false])
    }
    for (const [user, status] of [
      [elsewhere, 403],
      [bench.alix, 403],
      [null, 401],
    ] as const)
      expect((await get(dossier(structure), user)).status).toBe(status)
  })

  test('is approved where it is moderated, once', async () => {
    const { structure, ids } = await held()
    expect((await decide(structure, elsewhere, 'approuver-demandes')).status).toBe(403)
    expect((await decide(structure, bench.alix, 'approuver-demandes')).status).toBe(403)
    expect((await bench.whole(ids[0] ?? ''))?.etat).toBe('MODÉRATION_EN_COURS')
    expect(await decide(structure, here, 'approuver-demandes')).toMatchObject({
      status: 200,
      body: { suite: 'fait', demandes: 2 },
    })
    expect(await decide(structure, team, 'rejeter-demandes', 'Trop tard.')).toEqual({
      status: 200,
      body: { suite: 'sans-objet' },
    })
    for (const id of ids) expect((await bench.whole(id))?.etat).toBe('OUVERTE')
  })

  test('is rejected by the team, with a reason', async () => {
    const { structure, ids } = await held()
    expect((await decide(structure, team, 'rejeter-demandes', '  ')).status).toBe(400)
    expect((await decide(structure, here, 'rejeter-demandes', 'Inconnue.')).status).toBe(403)
    expect((await decide(structure, team, 'rejeter-demandes', 'x'.repeat(1_001))).status).toBe(400)
    expect((await decide(structure, team, 'oublier')).status).toBe(400)
    expect((await decide(structure, team, 'rejeter-demandes', 'Inconnue.')).body).toMatchObject({ suite: 'fait', demandes: 2 })
    for (const id of ids) expect((await bench.whole(id))?.etat).toBe('MODÉRATION_REJETÉE')
  })

  test('of a structure that is not there', async () => {
    const unknown = await decide({ id: 'dora--rien' }, team, 'approuver-demandes')
    expect([unknown.status, unknown.body['motif']]).toEqual([404, 'structure-inconnue'])
    expect((await decide({ id: 'a\0' }, team, 'approuver-demandes')).status).toBe(400)
  })
})

describe('a token of Les Emplois', () => {
  const ask = (user: User | null, jeton: string) => send('/orientations/v1/emplois', user, { jeton })
  const made = (courriel: string, ms = 60_000) => signed(claimsOf(courriel), { until: server.account.now() + ms })

  test('fills what it says of the person, for the one it names', async () => {
    expect(await ask(bench.alix, await made(bench.alix.courriel))).toEqual({
      status: 200,
      body: {
        nom: 'Ferrand',
        prenom: 'Noé',
        courriel: 'noe.ferrand@exemple.test',
        telephone: '0698765432',
        numero_france_travail: '12345678901',
        structure_siret: '80000001600010',
      },
    })
    expect((await ask(null, await made(bench.alix.courriel))).status).toBe(401)
  })

  test('is refused to another person, past, or made by somebody else', async () => {
    for (const [user, jeton] of [
      [bench.bao, await made(bench.alix.courriel)],
      [team, await made(bench.alix.courriel)],
      [bench.alix, await made(bench.alix.courriel, -60_000)],
      [bench.alix, await signed(claimsOf(bench.alix.courriel), { key: 'x'.repeat(32), until: server.account.now() + 60_000 })],
      [bench.alix, 'a.b.c'],
    ] as const) {
      const { status, body } = await ask(user, jeton)
      expect([status, body['motif']]).toEqual([400, 'jeton-emplois'])
      expect(JSON.stringify(body)).not.toMatch(/Ferrand|Noé/)
    }
    for (const jeton of ['', 'x'.repeat(4_001)]) expect((await ask(bench.alix, jeton)).status).toBe(400)
    expect(server.logged().join('')).not.toMatch(/Ferrand|noe\.ferrand|eyJ/)
  })
})

describe('those who keep the tool, or a territory', () => {
  test('read nothing of anyone by any route of requests, nor by the feed', async () => {
    const [piece] = await keepWhole({ ...server.account, blobs: server.blobs }, bench.alix.id, [
      { nom: 'fiche.pdf', bytes: pdf('Inès Ravel') },
    ])
    if (piece === undefined) throw new Error('not kept')
    const open = await bench.send({ pieces: [piece] })
    const closed = await bench.send()
    await bench.act(bench.bao, { geste: 'accepter', sens: 'reception', id: closed.id, message: 'Oui.', message_personne: null })
    const { structure, ids } = await held()
    const routes = server.app.routes.filter((route) => route.includes('/orientations/'))
    expect(routes.length).toBeGreaterThan(4)
    const gets = routes.filter((route) => route.startsWith('GET ')).map((route) => route.slice(4))
    const paths = gets.flatMap((path) =>
      [open.id, closed.id, ...ids].flatMap((id) =>
        ['envoi', 'reception'].map((sens) =>
          path
            .replace(':sens', sens)
            .replace(':id', path.includes(':piece') ? id : piece.id)
            .replace(':piece', piece.id)
            .replace(':structureId', structure.id),
        ),
      ),
    )
    const unrelated = await people.person()
    await people.belongs(unrelated, await people.structure(), 'membre', true)
    for (const user of [team, here, elsewhere, unrelated]) {
      const answers = await Promise.all([...new Set(paths)].map((path) => get(path, user)))
      const feed = await post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), await as(user))
      const text = answers.map((one) => one.text).join('\n') + (await feed.text())
      for (const secret of SECRETS) expect([user.role, secret, text.includes(secret)]).toEqual([user.role, secret, false])
    }
    // By a member it is read, so that what is not found above could have been.
    const path = `/orientations/v1/envoi/${open.id}/pieces/${piece.id}`
    expect((await get(path, bench.alix)).text).toContain(PERSONNE.nom)
  })

  test('nor do they once they have approved it', async () => {
    const { ids } = await held()
    const id = ids[0] ?? ''
    await bench.store.write(async (writer) => {
      const one = await orientationOf(writer, server.account.seal, id)
      if (one !== null)
        await approve({ writer, seal: server.account.seal, now: server.account.now() }, one, {
          cote: 'moderation',
          nom: 'Camille Testeuse',
          id: team.id,
        })
    })
    const feed = await post(`${server.origin}/sync/v1/pull`, pullBody({ scopes: [{ id: 'u:me', since: 0 }] }), await as(team))
    expect(await feed.text()).not.toContain(id)
    // Nor is their name told to either side.
    const mine = await post(
      `${server.origin}/sync/v1/pull`,
      pullBody({ scopes: [{ id: 'u:me', since: 0 }] }),
      await as(bench.alix),
    )
    const text = await mine.text()
    expect(text).toContain(id)
    expect(text).not.toContain('Camille')
  })

  test('whoever left the structure reads no file of what they sent', async () => {
    const leaver = await people.person()
    await people.belongs(leaver, bench.sender)
    const [piece] = await keepWhole({ ...server.account, blobs: server.blobs }, leaver.id, [
      { nom: 'fiche.pdf', bytes: pdf('x') },
    ])
    if (piece === undefined) throw new Error('not kept')
    const { id, result } = await bench.send({ pieces: [piece] }, leaver)
    expect(result.status).toBe('applied')
    const path = `/orientations/v1/envoi/${id}/pieces/${piece.id}`
    expect((await get(path, leaver)).status).toBe(200)
    await server.store.write((writer) => writer.remove({ kind: 'rattachement', id: `${leaver.id}/${bench.sender.id}` }))
    expect((await get(path, leaver)).status).toBe(404)
    expect((await get(path, bench.alix)).status).toBe(200)
  })
})
