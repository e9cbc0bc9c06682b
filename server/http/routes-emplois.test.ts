import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { type Blobs, BlobsUnreachable } from '../blobs/blobs.ts'
import { openBlobs } from '../blobs/open.ts'
import { anonymised } from '../orientations/anonymise.ts'
import { sweepDoomed } from '../orientations/pieces-sweep.ts'
import { putOrientation } from '../orientations/rows.ts'
import { emploisRequest } from '../orientations/testing/emplois.ts'
import { docx, MISLABELLED, pdf } from '../orientations/testing/files.ts'
import { forged, HOSTILE, type Hostile, textsIn, untidy, withText } from '../orientations/testing/hostile.ts'
import { emptyDesk, follow, mutation, publishable, pushOne } from '../sync/testing.ts'
import { createSyncCore } from '../sync/core.ts'
import { createBytesSeal } from '../sync/seal.ts'
import { VERSIONS } from '../sync/versions.ts'
import { type EmploisBench, type File, openEmplois } from './testing/emplois.ts'

/** Requests that Les Emplois make, through their API. */

let bench: EmploisBench
beforeAll(async () => {
  bench = await openEmplois()
})
afterAll(() => bench.stop())
beforeEach(async () => {
  await bench.mails()
})

const FICHE: File = { nom: 'Fiche à remplir.pdf', bytes: pdf('fiche') }
const CV: File = { nom: 'CV.docx', bytes: docx('cv') }
const ask = (more: Readonly<Record<string, unknown>> = {}) => emploisRequest(bench.serviceId, more)
const dataOf = (asked: Record<string, unknown>) => asked['emplois_data'] as Record<string, unknown>
const uidOf = (asked: Record<string, unknown>): string => String(dataOf(asked)['emplois_sync_uid'])
const withData = (more: Readonly<Record<string, unknown>>) => {
  const asked = ask()
  return { ...asked, emplois_data: { ...dataOf(asked), ...more } }
}
const core = () => {
  const { store, account } = bench.server
  const parts = { store, clock: { now: account.now }, seal: account.seal, snapshots: { list: () => [] }, versions: VERSIONS }
  return createSyncCore({ ...parts, publicUrl: () => 'https://dora.exemple.test' })
}
const pieceParts = () => ({ ...bench.server.account, blobs: bench.server.blobs })
const blobsThere = async (): Promise<number> => {
  let count = 0
  for await (const _ of bench.server.blobs.list()) count += 1
  return count
}

describe('a request', () => {
  test('is made at once, told to the structure, and followed by nobody here', async () => {
    const asked = ask()
    const { status, body } = await bench.send(asked)
    expect([status, body]).toEqual([201, { emplois_sync_uid: uidOf(asked) }])
    expect(await bench.whole(uidOf(asked))).toMatchObject({
      etat: 'OUVERTE',
      source: 'EMPLOIS',
      prescripteur: { user_id: '', nom: 'Paul Durand', structure_id: '', structure_nom: 'PLIE de l’Exemple' },
      personne: { nom: 'Ferrand', telephone: '0698765432', numero_france_travail: '12345678901', disponibilite: '2027-01-04' },
      referent: { nom: 'Blanc', telephone: '0556010203' },
      besoin: { situation: ['Jeunes'], criteres: ['Avoir 18 ans'] },
      emplois: { structure_siret: '80000001600010' },
    })
    const desk = emptyDesk()
    await follow(core(), 'u:me', desk, {}, bench.bao)
    expect(desk.rows.has(`reception ${uidOf(asked)}`)).toBe(true)
    const rows = await bench.server.store.read((reader) => reader.entities([{ kind: 'envoi', id: uidOf(asked) }]))
    expect(rows).toEqual([])
    for (const type of ['envoi.cancel', 'envoi.nudge'])
      expect((await pushOne(core(), bench.bao, mutation(type, uidOf(asked), { patch: { message: '' } }))).code).toBe('gone')
  })

  test('is told in the dress of the platform, but to the structure', async () => {
    const asked = ask()
    await bench.send(asked)
    const dressOf = (mails: Awaited<ReturnType<typeof bench.mails>>) =>
      Object.fromEntries(
        mails.map(({ to, de, replyTo, template }) => [
          to,
          [
            template.kind,
            'marque' in template ? template.marque : 'dora',
            de,
            replyTo,
            'lien' in template && template.lien !== null,
          ],
        ]),
      )
    const [platform, structure, paul] = [
      'La plateforme de l’inclusion',
      'accueil@garage.exemple.test',
      'paul.durand@exemple.test',
    ]
    expect(dressOf(await bench.mails())).toEqual({
      [structure]: ['orientation-recue', 'dora', 'Paul Durand via DORA', paul, true],
      [paul]: ['orientation-transmise', 'emplois', platform, structure, false],
      'rosa.blanc@exemple.test': ['orientation-notifiee', 'emplois', platform, paul, false],
      'noe.ferrand@exemple.test': ['orientation-personne-creee', 'emplois', platform, 'rosa.blanc@exemple.test', false],
    })
    const accept = { message: 'Oui.', message_personne: 'À lundi.' }
    const accepted = mutation('reception.accept', uidOf(asked), { patch: accept })
    expect((await pushOne(core(), bench.bao, accepted)).status).toBe('applied')
    expect(dressOf(await bench.mails())).toEqual({
      [structure]: ['orientation-validee', 'dora', 'Paul Durand via DORA', paul, true],
      [paul]: ['orientation-acceptee', 'emplois', platform, structure, false],
      'rosa.blanc@exemple.test': ['orientation-acceptee', 'emplois', platform, structure, false],
      'noe.ferrand@exemple.test': ['orientation-personne-acceptee', 'emplois', platform, structure, false],
    })
  })

  test('without an identifier of theirs is given one', async () => {
    const { status, body } = await bench.send(withData({ emplois_sync_uid: undefined }))
    expect(status).toBe(201)
    expect((await bench.whole(String(body['emplois_sync_uid'])))?.etat).toBe('OUVERTE')
  })

  test('anonymised, says no more who it was about, nor who asked', async () => {
    const asked = ask()
    await bench.send(asked)
    const one = await bench.whole(uidOf(asked))
    if (one === null) throw new Error('not made')
    const { store, account } = bench.server
    await store.write((writer) => putOrientation(writer, account.seal, anonymised(one, account.now())))
    const text = JSON.stringify(await bench.whole(uidOf(asked)))
    for (const word of [
      'Ferrand',
      'Noé',
      'Durand',
      'paul.',
      'rosa.',
      '0698765432',
      '12345678901',
      String(dataOf(asked)['beneficiary_id']),
    ])
      expect([word, text.includes(word)]).toEqual([word, false])
    expect(text).toContain(uidOf(asked))
  })
})

describe('files', () => {
  test('come with it, checked, and are the structure’s to read', async () => {
    const asked = ask()
    expect((await bench.send(asked, [FICHE, CV])).status).toBe(201)
    const one = await bench.whole(uidOf(asked))
    expect(one?.pieces.map(({ nom, type, taille }) => [nom, type, taille])).toEqual([
      ['Fiche à remplir.pdf', 'application/pdf', FICHE.bytes.length],
      ['CV.docx', expect.stringContaining('wordprocessingml'), CV.bytes.length],
    ])
    const mine = (await bench.pieces()).filter(({ orientation_id }) => orientation_id === uidOf(asked))
    expect(mine.map(({ etat, user_id }) => [etat, user_id])).toEqual(Array(2).fill(['jointe', `emplois:${uidOf(asked)}`]))
    const token = await bench.people.token(bench.bao)
    const piece = await fetch(`${bench.server.origin}/orientations/v1/reception/${uidOf(asked)}/pieces/${one?.pieces[0]?.id}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    expect(Buffer.from(await piece.arrayBuffer()).equals(Buffer.from(FICHE.bytes))).toBe(true)
  })

  const numbered = (count: number): File[] =>
    Array.from({ length: count }, (_, n) => ({ nom: `fiche ${n}.pdf`, bytes: pdf(`${n}`) }))
  test('are twenty at most', async () => {
    const asked = ask()
    expect((await bench.send(asked, numbered(20))).status).toBe(201)
    expect((await bench.whole(uidOf(asked)))?.pieces).toHaveLength(20)
  })

  const refused: readonly (readonly [name: string, files: () => readonly File[], status: number])[] = [
    ['twenty-one', () => numbered(21), 400],
    ['one too big', () => [FICHE, { nom: 'gros.pdf', bytes: pdf('gros', MAX_ATTACHMENT_BYTES + 1) }], 413],
    ['an empty one', () => [{ nom: 'vide.pdf', bytes: new Uint8Array() }], 415],
    ['one of another format', () => [{ nom: 'page.html', bytes: pdf('x') }], 415],
    ['one that leads elsewhere', () => [{ nom: '../fiche.pdf', bytes: pdf('x') }], 400],
    ['one under another field', () => [{ ...FICHE, champ: 'attachment' }], 400],
    ['one in the place of the data', () => [{ ...FICHE, champ: 'data' }], 400],
    ...Object.entries(MISLABELLED).map(([nom, bytes]) => [nom, () => [FICHE, { nom, bytes }], 415] as const),
  ]
  test.each(refused)('%s: refused whole, and nothing is kept', async (_, files, status) => {
    const [asked, rows, blobs] = [ask(), (await bench.pieces()).length, await blobsThere()]
    const answer = await bench.send(asked, files())
    expect([answer.status, typeof answer.body['detail']]).toEqual([status, 'string'])
    expect(await bench.whole(uidOf(asked))).toBeNull()
    expect([(await bench.pieces()).length, await blobsThere(), (await bench.mails()).length]).toEqual([rows, blobs, 0])
  })

  test('of a request that is not made go', async () => {
    await sweepDoomed(pieceParts())
    const [rows, blobs] = [(await bench.pieces()).length, await blobsThere()]
    const asked = { ...ask(), di_service_id: 'dora--inconnu' }
    expect((await bench.send(asked, [FICHE, CV])).status).toBe(404)
    const left = (await bench.pieces()).filter(({ user_id }) => user_id === `emplois:${uidOf(asked)}`)
    expect(left.map(({ etat }) => etat)).toEqual(['a-supprimer', 'a-supprimer'])
    expect(await sweepDoomed(pieceParts())).toBe(2)
    expect([(await bench.pieces()).length, await blobsThere()]).toEqual([rows, blobs])
  })
})

test('where files cannot be kept, nothing of the request is, and it may be sent again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-emplois-'))
  const disk = openBlobs({ s3: null, folder }, createBytesSeal(Buffer.alloc(32, 7)))
  let room = 1
  const full: Blobs = {
    ...disk,
    put: async (name, bytes) => {
      room -= 1
      if (room < 0) throw new BlobsUnreachable('ENOSPC')
      return disk.put(name, bytes)
    },
  }
  const other = await openEmplois({ blobs: full })
  const asked = emploisRequest(other.serviceId)
  const failed = await other.send(asked, [FICHE, CV])
  expect([failed.status, failed.headers.has('retry-after')]).toEqual([503, true])
  expect([await other.whole(uidOf(asked)), await other.pieces(), await other.mails()]).toEqual([null, [], []])
  let left = 0
  for await (const _ of disk.list()) left += 1
  expect(left).toBe(0)
  room = 2
  expect((await other.send(asked, [FICHE, CV])).status).toBe(201)
  expect((await other.whole(uidOf(asked)))?.pieces).toHaveLength(2)
  await other.stop()
  rmSync(folder, { recursive: true, force: true })
})

describe('refused, with the field that is wrong and none of what was sent', () => {
  const without = (field: string) => Object.fromEntries(Object.entries(ask()).filter(([name]) => name !== field))
  test.each<[string, () => unknown, number]>([
    ['a service that is not there', () => ask({ di_service_id: 'dora--inconnu' }), 404],
    ['a service of no source', () => ask({ di_service_id: 'permis' }), 400],
    ['a service with NUL', () => ask({ di_service_id: 'dora--\0' }), 404],
    ['no commitment', () => ask({ data_protection_commitment: false }), 400],
    ['paths of files', () => ask({ beneficiary_attachments: ['production/1/cv-de-noe.pdf'] }), 400],
    ['no way to reach the person', () => ask({ beneficiary_contact_preferences: [] }), 400],
    ['a number that is none', () => ask({ beneficiary_phone: '12' }), 400],
    ['an address that is none', () => ask({ beneficiary_email: 'noe' }), 400],
    ['the counsellor’s address for the person', () => ask({ beneficiary_email: 'rosa.blanc@exemple.test' }), 400],
    ['a day that does not exist', () => ask({ beneficiary_availability: '2027-02-30' }), 400],
    ['an address of who asks that is none', () => withData({ prescriber_email: 'paul\r\nBcc: x@exemple.test' }), 400],
    ['nobody who asks', () => withData({ prescriber_email: '' }), 400],
    ['an identifier that is none', () => withData({ beneficiary_id: '12' }), 400],
    ['an identifier of theirs that is none', () => withData({ emplois_sync_uid: 'a' }), 400],
    ['no data of theirs', () => without('emplois_data'), 400],
    ['no name', () => without('beneficiary_last_name'), 400],
    ['a list', () => [], 400],
    ['nothing', () => undefined, 400],
    ['no JSON', () => '{"di_service_id":', 400],
    ['a hundred thousand brackets', () => '['.repeat(100_000), 400],
  ])('%s', async (_, asked, status) => {
    const answer = await bench.send(asked())
    expect(answer.status).toBe(status)
    expect(JSON.stringify(answer.body)).not.toMatch(/Ferrand|Noé|noe|rosa|paul|cv-de/)
    expect(await bench.mails()).toEqual([])
  })

  test('a service that takes no request, or no request without its documents', async () => {
    const silent = `${bench.serviceId}-muet`
    await bench.put(publishable(silent, bench.structure.id))
    expect((await bench.send(ask({ di_service_id: silent }))).status).toBe(404)
    const strict = `${bench.serviceId}-exigeant`
    await bench.put(publishable(strict, bench.structure.id, { courriel: 'a@exemple.test', dora: { credentials: ['CV'] } }))
    const none = await bench.send(ask({ di_service_id: strict }))
    expect([none.status, none.body['detail']]).toEqual([400, expect.stringContaining('validation.pieces')])
    expect((await bench.send(ask({ di_service_id: strict }), [CV])).status).toBe(201)
  })

  test('JSON where a form is expected', async () => {
    bench.server.pass(60_000)
    expect((await bench.postJson('/api/emplois/orientations/', ask())).status).toBe(400)
  })
})

describe('sent again', () => {
  test('under its identifier, in any letters, it is the same one, its letters once and its files once', async () => {
    const asked = ask()
    expect((await bench.send(asked, [FICHE])).status).toBe(201)
    const before = await bench.whole(uidOf(asked))
    expect(await bench.mails()).toHaveLength(4)
    for (const uid of [uidOf(asked), uidOf(asked).toUpperCase()]) {
      const again = { ...asked, emplois_data: { ...dataOf(asked), emplois_sync_uid: uid } }
      expect(await bench.send(again, [FICHE, CV])).toMatchObject({ status: 201, body: { emplois_sync_uid: uidOf(asked) } })
    }
    expect(await bench.whole(uidOf(asked))).toEqual(before)
    expect(await bench.mails()).toEqual([])
    const mine = (await bench.pieces()).filter(({ user_id }) => user_id === `emplois:${uidOf(asked)}`)
    expect(mine.filter(({ etat }) => etat === 'jointe')).toHaveLength(1)
    expect(mine.filter(({ etat }) => etat === 'complete' || etat === 'en-cours')).toEqual([])
  })

  test('four times at once, it is one', async () => {
    const asked = ask()
    bench.server.pass(60_000)
    const all = await Promise.all([1, 2, 3, 4].map(() => bench.send(asked, [FICHE], { sameMinute: true })))
    expect(all.map(({ status }) => status)).toEqual([201, 201, 201, 201])
    expect((await bench.mails()).map(({ template }) => template.kind).sort()).toEqual([
      'orientation-notifiee',
      'orientation-personne-creee',
      'orientation-recue',
      'orientation-transmise',
    ])
    const mine = (await bench.pieces()).filter(({ user_id }) => user_id === `emplois:${uidOf(asked)}`)
    expect(mine.filter(({ etat }) => etat === 'jointe')).toHaveLength(1)
  })

  test('under the identifier of a request of DORA, it is refused, and that one is as it was', async () => {
    const asked = ask()
    await bench.send(asked)
    const one = await bench.whole(uidOf(asked))
    if (one === null) throw new Error('not made')
    const ours = { ...one, id: randomUUID(), source: 'DORA' as const, emplois: null }
    await bench.server.store.write((writer) => putOrientation(writer, bench.server.account.seal, ours))
    await bench.mails()
    expect((await bench.send(withData({ emplois_sync_uid: ours.id }), [CV])).status).toBe(400)
    expect(await bench.whole(ours.id)).toEqual(ours)
    expect(await bench.mails()).toEqual([])
  })
})

test('five are taken in a minute', async () => {
  bench.server.pass(60_000)
  const statuses: number[] = []
  for (let n = 0; n < 7; n += 1) statuses.push((await bench.send(ask(), [], { sameMinute: true })).status)
  expect(statuses).toEqual([201, 201, 201, 201, 201, 429, 429])
  const late = await bench.send(ask(), [], { sameMinute: true })
  expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0)
  // What is read is not counted with it.
  expect((await bench.get('/api/emplois/reference-data/')).status).toBe(200)
  expect((await bench.send(ask())).status).toBe(201)
})

const TRIED: readonly Hostile[] = [
  'markup',
  'a script',
  'marks of all sorts',
  'only what is not seen',
  'an address and a line end',
]
test.each(TRIED)('%s in each field: refused, or kept as words', { timeout: 120_000 }, async (name) => {
  const found: Record<string, readonly string[]> = {}
  for (const { path } of textsIn(ask())) {
    const asked = withText(ask(), path, HOSTILE[name]) as Record<string, unknown>
    const { status, body } = await bench.send(asked)
    const where = path.join('.')
    const mails = await bench.mails()
    if (status === 400 || status === 404) {
      if (mails.length > 0) found[where] = ['refused, and a letter was written']
      continue
    }
    const one = await bench.whole(String(body['emplois_sync_uid']))
    const wrong = [...(await Promise.all(mails.map(forged))).flat(), ...untidy(one)]
    if (status !== 201 || one === null || wrong.length > 0) found[where] = [String(status), ...wrong]
  }
  expect(found).toEqual({})
})
