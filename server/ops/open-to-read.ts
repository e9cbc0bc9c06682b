import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerConfig } from '../config.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import { readerOver } from '../store/reader.ts'
import { openReading, within } from '../store/sqlite-connection.ts'
import type { SyncStore } from '../store/types.ts'
import { createSeal, parseServerKey, type Seal } from '../sync/seal.ts'
import { fingerprintOf, KEY_FILE, KEY_SETTING, StartRefusal, storeFile } from './open.ts'

export type ToRead = Pick<SyncStore, 'read' | 'close'> & { readonly seal: Seal }

const keyOf = ({ key, folder }: ServerConfig): Uint8Array => {
  if (key !== null) return parseServerKey(key)
  const file = join(folder, KEY_FILE)
  // None is made here: it would not be the one of these rows.
  if (!existsSync(file))
    throw new StartRefusal(`La clé du serveur manque (${file}). Remettez-la dans ce dossier, ou donnez-la par DORA_SERVER_KEY.`)
  return parseServerKey(readFileSync(file, 'utf8'))
}

const openStore = async ({ databaseUrl, folder, ...config }: ServerConfig): Promise<Pick<SyncStore, 'read' | 'close'>> => {
  if (databaseUrl !== null) {
    try {
      return await openPostgresqlStore({ url: databaseUrl, listen: false, connections: 1 })
    } catch (error) {
      throw new StartRefusal(
        'La base PostgreSQL de DATABASE_URL ne peut pas être ouverte. Vérifiez qu’elle tourne, et son adresse.',
        {
          cause: error,
        },
      )
    }
  }
  const file = storeFile({ databaseUrl, folder, ...config })
  if (!existsSync(file)) throw new StartRefusal(`Il n’y a pas de base de serveur dans ce dossier\u202f: ${folder}`)
  const connection = openReading(file)
  return {
    read: (work) => within(connection, 'DEFERRED', (db) => work(readerOver(db, 'sqlite'))),
    close: () => connection.db.destroy(),
  }
}

/**
 * The store of a server, to read only: without its lock, so while it runs too, and it may write meanwhile (each reading sees one
 * instant). One reading at a time. Throws StartRefusal, in French.
 */
export const openToRead = async (config: ServerConfig): Promise<ToRead> => {
  const key = keyOf(config)
  const store = await openStore(config)
  try {
    const kept = await store.read((reader) => reader.setting(KEY_SETTING))
    if (kept !== null && kept !== fingerprintOf(key))
      throw new StartRefusal(
        `La clé du serveur n’est pas celle qui protège cette base. Remettez ${KEY_FILE} dans le dossier du serveur, ou donnez-la par DORA_SERVER_KEY.`,
      )
    return { ...store, seal: createSeal(key) }
  } catch (error) {
    await store.close()
    throw error
  }
}
