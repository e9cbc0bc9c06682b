import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { ServerConfig } from '../config.ts'
import { createKitSigner, type KitSigner } from '../kit/signer.ts'
import { openPostgresqlStore, type PostgresqlStore } from '../store/postgresql.ts'
import { openSqliteStore, type SqliteStore } from '../store/sqlite.ts'
import type { SyncStore } from '../store/types.ts'
import { type BytesSeal, createBytesSeal, createSeal, loadServerKey, parseServerKey, type Seal } from '../sync/seal.ts'
import { STORE_FILE } from './backup.ts'
import { heldBy, takeLock, type Holder, type Lock } from './lock.ts'

export const KEY_FILE = 'cle-du-serveur.txt'
export const KEY_SETTING = 'key-fingerprint'

/** Why a server does not start, in French, for the person who started it. */
export class StartRefusal extends Error {
  /** Who holds the folder, when that is why. */
  readonly holder: Holder | null

  constructor(message: string, options: { readonly holder?: Holder; readonly cause?: unknown } = {}) {
    super(message, { cause: options.cause })
    this.name = 'StartRefusal'
    this.holder = options.holder ?? null
  }
}

export const storeFile = (config: ServerConfig): string => join(config.folder, STORE_FILE)

/** Takes the folder, or throws a StartRefusal that says who has it. */
export const lockFolder = (folder: string): Lock => {
  let taken: ReturnType<typeof takeLock>
  try {
    taken = takeLock(folder)
  } catch (error) {
    throw new StartRefusal(`Le dossier du serveur ne peut pas être écrit (${folder}). Vérifiez ses droits et la place libre.`, {
      cause: error,
    })
  }
  if ('lock' in taken) return taken.lock
  throw new StartRefusal(`${heldBy(taken.holder)} Arrêtez-le, ou donnez un autre dossier par DORA_SERVER_FOLDER.`, {
    holder: taken.holder,
  })
}

const keyOf = (config: ServerConfig): Uint8Array => {
  try {
    return config.key === null ? loadServerKey(join(config.folder, KEY_FILE)) : parseServerKey(config.key)
  } catch (error) {
    throw new StartRefusal(error instanceof Error ? error.message : String(error), { cause: error })
  }
}

/** Kept in the store: tells whether a key is the one of its rows, and nothing of the key. */
export const fingerprintOf = (key: Uint8Array): string =>
  createHash('sha256').update('dora-server/key-fingerprint/1').update(key).digest('hex')

/** Another key would leave every private row unreadable, and write new ones that the other replicas could not read. */
const checkKey = async (store: SyncStore, key: Uint8Array): Promise<void> => {
  const mine = fingerprintOf(key)
  const kept = await store.read((reader) => reader.setting(KEY_SETTING))
  if (kept === mine) return
  if (kept !== null)
    throw new StartRefusal(
      `La clé du serveur n’est pas celle qui protège cette base. Rien n’a été modifié. Remettez ${KEY_FILE} dans le dossier du serveur, ou donnez-la par DORA_SERVER_KEY.`,
    )
  await store.write(async (writer) => {
    if ((await writer.setting(KEY_SETTING)) === null) await writer.setSetting(KEY_SETTING, mine)
  })
  await checkKey(store, key)
}

/** Opens the store that the configuration names. The folder must be locked. Throws StartRefusal or StoreError, both in French. */
export const openStore = async (config: ServerConfig): Promise<SqliteStore | PostgresqlStore> => {
  if (config.databaseUrl === null) {
    mkdirSync(config.folder, { recursive: true, mode: 0o700 })
    return openSqliteStore({ file: storeFile(config) })
  }
  try {
    return await openPostgresqlStore({ url: config.databaseUrl })
  } catch (error) {
    if (error instanceof Error && error.name === 'StoreError') throw error
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
    throw new StartRefusal(
      `La base PostgreSQL de DATABASE_URL ne peut pas être ouverte${code}. Vérifiez qu’elle tourne, son adresse et son mot de passe.`,
      { cause: error },
    )
  }
}

/** The store and the seal of its private rows, checked to belong together. */
export const openSealedStore = async (
  config: ServerConfig,
): Promise<{
  readonly store: SqliteStore | PostgresqlStore
  readonly seal: Seal
  /** Of files, by another key made of the same one. */
  readonly bytesSeal: BytesSeal
  /** Of territory kits, by a third. */
  readonly kitSigner: KitSigner
  /** True when the database turned out not to be the one of the history, which has taken a new epoch. */
  readonly renewed: boolean
}> => {
  const key = keyOf(config)
  const store = await openStore(config)
  try {
    await checkKey(store, key)
    return {
      store,
      seal: createSeal(key),
      bytesSeal: createBytesSeal(key),
      kitSigner: createKitSigner(key),
      renewed: 'guardHistory' in store && (await store.guardHistory()),
    }
  } catch (error) {
    await store.close()
    throw error
  }
}
