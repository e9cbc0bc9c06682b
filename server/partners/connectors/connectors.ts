import { existsSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Logger } from 'pino'
import type { Lancement, Passage } from '#shared/partners/connector.ts'
import { described } from '#server/http/failures.ts'
import { isDue } from './due.ts'
import { allConnectors, stateOf } from './rows.ts'
import { depotOf, quarantineFile, type RunParts, runConnector } from './run.ts'

/** The connectors of one process: those that are due, and those that the team begins. */

export type Connectors = {
  /** Runs what is due by now, one after the other. False when nothing was. Never rejects: each run tells how it went. */
  readonly runDue: () => Promise<boolean>
  /** Begins a run without waiting for its end. */
  readonly launch: (id: string, essai: boolean) => Lancement
  readonly isRunning: (id: string) => boolean
  /** Whether the batch put in quarantine is here to be taken. */
  readonly hasBatch: (id: string) => boolean
  readonly depot: string
  /** Resolves when nothing is under way. */
  readonly idle: () => Promise<void>
  /** Cuts what is under way, and resolves once it has stopped. */
  readonly close: () => Promise<void>
}

/** For a server that runs none. */
export const NO_CONNECTORS: Connectors = {
  runDue: async () => false,
  launch: () => ({ etat: 'deja-en-cours' }),
  isRunning: () => false,
  hasBatch: () => false,
  depot: '',
  idle: async () => {},
  close: async () => {},
}

/** What a dead process left, once no run can still be at it. */
const LEFT_MS = 24 * 3_600_000
const sweep = (folder: string, now: number): void => {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name)
    if (name.startsWith('passage-') && now - statSync(path).mtimeMs > LEFT_MS) rmSync(path, { recursive: true, force: true })
  }
}

export const createConnectors = ({ log, ...parts }: Omit<RunParts, 'signal'> & { readonly log: Logger }): Connectors => {
  const stop = new AbortController()
  const run: RunParts = { ...parts, signal: stop.signal }
  const running = new Map<string, Promise<unknown>>()
  let swept = false
  const prepare = (): void => {
    if (swept) return
    swept = true
    mkdirSync(depotOf(parts.folder), { recursive: true, mode: 0o700 })
    sweep(parts.folder, parts.now())
  }

  const once = async (id: string, par: Passage['par'], essai: boolean): Promise<void> => {
    try {
      prepare()
      const passage = await runConnector(run, id, { par, essai })
      if (passage === null) return
      const { issue, quarantaine, echec, code, duree_ms } = passage
      log[issue === 'echec' ? 'warn' : 'info']({ connector: id, issue, quarantaine, echec, code, ms: duree_ms }, 'connector run')
    } catch (error) {
      if (!stop.signal.aborted) log.error({ connector: id, ...described(error) }, 'connector not run')
    }
  }
  const begin = (id: string, par: Passage['par'], essai: boolean): Promise<void> | null => {
    if (running.has(id) || stop.signal.aborted) return null
    const done = once(id, par, essai).finally(() => running.delete(id))
    running.set(id, done)
    return done
  }
  const due = () =>
    parts.store.read(async (reader) => {
      const ids: string[] = []
      for (const one of await allConnectors(reader, parts.seal))
        if (isDue(one, await stateOf(reader, one.id), parts.now())) ids.push(one.id)
      return ids
    })

  return {
    runDue: async () => {
      const ids = await due()
      for (const id of ids) await begin(id, 'horloge', false)
      return ids.length > 0
    },
    launch: (id, essai) => ({ etat: begin(id, 'equipe', essai) === null ? 'deja-en-cours' : 'lance' }),
    isRunning: (id) => running.has(id),
    hasBatch: (id) => existsSync(quarantineFile(parts.folder, id)),
    depot: depotOf(parts.folder),
    idle: async () => {
      while (running.size > 0) await Promise.all(running.values())
    },
    close: async () => {
      stop.abort(new Error('The server stops.'))
      await Promise.all(running.values())
    },
  }
}
