import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { blob, meanwhile } from './line-events.ts'
import { createIntentions, type Intentions } from './intentions.ts'
import { createDesk, type Desk } from './desk.ts'
import type { Defect } from './defects.ts'
import { DESKS, type Operation } from './operations.ts'
import { createRandom, type Random } from './random.ts'
import { startServer, type SimServer } from './server.ts'
import { createShelf, type SnapshotShelf } from './snapshots.ts'
import { perform, signIn } from './steps.ts'
import { settleDown } from './quiescence.ts'
import { prepareTemplate, type Template } from './template.ts'
import type { Late } from './transport.ts'
import { Violation } from './violation.ts'
import { withSeededChance } from './world.ts'
import { resetWords } from './catalogue-rows.ts'

export type Backup = { readonly bytes: Buffer; readonly seq: number; readonly epoch: string }

/** All that a run is made of. */
export type World = {
  readonly folder: string
  readonly server: SimServer
  readonly desks: readonly Desk[]
  readonly shelf: SnapshotShelf
  readonly intentions: Intentions
  readonly late: Late[]
  backups: Backup[]
  /** Virtual milliseconds of the server. */
  now: number
  /** The operation under way. */
  random: Random
  sync: Extract<Operation, { op: 'sync' }> | null
  count: number
  readonly note: (text: string) => void
  readonly fail: (violation: Violation) => void
  readonly tokens: Map<number, string>
}

export type RunResult = {
  readonly violation: { readonly invariant: string; readonly message: string; readonly step: number } | null
  /** SHA-256 of the trace: the same for the same seed. */
  readonly digest: string
  readonly trace: readonly string[]
}

export type RunOptions = {
  readonly seed: number
  readonly operations: readonly Operation[]
  readonly defect?: Defect | null
  /** Where its files go; made, then removed. */
  readonly folder: string
}

const START = Date.parse('2026-06-01T08:00:00.000Z')

/** Runs a list of operations on real parts, in virtual time, and looks at every invariant on the way. */
export const run = async ({ seed, operations, defect = null, folder }: RunOptions): Promise<RunResult> => {
  const template = await prepareTemplate()
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  try {
    return await withSeededChance(seed, () => inWorld({ seed, operations, defect, folder }, template))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const inWorld = async ({ seed, operations, defect = null, folder }: RunOptions, template: Template): Promise<RunResult> => {
  resetWords(template.words)
  const trace: string[] = []
  const names = new Map<string, string>()
  /** Identifiers by chance are named in the order they are met. */
  const note = (text: string): void => {
    trace.push(
      text.replace(
        /[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}/g,
        (id) => names.get(id) ?? (names.set(id, `#${names.size}`), `#${names.size - 1}`),
      ),
    )
  }
  let first: Violation | null = null
  const fail = (violation: Violation): void => {
    note(`VIOLATION ${violation.message}`)
    first ??= violation
  }
  const shelf = createShelf()
  let epochs = 0
  let ids = 0
  const random = createRandom(seed)
  const world: { -readonly [K in keyof World]: World[K] } = {
    folder,
    server: null as unknown as SimServer,
    desks: [],
    shelf,
    intentions: createIntentions(fail),
    late: [],
    backups: [],
    now: START,
    random,
    sync: null,
    count: 0,
    note,
    fail,
    tokens: new Map(),
  }
  const server = await startServer({
    bytes: template.server,
    now: () => world.now,
    newEpochId: () => createHash('sha256').update(`${seed} epoch ${epochs++}`).digest('hex').slice(0, 32),
    defect,
    shelf,
    fail,
  })
  await server.absorb()
  world.server = server
  const marker = /SECRET-(u-[a-z]+)-\d+/g
  /** I8: nothing that one person wrote is told to anyone else. */
  const heard = async (what: string, text: string, token: string | null): Promise<void> => {
    const markers = [...text.matchAll(marker)]
    if (markers.length === 0) return
    const who = token === null ? null : await server.userOf(token)
    if (markers.some(([, owner]) => owner !== who?.id)) fail(new Violation('I8', `${what} tells what somebody else wrote`))
  }
  const warm = random.chance(0.65)
  world.desks = Array.from({ length: random.chance(0.5) ? DESKS : DESKS - 1 }, (_, index) =>
    createDesk({
      index,
      folder: join(folder, `d${index}`),
      template: warm ? template.warm : template.desk,
      server: () => server,
      defect,
      rng: () => world.random.next(),
      newId: () => {
        const hex = createHash('sha256').update(`${seed} ${index} ${ids++}`).digest('hex')
        return `01900000-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-8${hex.slice(7, 10)}-${hex.slice(10, 22)}`
      },
      serverNow: () => world.now,
      again: () => world.random.chance(0.1),
      rewindsOf: (url) => shelf.get(url)?.rewinds ?? 0,
      note,
      fail,
      line: {
        faultAt: (request) => world.sync?.faults.find(({ at }) => at === request)?.fault ?? null,
        before: (request) => meanwhile(world, request),
        limit: () => world.sync?.limit ?? 2_000,
        random: () => world.random,
        late: (one) => {
          world.late.push(one)
        },
        note: (text) => note(`  desk ${index} ${text}`),
        heard: (what, text, token) => {
          void heard(what, text, token)
        },
        blob: (url, from) => blob(world, url, from),
        crashed: (error) => fail(new Violation('crash', `server: ${stackOf(error)}`)),
      },
    }),
  )
  let step = 0
  try {
    // Two desks of one person, one of another.
    for (const desk of world.desks) await signIn(world, desk, desk.index < 2 ? 'u-a' : 'u-b')
    for (const operation of operations) {
      if (first !== null) break
      world.random = createRandom(operation.r)
      world.now += 1_000 + world.random.int(60_000)
      note(`${step} ${describe(operation)}`)
      await perform(world, operation)
      check(world, operation)
      step++
    }
    if (first === null) {
      note('quiescence')
      await settleDown(world)
    }
  } catch (error) {
    // Whatever escapes is a failing too: nothing of the real parts may throw what nobody expects.
    fail(new Violation('crash', stackOf(error)))
  } finally {
    for (const desk of world.desks) await desk.close().catch(() => {})
    await server.close()
  }
  const found = first as Violation | null
  return {
    violation: found === null ? null : { invariant: found.invariant, message: found.message, step },
    digest: createHash('sha256').update(trace.join('\n')).digest('hex'),
    trace,
  }
}

const stackOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message).slice(0, 1_500) : String(error)

const describe = ({ r: _, ...operation }: Operation): string => JSON.stringify(operation)

/** Looks at the desks that the operation touched. */
const check = (world: World, operation: Operation): void => {
  for (const desk of world.desks) {
    if (!touches(operation, desk.index, world.desks.length)) continue
    desk.check()
    desk.checkMine()
    world.intentions.checkShown({ index: desk.index, user: desk.user(), userId: desk.userId() })
  }
}

const touches = (operation: Operation, index: number, desks: number): boolean =>
  'desk' in operation && (operation.desk % desks === index || ('onto' in operation && operation.onto % desks === index))
