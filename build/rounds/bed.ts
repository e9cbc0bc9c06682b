import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startPostgres, type TestPostgres } from '#server/testing/postgres.ts'
import { type Desk, type DeskHome, prepareDesk, startDesk } from './desk-process.ts'
import { type Line, openLine } from './line.ts'
import type { Program } from './program.ts'
import { prepareServer, type ServerHome } from './server-process.ts'

/** Folders, a line, processes: everything of one test, and its end. */
export type Bed = {
  readonly folder: string
  readonly line: Line
  readonly newServer: (name: string, databaseUrl?: string | null) => Promise<ServerHome>
  /** A new, empty PostgreSQL database; the engine starts with the first one. */
  readonly newDatabase: () => Promise<string>
  readonly newDesk: (
    name: string,
    more?: Partial<Pick<DeskHome, 'preload' | 'env'>>,
  ) => Promise<{ readonly home: DeskHome; readonly desk: Desk }>
  /** Ends with the test. */
  readonly keep: <P extends Program>(program: P) => P
  readonly close: () => Promise<void>
}

export const openBed = async (): Promise<Bed> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-rounds-'))
  const line = await openLine()
  const programs: Program[] = []
  let postgres: Promise<TestPostgres> | null = null
  const keep = <P extends Program>(program: P): P => {
    programs.push(program)
    return program
  }
  return {
    folder,
    line,
    newServer: (name, databaseUrl = null) => prepareServer(join(folder, name), databaseUrl),
    newDatabase: async () => (await (postgres ??= startPostgres())).newDatabase(),
    newDesk: async (name, more = {}) => {
      const home = prepareDesk(join(folder, name), line.origin, more)
      return { home, desk: keep(await startDesk(home)) }
    },
    keep,
    close: async () => {
      await Promise.all(programs.map((one) => one.kill()))
      await line.close()
      if (postgres !== null) await (await postgres).stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
