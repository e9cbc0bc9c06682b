import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { SERVICE_GROUPS } from '#shared/listing/groups.ts'
import { removeMembership } from '../accounts/memberships.ts'
import { invented } from '../accounts/testing/people.ts'
import { isStopped } from '../listing/campaigns-rows.ts'
import { confirmToken, stopToken } from '../listing/confirm-token.ts'
import { wholeService } from '../listing/confirm-right.ts'
import { readHistory } from '../listing/history.ts'
import { sayAvailability } from '../listing/verify.ts'
import type { User } from '../store/types.ts'
import { putService } from '../sync/commands/catalogue-rows.ts'
import { startTestServer, type Server } from './testing/harness.ts'

/** Links of reminders, opened and used in a browser without an account. */

const DAY_MS = 24 * 3_600_000
let server: Server
let people: ReturnType<typeof invented>
beforeAll(async () => {
  server = await startTestServer()
  people = invented(server.account)
})
afterAll(() => server.stop())

let made = 0
let structure: Structure
let member: User
let service: Service
const today = () => parisDay(server.account.now())

const newService = async (more: Partial<Service> = {}): Promise<Service> => {
  const one: Service = {
    id: `dora--confirmer-${++made}`,
    source: 'dora',
    structure_id: structure.id,
    nom: `Aide <b>au</b> permis ${made}`,
    date_maj: '2026-01-05',
    telephone: '0556000000',
    courriel: `contact-${made}@exemple.test`,
    ...more,
  }
  await server.store.write((writer) => putService(writer, server.account.seal, one as never))
  return one
}
beforeEach(async () => {
  structure = await people.structure()
  member = await people.person()
  await people.belongs(member, structure)
  service = await newService({ dora: { is_contact_info_public: false, contact_name: 'Noor Inventée' } })
})

const token = (...services: readonly Service[]) =>
  confirmToken(
    server.account.seal,
    member.id,
    (services.length === 0 ? [service] : services).map(({ id }) => id),
    server.account.now(),
  )
const open = (jeton: string, path = '/confirmer') => fetch(`${server.origin}${path}?${new URLSearchParams({ jeton }).toString()}`)
const press = (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>> = {}, path = '/confirmer') =>
  fetch(`${server.origin}${path}`, { method: 'POST', headers, body: new URLSearchParams(fields) })
const now = async ({ id }: Service = service): Promise<Service> =>
  (await server.store.read((reader) => wholeService(reader, server.account.seal, id))) as Service
const history = async ({ id }: Service = service) =>
  (await readHistory(server.store, server.account.seal, { kind: 'service', id }, null)).entrees
const head = async () => (await server.store.read((reader) => reader.head())).seq

describe('opening', () => {
  test('shows what each service says, to that person alone, and changes nothing', async () => {
    const before = await head()
    const answer = await open(token())
    const page = await answer.text()
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('no-store')
    expect(page).toContain('Aide &lt;b&gt;au&lt;/b&gt; permis')
    for (const words of [
      // Kept for professionals: recognised, not told.
      'N. I.',
      '•• •• •• •• 00',
      'Toujours exact',
      'Corriger dans DORA',
      'Dire la disponibilité',
    ])
      expect(page).toContain(words)
    expect(page).not.toMatch(/Tout est exact|Renouveler|<script/)
    expect(await head()).toBe(before)
    expect((await now()).dora?.verifications).toBeUndefined()
  })
  test('several: one button for all', async () => {
    const page = await (await open(token(service, await newService()))).text()
    expect(page).toContain('Tout est exact')
  })
  test('nothing of anyone is in the address, in the logs, nor in a refusal', async () => {
    const jeton = token()
    await open(jeton)
    await press({ jeton, quoi: 'exact', service: service.id })
    const logged = server.logged().join('')
    for (const secret of [jeton, member.id, member.courriel, service.id]) expect(logged).not.toContain(secret)
    for (const secret of [member.id, service.id])
      expect(Buffer.from(jeton.slice(8), 'base64url').toString('latin1')).not.toContain(secret)
  })
})

describe('« Toujours exact »', () => {
  test('is a verification of every group by link, and no edit; twice is once', async () => {
    const jeton = token()
    const answer = await press({ jeton, quoi: 'exact', service: service.id })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toMatch(/Cette fiche est confirmée\.[\s\S]*Vous avez confirmé cette fiche aujourd’hui/)
    const said = { le: today(), par: 'structure', moyen: 'lien' }
    const { dora, date_maj, courriel, telephone } = await now()
    expect(dora?.verifications).toEqual(Object.fromEntries(SERVICE_GROUPS.map(({ code }) => [code, said])))
    expect([date_maj, courriel, telephone]).toEqual(['2026-01-05', service.courriel, '0556000000'])
    const seq = await head()
    expect((await press({ jeton, quoi: 'exact', service: service.id })).status).toBe(200)
    expect(await head()).toBe(seq)
    expect((await history()).map(({ acte, moyen, par }) => [acte, moyen, par])).toEqual([
      ['verification', 'lien', expect.any(String)],
    ])
  })
  test('all at once; those that are no more to be said are left alone', async () => {
    const [other, archived] = [await newService(), await newService({ dora: { status: 'ARCHIVED' } })]
    const jeton = token(service, other, archived)
    expect(await (await press({ jeton, quoi: 'tout' })).text()).toContain('Ces 2 fiches sont confirmées')
    expect((await now(other)).dora?.verifications).toBeDefined()
    expect((await now(archived)).dora?.verifications).toBeUndefined()
  })
  test('a service that the link is not about is not touched', async () => {
    const other = await newService()
    const answer = await press({ jeton: token(), quoi: 'exact', service: other.id })
    expect(await answer.text()).toContain('Rien n’a été modifié')
    expect((await now(other)).dora?.verifications).toBeUndefined()
  })
  test('a hundred at once are one', async () => {
    const jeton = token()
    const all = await Promise.all(Array.from({ length: 100 }, () => press({ jeton, quoi: 'exact', service: service.id })))
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([200]))
    expect(await history()).toHaveLength(1)
  })
})

describe('places', () => {
  const say = (days: number) =>
    server.store.write((writer) =>
      sayAvailability(
        { writer, seal: server.account.seal, user: member, now: server.account.now() },
        { id: service.id, disponibilite: { etat: 'places', places: 3, jusqu_au: addDays(today(), days) }, moyen: 'poste' },
      ),
    )
  test('are said for so long, then renewed for as long', async () => {
    const jeton = token()
    await press({ jeton, quoi: 'disponibilite', service: service.id, etat: 'liste-attente', jours: '7' })
    expect((await now()).dora?.disponibilite).toEqual({ etat: 'liste-attente', jusqu_au: addDays(today(), 7), dit_le: today() })
    await say(14)
    server.pass(13 * DAY_MS)
    expect(await (await open(jeton)).text()).toContain('Renouveler la disponibilité')
    expect(await (await press({ jeton, quoi: 'renouveler', service: service.id })).text()).toContain(
      'La disponibilité est renouvelée',
    )
    expect((await now()).dora?.disponibilite).toEqual({
      etat: 'places',
      places: 3,
      jusqu_au: addDays(today(), 14),
      dit_le: today(),
    })
    const seq = await head()
    await press({ jeton, quoi: 'renouveler', service: service.id })
    expect(await head()).toBe(seq)
  })
  test('nothing to renew: nothing is done', async () => {
    expect(await (await press({ jeton: token(), quoi: 'renouveler', service: service.id })).text()).toContain(
      'Rien n’a été modifié',
    )
  })
  test.each([
    { etat: 'ouvert', jours: '7' },
    { etat: 'places', jours: '3000' },
    { etat: 'places', jours: 'x' },
    { etat: 'places' },
  ])('%j is not said', async (fields) => {
    expect((await press({ jeton: token(), quoi: 'disponibilite', service: service.id, ...fields })).status).toBe(400)
    expect((await now()).dora?.disponibilite).toBeUndefined()
  })
})

describe('a link is worth what its person may do', () => {
  const refused = async (jeton: string, status: number) => {
    expect((await open(jeton)).status).toBe(status)
    expect((await press({ jeton, quoi: 'exact', service: service.id })).status).toBe(status)
    expect((await now()).dora?.verifications).toBeUndefined()
  }
  test('no more once they have left', async () => {
    const jeton = token()
    const key = { user_id: member.id, structure_id: structure.id }
    await server.store.write((writer) => removeMembership(writer, key as never))
    await refused(jeton, 403)
  })
  test('no more once their account is closed, or deleted', async () => {
    const jeton = token()
    await server.store.accounts.updateUser(member.id, { actif: false })
    await refused(jeton, 403)
    await server.store.accounts.removeUser(member.id)
    await refused(jeton, 403)
  })
  test('a contact who is no member may, as long as they are the contact', async () => {
    const contact = await people.person()
    const jeton = confirmToken(server.account.seal, contact.id, [service.id], server.account.now())
    await refused(jeton, 403)
    await server.store.write((writer) =>
      putService(writer, server.account.seal, { ...service, courriel: contact.courriel } as never),
    )
    expect((await open(jeton)).status).toBe(200)
    await server.store.write((writer) => putService(writer, server.account.seal, service as never))
    await refused(jeton, 403)
    await server.store.write((writer) =>
      putService(writer, server.account.seal, { ...service, courriel: contact.courriel } as never),
    )
    await press({ jeton, quoi: 'exact', service: service.id })
    expect((await now()).dora?.verifications?.['contact']).toEqual({ le: today(), par: 'structure', moyen: 'lien' })
  })
  test('thirty days', async () => {
    const jeton = token()
    server.pass(30 * DAY_MS - 60_000)
    expect((await open(jeton)).status).toBe(200)
    server.pass(60_000)
    await refused(jeton, 410)
  })
  test('changed, cut, of another use or invented, it opens nothing', async () => {
    const jeton = token()
    const other = stopToken(server.account.seal, 'offre-a-jour', `u/${member.id}`)
    for (const wrong of [
      '',
      'x',
      jeton.slice(0, -2),
      `${jeton.slice(0, 40)}A${jeton.slice(41)}`,
      jeton.replace('scelle1', 'scelle2'),
      other,
      `scelle1.${'A'.repeat(1_880)}`,
      'a'.repeat(5_000),
    ])
      expect((await open(wrong)).status).toBe(410)
    expect((await fetch(`${server.origin}/confirmer?jeton=${jeton}&jeton=${jeton}`)).status).toBe(410)
  })
})

describe('a form of another site', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://mechant.exemple.test' },
    { origin: 'null' },
  ])('%j is refused', async (headers: Record<string, string>) => {
    expect((await press({ jeton: token(), quoi: 'exact', service: service.id }, headers)).status).toBe(403)
    expect((await now()).dora?.verifications).toBeUndefined()
    const jeton = stopToken(server.account.seal, 'offre-a-jour', `u/${member.id}`)
    expect((await press({ jeton, quoi: 'arreter' }, headers, '/rappels')).status).toBe(403)
  })
  test('one of ours is taken', async () => {
    const headers = { 'sec-fetch-site': 'same-origin', origin: 'https://dora.exemple.test' }
    expect((await press({ jeton: token(), quoi: 'exact', service: service.id }, headers)).status).toBe(200)
  })
  test('a body too long, or of another kind, is refused', async () => {
    expect((await press({ jeton: 'a'.repeat(5_000), quoi: 'tout' })).status).toBe(413)
    const json = await fetch(`${server.origin}/confirmer`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ jeton: token(), quoi: 'tout' }),
    })
    expect(json.status).toBe(415)
  })
})

describe('« Ne plus recevoir ces rappels »', () => {
  const stopped = (owner: string) => server.store.read((reader) => isStopped(reader, 'offre-a-jour', owner))
  test('opening changes nothing; a button does, and another undoes it', async () => {
    const owner = `u/${member.id}`
    const jeton = stopToken(server.account.seal, 'offre-a-jour', owner)
    const answer = await open(jeton, '/rappels')
    expect([answer.status, await stopped(owner)]).toEqual([200, false])
    expect(await answer.text()).toContain('Ne plus recevoir ces rappels')
    for (const time of [1, 2]) {
      const said = await (await press({ jeton, quoi: 'arreter' }, {}, '/rappels')).text()
      expect([time, await stopped(owner)]).toEqual([time, true])
      expect(said).toContain('Vous ne recevrez plus le rappel mensuel')
    }
    server.pass(3_000 * DAY_MS)
    await press({ jeton, quoi: 'reprendre' }, {}, '/rappels')
    expect(await stopped(owner)).toBe(false)
  })
  test('a link that is none of ours changes nothing', async () => {
    expect((await open('scelle1.abc', '/rappels')).status).toBe(410)
    expect((await press({ jeton: token(), quoi: 'arreter' }, {}, '/rappels')).status).toBe(410)
    expect((await press({ jeton: 'x', quoi: 'autre' }, {}, '/rappels')).status).toBe(400)
  })
})
