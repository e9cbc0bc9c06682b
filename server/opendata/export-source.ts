import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { ServerConfig } from '../config.ts'
import { STORE_FILE } from '../ops/backup.ts'
import { StartRefusal } from '../ops/open.ts'
import { openToRead, type ToRead } from '../ops/open-to-read.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { ingest } from '../sync/ingest/ingest.ts'
import { openStaged } from '../sync/ingest/staged.ts'
import { createSeal } from '../sync/seal.ts'

/** What `npm run export` reads: the store of a server, or a catalogue that `npm run import` or a desk keeps in a file. */

const catalogueIn = (folder: string): string | null => {
  const pointer = join(folder, POINTER_FILE)
  if (!existsSync(pointer)) return null
  return join(folder, CataloguePointer.parse(JSON.parse(readFileSync(pointer, 'utf8'))).file)
}

/** A catalogue holds what was told, a store knows what leaves: one is made of it, and thrown away at the end. */
const openCatalogue = async (file: string, signal: AbortSignal): Promise<ToRead> => {
  const folder = mkdtempSync(join(tmpdir(), 'dora-export-'))
  const close = (): void => rmSync(folder, { recursive: true, force: true })
  try {
    const staged = openStaged(file)
    const store = await openSqliteStore({ file: join(folder, STORE_FILE) })
    const seal = createSeal(randomBytes(32))
    try {
      await ingest({ store, seal }, staged, { signal })
    } catch (error) {
      await store.close()
      throw error
    } finally {
      staged.close()
    }
    return {
      read: store.read,
      seal,
      close: async () => {
        await store.close()
        close()
      },
    }
  } catch (error) {
    close()
    throw error
  }
}

/**
 * @param from a data folder of a server, a folder of catalogues, or a catalogue; null for the server of the configuration.
 * Throws StartRefusal in French, StoreError, or the signal’s reason.
 */
export const openExportSource = async (from: string | null, config: ServerConfig, signal: AbortSignal): Promise<ToRead> => {
  if (from === null) return openToRead(config)
  if (!existsSync(from)) throw new StartRefusal(`Ce dossier n’existe pas\u202f: ${from}`)
  if (!statSync(from).isDirectory() && basename(from) !== STORE_FILE) return openCatalogue(from, signal)
  const folder = statSync(from).isDirectory() ? from : join(from, '..')
  if (existsSync(join(folder, STORE_FILE))) return openToRead({ ...config, databaseUrl: null, folder })
  const catalogue = catalogueIn(folder)
  if (catalogue === null) throw new StartRefusal(`Ce dossier n’est ni celui d’un serveur, ni celui d’un catalogue\u202f: ${from}`)
  return openCatalogue(catalogue, signal)
}
