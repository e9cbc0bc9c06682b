import { cpSync, existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { POINTER_FILE } from '#shared/catalogue/file.ts'
import { createCycle } from '#main/sync/cycle.ts'
import type { Ask, Cycle, Outcome } from '#main/sync/outcome.ts'
import type { Clock, Replica } from '#main/sync/ports.ts'
import { openReplica } from '#main/sync/replica/replica.ts'
import { checkAgainstHistory, createLooker, type Looker } from './catalogue-check.ts'
import { aroundOutbox, aroundReplica, aroundTransport } from './defects-desk.ts'
import type { Defect } from './defects.ts'
import { createMachine, type CutPlan, type Machine } from './machine.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'
import { createLine, type Line } from './transport.ts'
import { createMineLooker, openUserSide, type MineLooker, type UserSide } from './user-side.ts'
import { Violation } from './violation.ts'

const CATALOGUE = 'catalogue'

export type DeskOptions = {
  readonly index: number
  readonly folder: string
  readonly template: string
  readonly server: () => SimServer
  readonly line: Omit<Line, 'server' | 'cache' | 'alive'>
  readonly rng: () => number
  readonly newId: () => string
  readonly defect: Defect | null
  readonly serverNow: () => number
  /** Whether to read a page twice. */
  readonly again: () => boolean
  /** How often history had gone back when that snapshot was made. */
  readonly rewindsOf: (url: string) => number
  readonly note: (text: string) => void
  readonly fail: (violation: Violation) => void
}

export type Desk = ReturnType<typeof createDesk>

/** One machine of one person: the real replica, outbox and exchange, on a disk that can be cut. */
export const createDesk = (options: DeskOptions) => {
  const { index, template, server, note, fail, defect } = options
  let folder = options.folder
  let machine: Machine
  let looker: Looker
  let mineLooker: MineLooker
  let replica: Replica
  let user: UserSide
  let cycle: Cycle
  let skew = 0
  let territories: readonly string[] = []
  /** Heads told to this desk, by epoch, and how often that history had gone back when its file was installed. */
  const heard = new Map<string, number>()
  let trusted: { file: string; rewinds: number } | null = null
  /** The same of the file being installed: it may tell of a past that is no more. */
  let installing: number | null = null
  let staged = 0
  let had = false
  /** Damage was done on purpose: what is missing then is not a failing. */
  let excused = false
  const logs: string[] = []
  const ownTrust = new Map<string, number>()

  const clock: Clock = { now: () => options.serverNow() + skew, sleep: () => Promise.resolve() }
  const cache = new Map<string, string[]>()
  const line = createLine({
    ...options.line,
    server,
    cache,
    alive: () => machine.touch(),
    heard: (what, text, token) => {
      const { epoch, head } = JSON.parse(text) as { epoch?: string; head?: number }
      if (epoch !== undefined && head !== undefined) heard.set(epoch, Math.max(heard.get(epoch) ?? 0, head))
      options.line.heard(what, text, token)
    },
  })

  const catalogueFolder = () => join(folder, CATALOGUE)

  /** I4, I7, I10 on the public side. */
  const checkCatalogue = (): void => {
    let state
    try {
      state = looker.read()
    } catch (error) {
      if (!excused) fail(new Violation('I10', `desk ${index}: the catalogue does not open: ${String(error)}`))
      return
    }
    if (state === null) {
      if (had && !excused) fail(new Violation('I10', `desk ${index}: the catalogue is gone`))
      return
    }
    had = true
    const history = server().historyOf(state.epoch)
    if (history === undefined) return fail(new Violation('I7', `desk ${index}: a history the server never had`))
    if (trusted?.file !== state.file) {
      trusted = { file: state.file, rewinds: installing ?? history.rewinds() }
      excused = false
    }
    if (trusted.rewinds !== history.rewinds()) return
    const wrong = checkAgainstHistory(state, history, heard.get(state.epoch) ?? 0)
    if (wrong !== null) fail(new Violation(wrong.invariant, `desk ${index}: ${wrong.message}`))
  }

  const userId = (): string | null => user.account().compte?.id ?? null

  /** I4, I7, I8 on the account's side. */
  const checkMine = (): void => {
    for (const { userId: of, epoch, cursor, rows } of mineLooker.read()) {
      if ([...rows.keys()].some((key) => !key.startsWith(`favourite|${of}/`)))
        return fail(new Violation('I8', `desk ${index}: rows of another person are kept as ${of}'s`))
      const history = epoch === null ? undefined : server().historyOf(epoch)
      if (epoch === null || cursor === 0) {
        ownTrust.delete(of)
        continue
      }
      if (history === undefined) return fail(new Violation('I7', `desk ${index}: own rows of a history the server never had`))
      const rewinds = ownTrust.get(of) ?? history.rewinds()
      ownTrust.set(of, rewinds)
      if (rewinds !== history.rewinds()) continue
      const wrong = checkAgainstHistory({ cursors: new Map([[`u:${of}`, cursor]]), rows }, history, heard.get(epoch) ?? 0)
      if (wrong !== null) fail(new Violation(wrong.invariant, `desk ${index}: ${wrong.message}`))
    }
  }

  /** The desk's own replica, looked at after each change of it. */
  const watchedReplica = (real: Replica): Replica => ({
    ...real,
    apply: async (page) => {
      const changed = await real.apply(page)
      machine.touch()
      checkCatalogue()
      // I11: a page read twice is a page read once.
      if (options.again() && (await real.apply(page)) !== 0)
        fail(new Violation('I11', `desk ${index}: a page read twice changed rows`))
      return changed
    },
    install: async (snapshot, ...input) => {
      installing = options.rewindsOf(snapshot.url)
      await real.install(snapshot, ...input)
      machine.touch()
      checkCatalogue()
      installing = null
    },
    stage: async (plan) => {
      const stage = await real.stage(plan)
      if (stage.cursors.every(({ seq }) => seq === 0)) staged = server().historyOf(plan.epoch)?.rewinds() ?? 0
      return {
        ...stage,
        finish: async (onProgress) => {
          installing = staged
          await stage.finish(onProgress)
          machine.touch()
          checkCatalogue()
          installing = null
        },
      }
    },
    drop: async (scopes) => {
      await real.drop(scopes)
      machine.touch()
      checkCatalogue()
    },
  })

  const open = (): void => {
    machine = createMachine(folder, { ignoreFlushes: defect === 'no_fsync' })
    replica = watchedReplica(
      aroundReplica(
        defect,
        openReplica({
          folder: catalogueFolder(),
          zoneName: () => null,
          clock,
          fs: machine.fs,
          log: (message, error) => {
            logs.push(`${message} ${error instanceof Error ? error.message : ''}`)
          },
        }),
        { folder: catalogueFolder() },
      ),
    )
    looker = createLooker(catalogueFolder())
    mineLooker = createMineLooker(folder)
    user = openUserSide(folder, { clock, newId: options.newId })
    const transport = aroundTransport(defect, line.transport)
    cycle = createCycle({
      transport,
      replica,
      outbox: aroundOutbox(defect, user.outbox),
      clock,
      rng: options.rng,
      territories: () => territories,
      onProgress: () => {},
      report: (fact) => {
        logs.push(JSON.stringify(fact))
        if (fact.what === 'mine-reset') ownTrust.clear()
        note(`desk ${index} ${fact.what}${'why' in fact ? ` ${fact.why}` : ''}`)
      },
    })
  }

  const shut = async (): Promise<void> => {
    looker.close()
    mineLooker.close()
    // What is dead cannot be closed, only buried.
    await replica.close().catch(() => {})
    try {
      user.close()
    } catch (error) {
      if (!machine.isDead()) throw error
    }
  }

  /** Starts the application again, on the disk as the cut left it. */
  const rise = async (): Promise<void> => {
    await shut()
    folder = machine.bury()
    open()
    // I10: what was there is there, before any exchange.
    checkCatalogue()
    installing = null
  }

  cpSync(template, folder, { recursive: true })
  open()

  /** What the harness knows of this disk, which goes with it. */
  const known = () => ({ excused, trusted, staged, ownTrust, heard })

  return {
    index,
    line,
    logs,
    clock,
    catalogueFolder,
    folder: () => folder,
    looker: () => looker,
    mine: () => mineLooker.read(),
    machine: () => machine,
    user: () => user,
    replica: () => replica,
    check: checkCatalogue,
    checkMine,
    userId,
    /** One exchange; null when the machine was cut in it. */
    exchange: async (ask: Ask = {}): Promise<Outcome | null> => {
      line.begin()
      const outcome = await cycle.run(ask)
      if (machine.isDead()) {
        await rise()
        return null
      }
      return outcome
    },
    /** Runs what a person does; false when the machine was cut in it. */
    act: async (work: (user: UserSide) => void): Promise<boolean> => {
      try {
        work(user)
        return true
      } catch (error) {
        if (!machine.isDead()) throw error
        await rise()
        return false
      }
    },
    kill: async (kind: CutPlan['kind'], random: Random): Promise<void> => {
      machine.cutNow(kind, random)
      await rise()
    },
    /** Closed and opened again as a person does. */
    restart: async (): Promise<void> => {
      await shut()
      folder = machine.bury()
      open()
    },
    setSkew: (by: number): void => {
      skew += by
    },
    known,
    clearSkew: (): void => {
      skew = 0
    },
    setTerritories: (codes: readonly string[]): void => {
      territories = codes
    },
    territories: () => territories,
    /** The profile of another desk, copied onto this one while both are at rest. */
    become: async (other: {
      readonly restart: () => Promise<void>
      readonly folder: () => string
      readonly known: () => ReturnType<typeof known>
    }): Promise<void> => {
      await shut()
      folder = machine.bury()
      rmSync(folder, { recursive: true, force: true })
      // At rest: everything is in the files.
      await other.restart()
      cpSync(other.folder(), folder, { recursive: true, filter: (source) => !source.endsWith('-shm') })
      had = false
      const knows = other.known()
      excused = knows.excused
      trusted = knows.trusted
      staged = knows.staged
      ownTrust.clear()
      for (const [userId, rewinds] of knows.ownTrust) ownTrust.set(userId, rewinds)
      for (const [epoch, head] of knows.heard) heard.set(epoch, head)
      open()
    },
    damage: async (what: 'header' | 'truncate' | 'garbage' | 'pointer' | 'missing', random: Random): Promise<void> => {
      await shut()
      folder = machine.bury()
      const path = catalogueFolder()
      const name = existsSync(path)
        ? readdirSync(path)
            .filter((one) => /^catalogue-.*\.db$/.test(one))
            .sort()
            .at(-1)
        : undefined
      if (name !== undefined) {
        excused = true
        had = false
        const file = join(path, name)
        rmSync(`${file}-wal`, { force: true })
        const size = readFileSync(file).length
        if (what === 'header') {
          const bytes = readFileSync(file)
          random.bytes(100).copy(bytes, 0)
          writeFileSync(file, bytes)
        } else if (what === 'truncate') truncateSync(file, random.int(Math.floor(size / 4096)) * 4096)
        else if (what === 'garbage') writeFileSync(file, random.bytes(8_000))
        else if (what === 'pointer') writeFileSync(join(path, POINTER_FILE), random.chance(0.5) ? '{' : '')
        else rmSync(file)
      }
      open()
    },
    close: async (): Promise<void> => {
      await shut()
      machine.bury()
    },
  }
}
