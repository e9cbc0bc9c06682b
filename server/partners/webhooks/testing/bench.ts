import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { WebhookDemande } from '#shared/partners/webhook.ts'
import { openAccounts } from '#server/accounts/testing/bench.ts'
import { createOpenReference } from '#server/opendata/reference.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { createServerLog } from '#server/ops/log.ts'
import type { Change } from '../delivery.ts'
import { createCourier } from '../courier.ts'
import { type TeamParts } from '../team.ts'

/** Couriers over real stores, and partners that answer well or badly, for tests. */

export type Body = {
  readonly id: string
  readonly type: 'changements' | 'tout-relire' | 'essai'
  readonly motif?: string
  readonly version_avant?: string
  readonly version?: string
  readonly le: string
  readonly changements?: readonly Change[]
}
export type Received = { readonly headers: IncomingHttpHeaders; readonly text: string; readonly body: Body }

/** `garde`: taken, and then cut before the answer. `muet`: never answered. */
export type Manner = 'bien' | 'erreur' | 'parti' | 'coupe' | 'garde' | 'renvoi' | 'muet' | 'bavard'

const answer = (manner: Manner, response: ServerResponse): void => {
  if (manner === 'coupe' || manner === 'garde') response.socket?.destroy()
  else if (manner === 'renvoi') response.writeHead(302, { location: 'http://127.0.0.1:1/ailleurs' }).end()
  else if (manner === 'bavard') response.writeHead(200).write('x'.repeat(1_000_000))
  else if (manner !== 'muet') response.writeHead(manner === 'bien' ? 204 : manner === 'parti' ? 410 : 503).end()
}

export type Receiver = {
  readonly url: string
  /** All that came, in order, whatever was answered. */
  readonly all: Received[]
  /** The manner of those to come, one after the other; then well. */
  readonly next: (...manners: readonly Manner[]) => void
  /** Hears of each that it takes for good, before it answers. */
  onTaken: (one: Received) => Promise<void> | void
  readonly stop: () => Promise<void>
}

const TAKEN: ReadonlySet<Manner> = new Set(['bien', 'garde', 'bavard'])

export const startReceiver = async (): Promise<Receiver> => {
  let manners: Manner[] = []
  const receiver: { -readonly [K in keyof Receiver]: Receiver[K] } = {
    url: '',
    all: [],
    next: (...to) => {
      manners = [...to]
    },
    onTaken: () => {},
    stop: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        const one = { headers: request.headers, text, body: JSON.parse(text) as Body }
        const manner = manners.shift() ?? 'bien'
        receiver.all.push(one)
        void Promise.resolve(TAKEN.has(manner) ? receiver.onTaken(one) : undefined).then(() => answer(manner, response))
      })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  receiver.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/recevoir`
  return receiver
}

export const ORIGIN = 'https://dora.exemple.test'
export const GUARD = { allowPrivate: true } as const

export const asked = (adresse: string, more: Partial<WebhookDemande> = {}): WebhookDemande => ({
  nom: 'Portail inventé',
  adresse,
  contact: null,
  quoi: { fiches: ['structure', 'service'], departements: [], thematiques: [], sources: [] },
  actif: true,
  ...more,
})

/** A courier over a store, in memory unless one is given, with a clock that moves when told. */
export const openBench = async (
  given?: SyncStore,
  { at, restricted = [], within }: { at?: number; restricted?: readonly string[]; within?: number } = {},
) => {
  const store = given ?? (await openSqliteStore({ file: ':memory:' }))
  const accounts = await openAccounts({ store })
  if (at !== undefined) accounts.setNow(at)
  const { parts } = accounts
  const reference = createOpenReference({ store, seal: parts.seal, now: parts.now, publicUrl: () => ORIGIN })
  const lines: string[] = []
  const courier = createCourier({
    store,
    seal: parts.seal,
    reference,
    now: parts.now,
    publicUrl: () => ORIGIN,
    restricted: new Set(restricted),
    guard: GUARD,
    log: createServerLog('info', { write: (line) => void lines.push(line) }),
    ...(within === undefined ? {} : { within }),
    most: 1_300,
  })
  const team: TeamParts = { account: parts, guard: GUARD, restricted, onChange: () => {} }
  return {
    ...accounts,
    store,
    reference,
    courier,
    team,
    logged: () => lines,
    keeper: (): Promise<User> => accounts.people.person({ role: 'administrateur' }),
    /** Looks for changes and delivers all that is due. */
    deliver: async () => {
      courier.kick()
      await courier.idle()
    },
  }
}
export type WebhookBench = Awaited<ReturnType<typeof openBench>>
