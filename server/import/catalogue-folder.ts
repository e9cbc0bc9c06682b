import { closeSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import {
  type CataloguePointer,
  catalogueFileName,
  CataloguePointer as PointerSchema,
  POINTER_FILE,
} from '#shared/catalogue/file.ts'
import { type CatalogueSummary, type CatalogueWriter, openCatalogueWriter } from './catalogue-writer.ts'

export type Installed = { readonly summary: CatalogueSummary; readonly file: string }

/** A catalogue being written beside the current one, which stays untouched until `install`. */
export type PendingCatalogue<I extends Installed = Installed> = {
  readonly writer: CatalogueWriter
  /** Indexes, makes the file durable, then names it in the pointer: a reader sees the old catalogue or the new one, whole. */
  readonly install: (
    meta: { readonly demonstration: boolean; readonly genere_le: string },
    onProgress?: (done: number, total: number) => void,
  ) => I
  /** Deletes what was written. Nothing has changed for the desk. */
  readonly discard: () => void
}

/** The process that writes is in the name, so that what a dead one left can be told from what a live one is writing. */
const PENDING = /^import-(\d+)-[0-9a-f]{8}\.tmp$/
const CATALOGUE = /^catalogue-[a-z0-9]+-\d+\.db$/

export const openPendingCatalogue = (
  folder: string,
  options: { readonly zoneName: (code: string) => string | null },
): PendingCatalogue<Installed & { readonly pointer: CataloguePointer }> => {
  mkdirSync(folder, { recursive: true })
  sweepLeftovers(folder)
  const pending = pendingFile(folder)
  const writer = openCatalogueWriter(pending, options)
  return {
    writer,
    install: (meta, onProgress) => {
      const summary = writer.finish(meta, onProgress)
      sync(pending)
      const epoch = `import${Date.parse(meta.genere_le).toString(36)}${randomBytes(2).toString('hex')}`
      const name = catalogueFileName(epoch, 0)
      const previous = readPointer(folder)?.file ?? null
      renameSync(pending, join(folder, name))
      const pointer: CataloguePointer = { file: name, epoch, seq: 0, genere_le: meta.genere_le }
      writePointer(folder, pointer)
      removeOthers(folder, [name, previous])
      return { summary, pointer, file: join(folder, name) }
    },
    discard: () => {
      writer.abort()
      rmSync(pending, { force: true })
    },
  }
}

/** The catalogue in use, or null when there is none or its pointer cannot be read. */
export const readPointer = (folder: string): CataloguePointer | null => {
  try {
    return PointerSchema.parse(JSON.parse(readFileSync(join(folder, POINTER_FILE), 'utf8')))
  } catch {
    return null
  }
}

const writePointer = (folder: string, pointer: CataloguePointer): void => {
  const beside = join(folder, `${POINTER_FILE}.${process.pid}.tmp`)
  const handle = openSync(beside, 'w')
  try {
    writeSync(handle, `${JSON.stringify(pointer, null, 2)}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  sync(folder)
  renameSync(beside, join(folder, POINTER_FILE))
  sync(folder)
}

export const pendingFile = (folder: string): string => join(folder, `import-${process.pid}-${randomBytes(4).toString('hex')}.tmp`)

/** Flushes a file or a folder to the disk. Windows refuses to open a folder: its renames are journalled by NTFS. */
export const sync = (path: string): void => {
  let handle: number
  try {
    handle = openSync(path, process.platform === 'win32' ? 'r+' : 'r')
  } catch (error) {
    if (process.platform === 'win32') return
    throw error
  }
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Alive, but someone else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Removes what dead imports left. */
export const sweepLeftovers = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const pid = PENDING.exec(name)?.[1]
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(folder, name), { force: true })
  }
}

/** The previous catalogue is kept: an open desk may be reading it until it hears of the new one. */
const removeOthers = (folder: string, kept: readonly (string | null)[]): void => {
  for (const name of readdirSync(folder)) {
    if (!CATALOGUE.test(name) || kept.includes(name)) continue
    try {
      rmSync(join(folder, name), { force: true })
    } catch {
      // Still open somewhere (Windows): the next import will try again.
    }
  }
}
