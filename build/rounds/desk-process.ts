import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { SyncStatus } from '#shared/contract/sync.ts'
import type { Reply } from '#shared/rpc.ts'
import { root } from '../stamp.ts'
import { PASSWORD, PERSON } from './server-process.ts'
import { type Program, startProgram } from './program.ts'
import { until } from './wait.ts'

/** The desk was killed before it answered. */
export class Unanswered extends Error {}

export type DeskHome = {
  readonly folder: string
  readonly server: string
  readonly output: string[]
  /** Modules loaded before it, by address. */
  readonly preload: readonly string[]
  readonly env: Readonly<Record<string, string>>
}

export const prepareDesk = (folder: string, server: string, more: Partial<Pick<DeskHome, 'preload' | 'env'>> = {}): DeskHome => {
  mkdirSync(folder, { recursive: true })
  return { folder, server: `${server}/`, output: [], preload: [], env: {}, ...more }
}

export type Desk = Program & {
  /** @throws Unanswered, or the code of the refusal. */
  readonly call: <T>(name: string, input?: unknown) => Promise<T>
  readonly status: () => Promise<SyncStatus>
}

export const launchDesk = ({ folder, server, output, preload, env }: DeskHome): Desk => {
  const program = startProgram({
    args: [...preload.flatMap((module) => ['--import', module]), join(root, 'build/rounds/desk.ts'), folder, server],
    env,
    output,
  })
  const waiting = new Map<number, { readonly resolve: (reply: Reply) => void; readonly reject: (error: Error) => void }>()
  let calls = 0
  program.onMessage((message) => {
    const { id, reply } = message as { readonly id?: number; readonly reply?: Reply }
    if (id === undefined || reply === undefined) return
    waiting.get(id)?.resolve(reply)
    waiting.delete(id)
  })
  let dead = false
  void program.gone.then(() => {
    dead = true
    for (const { reject } of waiting.values()) reject(new Unanswered())
    waiting.clear()
  })
  const call = async <T>(name: string, input?: unknown): Promise<T> => {
    const id = ++calls
    const reply = await new Promise<Reply>((resolve, reject) => {
      if (dead) return reject(new Unanswered())
      waiting.set(id, { resolve, reject })
      program.send({ id, name, input: input ?? null })
    })
    if (!reply.ok) throw new Error(`${name}: ${reply.error.code}`)
    return reply.value as T
  }
  return { ...program, call, status: () => call<SyncStatus>('sync.status') }
}

/** Resolves once it has opened its own file and answers; its exchanges begin without waiting for screens that will not come. */
export const startDesk = async (home: DeskHome): Promise<Desk> => {
  const from = home.output.length
  const desk = launchDesk(home)
  try {
    await desk.call('favourites.list')
    await desk.call('sync.now')
  } catch (error) {
    throw new Error(`the desk does not open: ${home.output.slice(from).join('').slice(-2_000)}`, { cause: error })
  }
  return desk
}

/** Signs the person in, as often as the server is not there. */
export const signInDesk = (desk: Desk): Promise<void> =>
  until('signing in', async () => {
    if ((await desk.status()).compte !== null) return null
    try {
      await desk.call('sync.signIn', { courriel: PERSON, motDePasse: PASSWORD })
      return null
    } catch (error) {
      if (error instanceof Unanswered) throw error
      return String(error)
    }
  })

/** What keeps a desk from having nothing left to do; null when nothing does. */
export const notUpToDate = ({ etat, en_attente, erreur }: SyncStatus): string | null =>
  etat === 'a-jour' && en_attente === 0 ? null : `${etat}, ${en_attente} waiting, ${erreur?.code ?? 'no error'}`

/** Until the desk says, without being asked to try again, that it is up to date with nothing to send. */
export const upToDate = (desk: Desk): Promise<void> => until('up to date', async () => notUpToDate(await desk.status()))

export const noteOf = async (desk: Desk, id: string): Promise<string | null> => {
  const list = await desk.call<readonly { readonly id: string; readonly note: string }[]>('favourites.list')
  return list.find((one) => one.id === id)?.note ?? null
}

export const search = async (desk: Desk, text: string): Promise<readonly string[]> => {
  const { hits } = await desk.call<{ readonly hits: readonly { readonly nom: string }[] }>('search.run', {
    text,
    place: null,
    filters: {},
    sort: 'pertinence',
    limit: 50,
    offset: 0,
  })
  return hits.map(({ nom }) => nom)
}
