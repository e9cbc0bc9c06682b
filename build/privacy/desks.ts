import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { DoraContract } from '#shared/contract.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { InputOf, OutputOf, ProcedureName, Reply } from '#shared/rpc.ts'
import { startProgram, type Program } from '../rounds/program.ts'
import { logTail } from '../rounds/files.ts'
import { until } from '../rounds/wait.ts'
import { root } from '../stamp.ts'
import { MOVED_CLOCK } from './clock.ts'
import type { Professional } from './people.ts'

/** Desks as processes, each somebody's. */

/** The desk was killed before it answered. */
export class Unanswered extends Error {}

/** What a desk answered with, other than what was asked. */
export class Refused extends Error {
  readonly code: string
  constructor(name: string, code: string, message: string) {
    super(`${name}: ${code}: ${message}`)
    this.code = code
  }
}

/** What needs the server, as often as it does not answer in time. */
export const online = async <T>(ask: () => Promise<T>): Promise<T> => {
  const done: T[] = []
  await until('the server at the desk', async () => {
    try {
      done.push(await ask())
      return null
    } catch (error) {
      if (error instanceof Refused && error.code === 'compte-hors-ligne') return error.code
      throw error
    }
  })
  return done[0] as T
}

export type Call = <N extends ProcedureName<DoraContract>>(
  name: N,
  ...input: InputOf<DoraContract, N> extends void ? [] : [InputOf<DoraContract, N>]
) => Promise<OutputOf<DoraContract, N>>

/** Hundreds of requests with their files, on a machine that does ten other things. */
const SENDING_MS = 300_000

export type PrivacyDesk = {
  readonly qui: string
  readonly folder: string
  /** Everything that it writes on its two outputs. */
  readonly output: string[]
  /** Every event and notice, as JSON. */
  readonly shown: string[]
  readonly call: Call
  /** The same, whose refusal is what is looked for. */
  readonly tryCall: (name: ProcedureName<DoraContract>, input?: unknown) => Promise<string>
  readonly signIn: () => Promise<void>
  /** Nothing waits any more, and everything told is read. */
  readonly upToDate: () => Promise<void>
  readonly kill: () => Promise<void>
  readonly stop: () => Promise<unknown>
  /** Again, on what the disk has. */
  readonly start: () => Promise<void>
}

export const openDesk = async (
  folder: string,
  server: string,
  { who, password, ahead }: { readonly who: Professional; readonly password: string; readonly ahead: () => number },
): Promise<PrivacyDesk> => {
  mkdirSync(folder, { recursive: true })
  const output: string[] = []
  const shown: string[] = []
  const waiting = new Map<number, { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }>()
  let calls = 0
  let program: Program | null = null

  const launch = (): Program => {
    const started = startProgram({
      args: [...MOVED_CLOCK, join(root, 'build/privacy/desk.ts'), folder, `${server}/`],
      env: { PRIVACY_AHEAD_MS: String(ahead()) },
      output,
    })
    started.onMessage((message) => {
      const { id, reply, shown: told } = message as { readonly id?: number; readonly reply?: Reply; readonly shown?: string }
      if (told !== undefined) shown.push(told)
      if (id === undefined || reply === undefined) return
      waiting.get(id)?.resolve(reply)
      waiting.delete(id)
    })
    void started.gone.then(() => {
      for (const { reject } of waiting.values()) reject(new Unanswered())
      waiting.clear()
    })
    return started
  }
  const ask = (name: string, input: unknown): Promise<Reply> =>
    new Promise((resolve, reject) => {
      if (program?.alive() !== true) return reject(new Unanswered())
      const id = ++calls
      waiting.set(id, { resolve, reject })
      program.send({ id, name, input: input ?? null })
    })
  const call = (async (name: string, input?: unknown) => {
    const reply = await ask(name, input)
    if (!reply.ok)
      throw new Refused(name, reply.error.code, reply.error.code === 'interne' ? logTail(folder) : reply.error.message)
    return reply.value
  }) as Call
  const status = (): Promise<SyncStatus> => call('sync.status')

  const start = async (): Promise<void> => {
    program = launch()
    try {
      await call('favourites.list')
      await call('sync.now')
    } catch (error) {
      throw new Error(`the desk does not open: ${output.join('').slice(-2_000)}`, { cause: error })
    }
  }
  await start()
  return {
    qui: who.qui,
    folder,
    output,
    shown,
    call,
    tryCall: async (name, input) => {
      const reply = await ask(name, input)
      return reply.ok ? 'ok' : reply.error.code
    },
    signIn: async () => {
      await until('signing in', async () => {
        try {
          await call('sync.signIn', { courriel: who.courriel, motDePasse: password })
          return null
        } catch (error) {
          if (error instanceof Unanswered) throw error
          return String(error)
        }
      })
    },
    upToDate: async () => {
      const idle = async (since: string | null | undefined): Promise<string | null> => {
        let at: string | null = null
        const probe = async (): Promise<string | null> => {
          const { etat, en_attente, erreur, a_jour_le } = await status()
          at = a_jour_le
          if (etat === 'a-jour' && en_attente === 0 && a_jour_le !== since) return null
          return `${etat}, ${en_attente} waiting, ${erreur?.code ?? 'no error'}`
        }
        await until('up to date', probe, SENDING_MS)
        return at
      }
      // One that ends now may have begun before what is to be read.
      const before = await idle(undefined)
      await call('sync.now')
      await idle(before)
    },
    kill: async () => {
      await program?.kill()
    },
    stop: async () => program?.stop(),
    start,
  }
}
