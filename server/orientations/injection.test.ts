import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { NouvelleDemande } from '#shared/orientation/model.ts'
import { seal } from '#server/accounts/testing/bench.ts'
import type { Blobs } from '#server/blobs/blobs.ts'
import { openBlobs } from '#server/blobs/open.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { createBytesSeal } from '#server/sync/seal.ts'
import { fill, mutation, publishable, pushOne } from '#server/sync/testing.ts'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { keepWhole } from './pieces-upload.ts'
import { openRequests, type RequestBench, SERVICE_ID } from './testing/bench.ts'
import { pdf } from './testing/files.ts'
import { forged, HOSTILE, type Hostile, textsIn, untidy, withText } from './testing/hostile.ts'
import { takeMails } from './testing/mails.ts'

/** Words that are no words, in every field of a request and of each act on it, as a desk pushes them. */

const REFUSAL = /^(validation\.[\w.]+|message|non-orientable|forbidden|forbidden\.\w+|emplois\.jeton|pieces|gone)$/
const DAY_MS = 24 * 3600_000

let folder: string
let blobs: Blobs
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-injection-'))
  blobs = openBlobs({ s3: null, folder }, createBytesSeal(new Uint8Array(32).fill(7)))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const pieceFor = async ({ store, accounts, alix }: RequestBench): Promise<NouvelleDemande['pieces']> =>
  keepWhole({ store, seal, blobs, now: accounts.parts.now }, alix.id, [{ nom: 'fiche.pdf', bytes: pdf('fiche') }])

/** A request with something in every field. */
const full = (bench: RequestBench, pieces: NouvelleDemande['pieces']): NouvelleDemande =>
  bench.asked({
    personne: {
      ...bench.asked().personne,
      preferences: ['TELEPHONE', 'AUTRE'],
      disponibilite: '2026-12-24',
      autre_contact: 'Par sa sœur',
    },
    besoin: { situation: ['Jeunes'], situation_autre: 'Autre', criteres: ['Avoir 18 ans'], motif: 'Une embauche.' },
    pieces: pieces.map((piece) => ({ ...piece, pour: 'Fiche' })),
    contournements: [{ regle: 'zone', raison: 'La personne déménage.' }],
    remplace: randomUUID(),
  })

const tried = async (bench: RequestBench, type: string, id: string, patch: unknown) => {
  const before = (await bench.store.read((reader) => reader.head())).seq
  const by = type.startsWith('envoi.') ? bench.alix : bench.bao
  const { status, code = '' } = await pushOne(bench.core, by, mutation(type, id, { patch: patch as never }))
  const after = (await bench.store.read((reader) => reader.head())).seq
  const mails = await takeMails(bench.store, seal)
  const wrong: string[] = []
  if (status === 'applied') {
    for (const mail of mails) wrong.push(...(await forged(mail)))
    const whole = await bench.whole(id)
    if (whole !== null) wrong.push(...untidy(whole))
  } else {
    if (!REFUSAL.test(code)) wrong.push(`${status} ${code}`)
    if (after !== before || mails.length > 0) wrong.push(`refused (${code}), and something was kept`)
  }
  return { status, code, wrong }
}

const ACCEPT = { geste: 'accepter', sens: 'reception', message: 'Oui.', message_personne: null } as const
const ACTS: Readonly<Record<string, object>> = {
  'envoi.nudge': { message: 'Une place ?' },
  'envoi.cancel': { message: 'Plus la peine.' },
  'envoi.outcome': { issue: 'commencee' },
  'envoi.handover': { a: 'u-1' },
  'reception.postpone': { pas_avant: '2026-12-24', message: 'Pas avant Noël.' },
  'reception.accept': { message: 'Oui.', message_personne: 'À lundi.' },
  'reception.refuse': { motifs: ['autre'], message: 'Non.' },
  'reception.write': { a: 'prescripteur', message: 'Quel jour ?', copies: ['referent'] },
  'reception.outcome': { issue: 'commencee' },
  'reception.handover': { a: 'u-1' },
}

const ENGINES = { sqlite: Object.keys(HOSTILE), postgresql: ['marks of all sorts'] } as Readonly<
  Record<string, readonly Hostile[]>
>

describe.each(Object.entries(ENGINES))('on %s', (engine, names) => {
  let postgres: TestPostgres | null = null
  let bench: RequestBench
  beforeAll(async () => {
    postgres = engine === 'sqlite' ? null : await startPostgres()
  }, 120_000)
  afterAll(() => postgres?.stop())
  beforeEach(async () => {
    const store =
      postgres === null
        ? await openSqliteStore({ file: ':memory:' })
        : await openPostgresqlStore({ url: await postgres.newDatabase() })
    bench = await openRequests({ store })
  })
  afterEach(() => bench.store.close())

  test.each(names)('%s in each field of a request', { timeout: 120_000 }, async (name) => {
    const found: Record<string, readonly string[]> = {}
    const blank = full(bench, [{ id: randomUUID(), nom: 'fiche.pdf', pour: '', taille: 1 }])
    for (const { path } of textsIn(blank)) {
      const pieces = path[0] === 'pieces' ? await pieceFor(bench) : []
      const id = randomUUID()
      const { status, wrong } = await tried(bench, 'envoi.create', id, withText(full(bench, pieces), path, HOSTILE[name]))
      if (wrong.length > 0) found[path.join('.')] = wrong
      const whole = status === 'applied' ? await bench.whole(id) : null
      // What is left of a name once cleaned is not nothing.
      if (whole !== null)
        for (const kept of [whole.personne.nom, whole.personne.prenom, whole.referent.nom, whole.referent.prenom])
          if (kept.trim() === '') found[path.join('.')] = ['nobody is named']
    }
    expect(found).toEqual({})
  })

  test.each(names)('%s in each field of each act, and as the name of a request', { timeout: 120_000 }, async (name) => {
    const found: Record<string, readonly string[]> = {}
    for (const [type, patch] of Object.entries(ACTS)) {
      let id = ''
      for (const { path } of textsIn(patch)) {
        if (id === '') ({ id } = await bench.send())
        if (type.endsWith('.outcome')) await bench.act(bench.bao, { ...ACCEPT, id })
        bench.accounts.pass(4 * DAY_MS)
        await takeMails(bench.store, seal)
        const { status, wrong } = await tried(bench, type, id, withText(patch, path, HOSTILE[name]))
        if (wrong.length > 0) found[`${type} ${path.join('.')}`] = wrong
        // One that was refused is as it was.
        if (status === 'applied') id = ''
      }
    }
    for (const [type, patch] of [['envoi.create', bench.asked()], ...Object.entries(ACTS)] as const) {
      const { wrong } = await tried(bench, type, HOSTILE[name].slice(0, 200) || ' ', patch)
      if (wrong.length > 0) found[`${type} of that name`] = wrong
    }
    expect(found).toEqual({})
  })
})

test('what is typed and means no harm is kept as it was typed', async () => {
  const bench = await openRequests()
  const motif = 'Moins de 26 ans : < 26 & « c »\nRSA > 6 mois, {un} {{ deux }}'
  const { id, result } = await bench.send({
    personne: {
      ...bench.asked().personne,
      nom: 'O’Brien--Ñuñez',
      courriel: ' ines.ravel@exemple.test ',
      telephone: '+33 6 01 02 03 04',
    },
    besoin: { ...bench.asked().besoin, motif },
  })
  expect(result.status).toBe('applied')
  expect(await bench.whole(id)).toMatchObject({
    personne: { nom: 'O’Brien--Ñuñez', courriel: 'ines.ravel@exemple.test', telephone: '0601020304' },
    besoin: { motif },
  })
})

test('a service whose address is none cannot be asked, and one that lost it keeps the one that was good', async () => {
  for (const courriel of [
    'voir le site',
    'a@exemple.test, b@exemple.test',
    `${'a'.repeat(300)}@exemple.test`,
    'a@b\r\nBcc: c@d.fr',
  ]) {
    const bench = await openRequests({ service: { courriel } })
    expect((await bench.send()).result).toMatchObject({ status: 'rejected', code: 'non-orientable' })
  }
  const bench = await openRequests()
  const { id } = await bench.send()
  await fill(bench.store, [], [publishable(SERVICE_ID, bench.receiver.id, { courriel: 'voir le site' })])
  bench.accounts.pass(4 * DAY_MS)
  expect(await bench.act(bench.alix, { geste: 'relancer', sens: 'envoi', id, message: '' })).toBe('applied')
  expect((await bench.whole(id))?.destinataire).toBe('accueil@garage.exemple.test')
})
