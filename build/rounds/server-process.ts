import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { addAdministrator } from '#server/accounts/administrators.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import { fill, service, structure } from '#server/sync/testing.ts'
import { type Program, startProgram } from './program.ts'

/** Invented people: one at the desk, one who edits the catalogue. */
export const PASSWORD = 'un mot de passe assez long'
export const PERSON = 'claude.essai@exemple.test'
export const EDITOR = 'dominique.essai@exemple.test'

export const SERVICES = 60
export const serviceId = (n: number): string => `v-${n}`
export const firstName = (n: number): string => `Atelier départ${n}`

/** One key for all the replicas of a test. */
const KEY = '07'.repeat(32)

export type ServerHome = {
  readonly folder: string
  /** Null for SQLite in the folder. */
  readonly databaseUrl: string | null
  readonly env: Readonly<Record<string, string>>
  readonly output: string[]
}

/** A store with a small catalogue and two accounts, before any server has opened it. */
export const prepareServer = async (folder: string, databaseUrl: string | null = null): Promise<ServerHome> => {
  mkdirSync(folder, { recursive: true })
  const store =
    databaseUrl === null
      ? await openSqliteStore({ file: join(folder, STORE_FILE) })
      : await openPostgresqlStore({ url: databaseUrl, listen: false })
  try {
    await fill(
      store,
      [structure('s-1')],
      Array.from({ length: SERVICES }, (_, n) => service(serviceId(n), 's-1', { nom: firstName(n) })),
    )
    for (const [courriel, nom] of [
      [PERSON, 'Claude Essai'],
      [EDITOR, 'Dominique Essai'],
    ] as const)
      await addAdministrator(store.accounts, { courriel, nom, password: PASSWORD }, Date.now())
  } finally {
    await store.close()
  }
  return { folder, databaseUrl, env: {}, output: [] }
}

const environment = ({ folder, databaseUrl, env }: ServerHome): Record<string, string> => ({
  DORA_SERVER_FOLDER: folder,
  DORA_SERVER_PORT: '0',
  DORA_SERVER_KEY: KEY,
  // All that it may ever say.
  DORA_SERVER_LOG: 'debug',
  // One machine stands for an office that never rests.
  DORA_SERVER_RATE_ADDRESS: '10000000',
  DORA_SERVER_RATE_CLIENT: '10000000',
  ...(databaseUrl === null ? {} : { DATABASE_URL: databaseUrl }),
  ...env,
})

export const launchServer = (home: ServerHome): Program =>
  startProgram({ args: ['server/index.ts', 'serve'], env: environment(home), output: home.output })

export type RunningServer = Program & { readonly origin: string }

/** Resolves once it answers. */
export const startServer = async (home: ServerHome): Promise<RunningServer> => {
  const from = home.output.length
  const program = launchServer(home)
  const origin = await new Promise<string>((resolve, reject) => {
    const look = (): string | null => /Serveur prêt[^:]*: (http:\S+)/.exec(home.output.slice(from).join(''))?.[1] ?? null
    const timer = setInterval(() => {
      const found = look()
      if (found === null) return
      clearInterval(timer)
      resolve(found)
    }, 5)
    void program.gone.then((code) => {
      clearInterval(timer)
      reject(new Error(`the server ended (${code}): ${home.output.slice(from).join('').slice(-2_000)}`))
    })
  })
  return { ...program, origin }
}

/** A command of the person who keeps the server, to its end. @throws what it said, when it fails. */
export const serverCommand = async (home: ServerHome, ...args: readonly string[]): Promise<void> => {
  const from = home.output.length
  const program = startProgram({ args: ['server/index.ts', ...args], env: environment(home), output: home.output })
  const code = await program.gone
  if (code !== 0) throw new Error(`${args[0]} ended with ${code}: ${home.output.slice(from).join('')}`)
}
