import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { FileUploaded } from '#shared/listing/wire.ts'
import { MAX_ATTACHMENT_BYTES } from '#shared/orientation/attachments.ts'
import { invented } from '../accounts/testing/people.ts'
import { FILES_FOLDER, openFiles } from '../listing/files.ts'
import { sweepFiles } from '../listing/files-sweep.ts'
import { putService } from '../sync/commands/catalogue-rows.ts'
import type { User } from '../store/types.ts'
import { post, startTestServer, type Server } from './testing/harness.ts'

/** Documents to fill in, sent and read over HTTP. */

const DAY_MS = 24 * 3_600_000
const PDF = Buffer.from('%PDF-1.7\nfiche de prescription\n')

let server: Server
let structure: Structure
let user: User
let token: string
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const arrange = async (): Promise<void> => {
  const people = invented(server.account)
  structure = await people.structure()
  user = await people.person()
  await people.belongs(user, structure)
  token = await people.token(user)
}
const send = (nom: string, bytes: Uint8Array | string, more: Readonly<Record<string, string>> = {}): Promise<Response> =>
  post(
    `${server.origin}/listing/v1/structures/${structure.id}/files`,
    { nom, base64: typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64') },
    { authorization: `Bearer ${token}`, ...more },
  )
/** As this machine reaches it. */
const local = (url: string): string => url.replace('https://dora.exemple.test', server.origin)

test('a document is kept as it is, and given to everyone as a file to save', async () => {
  await arrange()
  const answer = await send('Fiche de prescription à remplir.PDF', PDF)
  expect(answer.status).toBe(201)
  const { nom, url } = FileUploaded.parse(await answer.json())
  const sha = createHash('sha256').update(PDF).digest('hex')
  expect([nom, url]).toEqual([
    'Fiche de prescription à remplir.PDF',
    `https://dora.exemple.test/f/${sha}/fiche-de-prescription-a-remplir.pdf`,
  ])
  const given = await fetch(local(url))
  expect(Buffer.from(await given.arrayBuffer())).toEqual(PDF)
  expect(Object.fromEntries(given.headers)).toMatchObject({
    'content-type': 'application/pdf',
    'content-disposition': 'attachment; filename="fiche-de-prescription-a-remplir.pdf"',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'content-length': String(PDF.length),
  })
  const head = await fetch(local(url), { method: 'HEAD' })
  expect([head.status, head.headers.get('content-length')]).toEqual([200, String(PDF.length)])
  // The same again is the same file.
  expect(((await (await send('autre.pdf', PDF)).json()) as { url: string }).url).toBe(
    `https://dora.exemple.test/f/${sha}/autre.pdf`,
  )
  const folder = join(server.folder, FILES_FOLDER, sha.slice(0, 2))
  expect(readdirSync(folder)).toEqual([`${sha}.pdf`])
  expect(statSync(join(folder, `${sha}.pdf`)).mode & 0o077).toBe(0)
  // Nor under another format, nor from elsewhere.
  for (const path of [
    `/f/${sha}/page.html`,
    `/f/${sha}/page.png`,
    `/f/${sha}/..%2f..%2fx.pdf`,
    `/f/${sha.toUpperCase()}/a.pdf`,
    '/f/../x.pdf',
  ])
    expect((await server.raw('GET', path)).status).toBe(404)
})

test.each<[string, string, Uint8Array | string, number]>([
  ['a name that says another format', 'fiche.png', PDF, 415],
  ['a page', 'fiche.html', Buffer.from('<script>alert(1)</script>'), 415],
  ['a page said to be a document', 'fiche.pdf', Buffer.from('<script>alert(1)</script>'), 415],
  ['a program', 'fiche.pdf', Buffer.from('MZ\u0090'), 415],
  ['nothing', 'fiche.pdf', '', 415],
  ['what is no base64', 'fiche.pdf', `${PDF.toString('base64')}!`, 415],
  ['a name that leads elsewhere', '../fiche.pdf', PDF, 400],
  ['a name that hides its end', 'fiche\u202efdp.pdf', PDF, 400],
  ['a name too long', `${'a'.repeat(61)}.pdf`, PDF, 400],
  ['one byte too many', 'fiche.pdf', Buffer.concat([PDF, Buffer.alloc(MAX_ATTACHMENT_BYTES + 1 - PDF.length)]), 413],
])('%s is refused, and nothing is kept', async (_, nom, bytes, status) => {
  await arrange()
  const kept = () => readdirSync(server.folder, { recursive: true }).filter((name) => String(name).includes(FILES_FOLDER)).length
  const before = kept()
  const answer = await send(nom, bytes)
  expect(answer.status).toBe(status)
  expect(answer.headers.get('content-type')).toContain('application/problem+json')
  expect(await answer.text()).not.toContain('fdp')
  expect(kept()).toBe(before)
})

test('the largest that may be is taken', async () => {
  await arrange()
  expect((await send('fiche.pdf', Buffer.concat([PDF, Buffer.alloc(MAX_ATTACHMENT_BYTES - PDF.length)]))).status).toBe(201)
})

test('nobody is read without a session, before what they send is', async () => {
  await arrange()
  const answer = await send('fiche.pdf', PDF, { authorization: 'Bearer inconnu' })
  expect(answer.status).toBe(401)
  const body = `{"nom":"a.pdf","base64":"${'A'.repeat(7_000_000)}`
  const raw = await server.raw('POST', `/listing/v1/structures/${structure.id}/files`, {
    headers: { 'content-type': 'application/json' },
    body,
  })
  expect(raw.status).toBe(401)
})

test('twenty an hour for a structure', async () => {
  await arrange()
  for (let n = 0; n < 20; n += 1) expect((await send('fiche.pdf', PDF)).status).toBe(201)
  const answer = await send('fiche.pdf', PDF)
  expect([answer.status, Number(answer.headers.get('retry-after')) > 3_000]).toEqual([429, true])
  server.pass(3_600_000)
  token = await invented(server.account).token(user)
  expect((await send('fiche.pdf', PDF)).status).toBe(201)
})

test('an unknown structure, or one that is no more, takes nothing', async () => {
  await arrange()
  structure = { ...structure, id: 'inconnue' }
  expect((await send('fiche.pdf', PDF)).status).toBe(404)
})

test('what no listing names for thirty days goes; what one names stays, a model’s too', async () => {
  await arrange()
  const of = async (text: string): Promise<string> => {
    const { url } = (await (await send('fiche.pdf', Buffer.from(`%PDF-1.7 ${text}`))).json()) as { url: string }
    return url
  }
  const [lost, named, model] = [await of('un'), await of('deux'), await of('trois')]
  const service = (url: string | null) => ({
    id: `dora--fichiers-${structure.id}`,
    source: 'dora',
    structure_id: structure.id,
    nom: 'Aide au permis',
    date_maj: '2026-01-01',
    dora: { forms: url === null ? [] : [{ nom: 'Fiche', url }] },
  })
  const put = (url: string | null) =>
    server.store.write((writer) => putService(writer, server.account.seal, service(url) as never))
  await put(named)
  await server.store.write((writer) =>
    writer.put({
      kind: 'modele',
      id: 'dora-modele--essai',
      scopes: [],
      doc: JSON.stringify({ forms: [{ url: model }] }),
      hash: (ver) => ver,
    }),
  )
  const files = openFiles(join(server.folder, FILES_FOLDER), server.account.now)
  const sweep = () => sweepFiles(server.account, files)
  const there = async () => Promise.all([lost, named, model].map(async (url) => (await fetch(local(url))).status))
  for (let day = 0; day < 29; day += 1) {
    server.pass(DAY_MS)
    expect(await sweep()).toBe(0)
  }
  expect(await there()).toEqual([200, 200, 200])
  server.pass(2 * DAY_MS)
  await sweep()
  expect(await there()).toEqual([404, 200, 200])
  // Thirty days from when it was last named.
  await put(null)
  server.pass(29 * DAY_MS)
  await sweep()
  expect(await there()).toEqual([404, 200, 200])
  server.pass(2 * DAY_MS)
  await sweep()
  expect(await there()).toEqual([404, 404, 200])
})
