import { afterAll, beforeAll, beforeEach, describe, expect } from 'vitest'
import type { Structure } from '#shared/catalogue/record.ts'
import { numeroOf, type Orientation } from '#shared/orientation/model.ts'
import { invented } from '../../accounts/testing/people.ts'
import { type Waiting, waitingMail } from '../../mail/queue.ts'
import { receive } from '../../orientations/acts-receiver.ts'
import { demandePath, newLink, withLink } from '../../orientations/link.ts'
import { orientationOf, putOrientation } from '../../orientations/rows.ts'
import { inventedDemande } from '../../pages/demande/testing.ts'
import { openPostgresqlStore } from '../../store/postgresql.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import type { SyncStore } from '../../store/types.ts'
import { startPostgres, type TestPostgres } from '../../testing/postgres.ts'
import { putService } from '../../sync/commands/catalogue-rows.ts'
import { type Server, startTestServer } from './harness.ts'

/** Requests with a link, on a server of its own, and a browser that holds one cookie and runs nothing. */

export type Made = { readonly id: string; readonly secret: string; readonly path: string; readonly structure: Structure }

export type Visit = { readonly status: number; readonly text: string; readonly headers: Headers; readonly to: string | null }
export type Visitor = {
  readonly get: (path?: string) => Promise<Visit>
  /** Sends a form; a redirection is not followed. */
  readonly post: (path: string, fields: Fields, headers?: Readonly<Record<string, string>>) => Promise<Visit>
  /** Opens the request by its button, and shows it. */
  readonly read: () => Promise<Visit>
  readonly cookie: () => string
}
export type Fields = Readonly<Record<string, string | readonly string[]>> | URLSearchParams

export const formOf = (fields: Fields): URLSearchParams => {
  if (fields instanceof URLSearchParams) return fields
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

/** Of the person, and of what is told of them: on no page that was merely opened. */
export const SECRETS = [
  'Inès',
  'Ravel',
  '06 01 02',
  '0601020304',
  'ines.ravel',
  '01234567890',
  'sœur Lou',
  'embauche',
  'gare',
  'Sacha',
]

/** What a browser would send of the form of a page: fields hidden, ticked and written. */
export const fieldsIn = (text: string): Record<string, string | string[]> => {
  const read = (html: string): string =>
    html
      .replaceAll('&lt;', '<')
      .replaceAll('&gt;', '>')
      .replaceAll('&quot;', '"')
      .replaceAll('&#39;', "'")
      .replaceAll('&amp;', '&')
  const fields: Record<string, string | string[]> = {}
  const add = (name: string, value: string): void => {
    const known = fields[name]
    fields[name] = known === undefined ? value : [known, value].flat()
  }
  const form = text.slice(text.indexOf('<form'), text.indexOf('</form>'))
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const of = (attribute: string) => new RegExp(`\\s${attribute}="([^"]*)"`).exec(input)?.[1] ?? ''
    if (of('type') === 'checkbox' && !/\schecked/.test(input)) continue
    add(of('name'), read(of('value')))
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]*\sname="(\w+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g))
    add(name, read(value))
  return fields
}

export const demandeBench = (server: Server) => {
  const { store, account, origin } = server
  const people = invented(account)
  const whole = async (id: string): Promise<Orientation> => {
    const one = await store.read((reader) => orientationOf(reader, account.seal, id))
    if (one === null) throw new Error('no such request')
    return one
  }
  const put = (one: Orientation) => store.write((writer) => putOrientation(writer, account.seal, one))

  const make = async (more: Partial<Orientation> = {}, serviceId?: string): Promise<Made> => {
    const structure = await people.structure({ nom: 'Garage solidaire' })
    const service = serviceId ?? `dora--v-${structure.id}`
    await store.write((writer) =>
      putService(writer, account.seal, {
        id: service,
        source: 'dora',
        structure_id: structure.id,
        nom: 'Permis de conduire accompagné',
        date_maj: '2026-01-05',
        courriel: 'accueil@garage.exemple.test',
        adresse: '3 rue des Forges',
        code_postal: '33000',
        commune: 'Bordeaux',
      }),
    )
    const blank = inventedDemande(account.now())
    const one = { ...blank, service: { ...blank.service, id: service, structure_id: structure.id }, ...more }
    const { secret, lien } = newLink(one.id, account.now())
    await put(withLink(one, lien))
    return { id: one.id, secret, path: demandePath(one.id, secret), structure }
  }

  const visitor = (path: string): Visitor => {
    let cookie = ''
    const went = async (response: Response): Promise<Visit> => {
      const set = response.headers.get('set-cookie')
      if (set !== null) cookie = set.includes('Max-Age=0') ? '' : (set.split(';', 1)[0] ?? '')
      const to = response.headers.get('location')
      return { status: response.status, text: await response.text(), headers: response.headers, to }
    }
    const ask = (at: string, init: RequestInit = {}) =>
      fetch(origin + at, {
        ...init,
        redirect: 'manual',
        headers: { ...(init.headers as Record<string, string>), ...(cookie === '' ? {} : { cookie }) },
      }).then(went)
    const get = (to = '') => ask(path + to)
    const post: Visitor['post'] = (to, fields, headers = {}) => ask(path + to, { method: 'POST', body: formOf(fields), headers })
    return {
      get,
      post,
      read: async () => {
        await post('', { quoi: 'lire' })
        return get()
      },
      cookie: () => cookie,
    }
  }

  return {
    make,
    put,
    whole,
    visitor,
    people,
    /** Waiting to be sent, the oldest first. */
    letters: async (): Promise<readonly Waiting['mail'][]> =>
      (await store.read((reader) => waitingMail(reader, account.seal))).waiting.map(({ mail }) => mail),
    head: async (): Promise<number> => (await store.read((reader) => reader.head())).seq,
  }
}

/** What the tests of the pages share: a server on each engine, and a request of its own for each test. */
export type DemandeScene = {
  readonly server: Server
  readonly store: SyncStore
  readonly bench: ReturnType<typeof demandeBench>
  readonly made: Made
  readonly visitor: Visitor
  /** Begins again with another request. */
  readonly start: (more?: Partial<Orientation>) => Promise<void>
  readonly now: () => Promise<Orientation>
  /** About that request, of that kind, waiting to be sent. */
  readonly letters: (kind: string) => Promise<readonly Waiting['mail'][]>
  /** A member answers from their desk. */
  readonly byBao: (command: 'accept' | 'refuse') => Promise<void>
  /** The form of an answer, as it is filled beforehand, with changes. */
  readonly filled: (to: string, more?: Record<string, string | string[]>) => Promise<Record<string, string | string[]>>
}

const HOUR = 3600_000

/** Runs the tests on SQLite, then on PostgreSQL. What `scene` holds changes from one test to the next. */
export const onBothEngines = (name: string, run: (scene: DemandeScene) => void): void => {
  describe.each(['sqlite', 'postgresql'] as const)(`${name}, on %s`, (engine) => {
    let [postgres, store, server, made]: [TestPostgres | null, SyncStore | null, Server | null, Made | null] = [
      null,
      null,
      null,
      null,
    ]
    const there = <T>(one: T | null): T => {
      if (one === null) throw new Error('not begun')
      return one
    }
    beforeAll(async () => {
      postgres = engine === 'sqlite' ? null : await startPostgres()
      store =
        postgres === null
          ? await openSqliteStore({ file: ':memory:' })
          : await openPostgresqlStore({ url: await postgres.newDatabase() })
      // Limits of addresses are tried elsewhere; here one machine asks everything.
      server = await startTestServer({ store, limits: { perAddress: 1_000_000 } })
    }, 60_000)
    afterAll(async () => {
      await server?.stop()
      await store?.close()
      await postgres?.stop()
    })
    const bench = () => demandeBench(there(server))
    const visitor = () => there(browser)
    let browser: Visitor | null = null
    const start = async (more: Partial<Orientation> = {}): Promise<void> => {
      made = await bench().make(more)
      browser = bench().visitor(made.path)
    }
    beforeEach(async () => {
      // Windows of the address, which all these tests share, begin again.
      there(server).pass(HOUR)
      await start()
    })
    run({
      get server() {
        return there(server)
      },
      get store() {
        return there(store)
      },
      get bench() {
        return bench()
      },
      get made() {
        return there(made)
      },
      get visitor() {
        return visitor()
      },
      start,
      now: () => bench().whole(there(made).id),
      letters: async (kind) => {
        const numero = numeroOf(there(made).id)
        return (await bench().letters()).filter(
          ({ template }) => template.kind === kind && 'numero' in template && template.numero === numero,
        )
      },
      byBao: async (command) => {
        const { seal, now } = there(server).account
        await there(store).write(async (writer) => {
          const one = await orientationOf(writer, seal, there(made).id)
          if (one === null) throw new Error('no such request')
          const by = { cote: 'structure', nom: 'Bao Morel', id: 'u-bao' } as const
          const context = { writer, seal, now: now(), publicUrl: 'https://dora.exemple.test' }
          await (command === 'accept'
            ? receive(context, one, by, 'accept', { message: 'Oui.', message_personne: null })
            : receive(context, one, by, 'refuse', { motifs: ['session-complète'], message: 'Non.' }))
        })
      },
      filled: async (to, more = {}) => {
        const { status, text } = await visitor().get(to)
        expect(status).toBe(200)
        return { ...fieldsIn(text), ...more }
      },
    })
  })
}
