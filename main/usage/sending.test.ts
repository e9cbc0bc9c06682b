import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import { EvenementUsage, MAX_PER_SENDING } from '#shared/usage/event.ts'
import { Envoi } from '#shared/usage/sending.ts'
import type { FailureCode } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { createVirtualClock, type VirtualClock } from '../sync/testing/virtual-clock.ts'
import type { UserStore } from '../user/store.ts'
import { countingIds, openAt, signedIn } from '../user/testing/account.ts'
import { noSolution, seenService } from '../user/testing/usage.ts'
import { createUsageMethods } from '../user/usage-worker.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createUsageHandlers, type UsageServices } from './handlers.ts'

/** `avant`: the request never arrives. `apres`: it does, and its answer is lost. */
type Line = 'bonne' | 'avant' | 'apres'

type Server = {
  line: Line
  address: string | null
  refuse: (events: readonly EvenementUsage[]) => FailureCode | null
  readonly kept: Map<string, EvenementUsage>
  /** How many in each sending that arrived. */
  readonly sendings: number[]
  readonly link: Pick<ServerLink, 'address' | 'request'>
}

/** A server that keeps each event once, by its identifier, and refuses whole sendings as a test says. */
const createServer = (): Server => {
  const server: Server = {
    line: 'bonne',
    address: 'https://exemple.test/',
    refuse: () => null,
    kept: new Map(),
    sendings: [],
    link: {
      address: () => server.address,
      request: async (request) => {
        if (server.address === null) throw new DoraError('sync-sans-serveur')
        const { body, ...rest } = request
        // In nobody's name, whoever is signed in.
        expect(rest).toEqual({ method: 'POST', path: 'usage/v1/evenements', anonymous: true })
        if (server.line === 'avant') return { ok: false, code: 'network', motif: null }
        const { evenements } = Envoi.parse(JSON.parse(JSON.stringify(body)))
        const read = evenements.map((one) => EvenementUsage.parse(one))
        server.sendings.push(read.length)
        const refused = server.refuse(read)
        if (refused !== null) return { ok: false, code: refused, motif: null }
        for (const event of read) server.kept.set(event.id, event)
        if (server.line === 'apres') return { ok: false, code: 'network', motif: null }
        return { ok: true, value: { pris: read.length, refuses: 0 } }
      },
    },
  }
  return server
}

let folder: string
let store: UserStore
let clock: VirtualClock
let server: Server
let usage: UsageServices
let changes: number

const start = () => {
  const methods = {
    ...createUsageMethods((act) => act(store)),
    'account.known': () => store.account.known(),
  }
  usage = createUsageHandlers({
    link: server.link,
    user: async () => methods as unknown as RemoteOf<UserWorkerMethods>,
    emit: () => changes++,
    clock,
    rng: () => 0.5,
    log: (what, error) => {
      throw new Error(what, { cause: error })
    },
  })
  usage.look()
}
const open = () => {
  folder = mkdtempSync(join(tmpdir(), 'dora-usage-'))
  store = openAt(folder, countingIds())
  clock = createVirtualClock(Date.parse('2026-11-27T22:30:00Z'))
  server = createServer()
  changes = 0
  start()
}
const close = () => {
  usage.close()
  store.close()
  rmSync(folder, { recursive: true, force: true })
}
const record = async (id = 's1') => (await usage.handlers['usage.record'](seenService(id))).id
const state = async () => usage.handlers['usage.state'](undefined)
const waiting = async () => (await state()).en_attente
const agree = async (oui = true) => usage.handlers['usage.setConsent']({ oui })

describe('the measure of use, on its way', () => {
  beforeEach(open)
  afterEach(close)

  it('is nothing without consent, whatever is done on the screens', async () => {
    expect([await record(), await state()]).toEqual([
      null,
      { consentement: null, active: false, a_demander: true, en_attente: 0 },
    ])
    await agree(false)
    expect([await record(), (await state()).a_demander]).toEqual([null, false])
    await clock.advance(3_600_000)
    expect([server.sendings, server.kept.size]).toEqual([[], 0])
  })

  it('leaves together, in nobody’s name, with the day in Paris and a number of the month', async () => {
    store.account.set(signedIn('odette'))
    await agree()
    const ids = [await record('s1'), await record('s2')]
    expect((await usage.handlers['usage.pending']({ de: 0, n: 10 })).evenements.map(({ id }) => id)).toEqual(ids.toReversed())
    await clock.settle()
    expect(server.sendings).toEqual([])
    await clock.advance(40_000)
    expect(server.sendings).toEqual([2])
    const [one, two] = [...server.kept.values()]
    // 22:30 in London is 23:30 in Paris; half an hour more is another day.
    expect([one?.id, one?.jour, one?.fait, one?.poste === two?.poste]).toEqual([ids[0], '2026-11-27', seenService('s1'), true])
    expect(JSON.stringify([...server.kept.values()])).not.toMatch(/odette|jeton|exemple\.fr/)
    await clock.advance(3_600_000)
    await record('s3')
    await clock.advance(40_000)
    expect([...server.kept.values()].at(-1)?.jour).toBe('2026-11-28')
    expect([await waiting(), changes > 0]).toEqual([0, true])
  })

  it('waits for the network, and leaves when it is back', async () => {
    await agree()
    usage.exchanges('hors-ligne')
    for (let n = 0; n < 250; n++) await record(`s${n}`)
    await clock.advance(3_600_000)
    expect([server.sendings, await waiting()]).toEqual([[], 250])
    usage.exchanges('a-jour')
    await clock.settle()
    await clock.advance(0)
    expect([server.sendings, server.kept.size, await waiting()]).toEqual([[MAX_PER_SENDING, 50], 250, 0])
  })

  it('is tried again when the server does not answer, and left where there is none', async () => {
    await agree()
    server.line = 'avant'
    await record()
    await clock.advance(60_000)
    expect(await waiting()).toBe(1)
    server.line = 'bonne'
    await clock.advance(600_000)
    expect([server.kept.size, await waiting()]).toEqual([1, 0])
    server.address = null
    await record()
    await clock.advance(600_000)
    expect(await waiting()).toBe(1)
  })

  it('whose answer was lost counts once', async () => {
    await agree()
    server.line = 'apres'
    await record()
    await clock.advance(60_000)
    expect([server.kept.size, await waiting()]).toEqual([1, 1])
    usage.close()
    store.close()
    store = openAt(folder, countingIds())
    server.line = 'bonne'
    start()
    await clock.settle()
    expect([server.sendings.length > 1, server.kept.size, await waiting()]).toEqual([true, 1, 0])
  })

  it('does not wait for ever behind one that the server never takes', async () => {
    await agree()
    usage.exchanges('hors-ligne')
    for (let n = 0; n < 20; n++) await record(`s${n}`)
    server.refuse = (events) =>
      events.some(({ fait }) => 'service_id' in fait && fait.service_id === 's7') ? 'bad_request' : null
    usage.exchanges('a-jour')
    await clock.advance(600_000)
    expect([server.kept.size, await waiting()]).toEqual([19, 0])
  })

  it('is asked again an hour later of a server that does not know of it', async () => {
    await agree()
    server.refuse = () => 'not_found'
    await record()
    await clock.advance(600_000)
    expect([server.sendings.length, await waiting()]).toEqual([1, 1])
    server.refuse = () => null
    await clock.advance(3_600_000)
    expect([server.kept.size, await waiting()]).toEqual([1, 0])
  })

  it('sends at once what somebody asked to send, without the general consent', async () => {
    await agree(false)
    const id = await usage.recordFait(noSolution(), { explicite: true })
    await clock.settle()
    expect([[...server.kept.keys()], await waiting()]).toEqual([[id], 0])
  })

  it('says when what somebody asked to send cannot be kept, and only then', async () => {
    store.close()
    await expect(usage.recordFait(noSolution(), { explicite: true })).rejects.toThrow()
    store = openAt(folder, countingIds())
  })

  it('is erased when consent is taken back', async () => {
    await agree()
    usage.exchanges('hors-ligne')
    await record()
    await agree(false)
    usage.exchanges('a-jour')
    await clock.advance(600_000)
    expect([server.sendings, await waiting()]).toEqual([[], 0])
  })
})

it('whatever the network does, every event that was kept arrives, and none is kept twice', async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant('fait' as const) },
    fc.constantFrom<Line>('bonne', 'avant', 'apres'),
    fc.constantFrom('coupure', 'retour', 'arret', 'attente', 'demande'),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 30 }), async (steps) => {
      open()
      try {
        const made: (string | null)[] = []
        await agree()
        for (const one of steps) {
          if (one === 'fait') made.push(await record(`s${made.length}`))
          else if (one === 'demande') made.push(await usage.recordFait(noSolution(), { explicite: true }))
          else if (one === 'coupure') usage.exchanges('hors-ligne')
          else if (one === 'retour') usage.exchanges('a-jour')
          else if (one === 'attente') await clock.advance(60_000)
          else if (one === 'arret') {
            usage.close()
            await clock.settle()
            store.close()
            store = openAt(folder, countingIds())
            start()
          } else server.line = one
        }
        server.line = 'bonne'
        usage.exchanges('a-jour')
        await clock.advance(1_200_000)
        expect([[...server.kept.keys()].toSorted(), await waiting()]).toEqual([made.toSorted(), 0])
      } finally {
        close()
      }
    }),
    { numRuns: 25 },
  )
})
