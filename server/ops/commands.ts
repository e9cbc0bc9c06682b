import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import type { ServerConfig } from '../config.ts'
import { addAdministrator } from '../accounts/administrators.ts'
import { hashPassword, readablePassword } from '../accounts/password.ts'
import { emailKey, userName } from '../accounts/user.ts'
import { migrateStore } from '../store/migrate-to.ts'
import { openPostgresqlStore } from '../store/postgresql.ts'
import type { SyncStore } from '../store/types.ts'
import { backUpFile, restoreFile } from './backup.ts'
import { lockFolder, openSealedStore, openStore, StartRefusal, storeFile } from './open.ts'
import { openSnapshots } from './snapshots.ts'

/** Lines for the person at the terminal, in French. */
type Say = (line: string) => void

const PG_DUMP =
  'Cette base est sur PostgreSQL\u202f: ses sauvegardes sont celles de PostgreSQL. Copie\u202f: pg_dump --format=custom "$DATABASE_URL" > fichier. Remise en place\u202f: voir docs/server.md.'

const sqliteFile = (config: ServerConfig): string => {
  if (config.databaseUrl !== null) throw new StartRefusal(PG_DUMP)
  return storeFile(config)
}

const existing = (config: ServerConfig): string => {
  const file = sqliteFile(config)
  if (existsSync(file)) return file
  throw new StartRefusal(`Aucune base n’existe encore dans ce dossier (${config.folder}).`)
}

/** Holds the folder for the time of `work`: a server that runs has it. */
const alone = async <T>(config: ServerConfig, work: () => Promise<T>): Promise<T> => {
  const lock = lockFolder(config.folder)
  try {
    return await work()
  } finally {
    lock.release()
  }
}

const using = async <T>(store: SyncStore, work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } finally {
    await store.close()
  }
}

export const backup = (config: ServerConfig, to: string, say: Say): void => {
  const { seq } = backUpFile(existing(config), resolve(to))
  say(`Sauvegarde faite et vérifiée, jusqu’au changement ${seq}\u202f: ${resolve(to)}`)
  if (config.key === null)
    say(
      `Gardez aussi, ailleurs, la clé du dossier ${config.folder}\u202f: sans elle, les données privées de la copie sont illisibles.`,
    )
}

export const restore = async (config: ServerConfig, from: string, say: Say): Promise<void> => {
  const file = sqliteFile(config)
  await alone(config, async () => {
    const { head, aside } = await restoreFile(resolve(from), file, Date.now())
    say(
      `Sauvegarde remise en place et vérifiée, jusqu’au changement ${head.seq}. Les postes reliront le catalogue et renverront ce qui manque.`,
    )
    if (aside !== null) say(`La base remplacée est gardée\u202f: ${aside}`)
  })
}

export const migrate = async (config: ServerConfig, to: string, say: Say): Promise<void> => {
  if (!/^postgres(ql)?:\/\//.test(to)) throw new StartRefusal('--to attend l’adresse d’une base PostgreSQL, postgres://…')
  const source: ServerConfig = { ...config, databaseUrl: null }
  existing(source)
  await alone(source, async () => {
    const { store: from } = await openSealedStore(source)
    await using(from, async () => {
      const target = await openStore({ ...config, databaseUrl: to })
      await using(target, async () => {
        let table = ''
        await migrateStore(from, target, ({ table: now, rows, total }) => {
          if (now !== table || rows === total) say(`  ${now}\u202f: ${rows} sur ${total}`)
          table = now
        })
        const { epoch, seq } = await target.read((reader) => reader.head())
        say(`Base copiée et vérifiée\u202f: historique ${epoch}, changement ${seq}. Les postes ne verront pas de différence.`)
        say('Démarrez maintenant le serveur avec DATABASE_URL, dans ce même dossier ou avec la même clé (DORA_SERVER_KEY).')
      })
    })
  })
}

export const snapshot = (config: ServerConfig, say: Say): Promise<void> =>
  alone(config, async () => {
    const { store } = await openSealedStore(config)
    await using(store, async () => {
      const { seq, epoch } = await store.read((reader) => reader.head())
      const snapshots = openSnapshots(store, config)
      if (seq > 0) await snapshots.build()
      const made = snapshots.latest(epoch)
      if (made === null) throw new StartRefusal('Le catalogue est vide\u202f: il n’y a pas d’instantané à préparer.')
      say(`Instantané prêt, au changement ${made.seq} (${made.rows} fiches).`)
    })
  })

/** Accounts are a few rows with transactions of their own: a server may be running meanwhile. */
export const admin = async (config: ServerConfig, args: readonly string[], nom: string | undefined, say: Say): Promise<void> => {
  const [what, courriel] = args
  const store =
    config.databaseUrl === null ? await openStore(config) : await openPostgresqlStore({ url: config.databaseUrl, listen: false })
  await using(store, async () => {
    if (what === 'list') {
      for (const user of await store.accounts.users())
        say(`${user.courriel}\t${userName(user)}\t${user.role}\t${user.creeLe.slice(0, 10)}`)
      return
    }
    if ((what !== 'create' && what !== 'password') || courriel === undefined || !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(courriel))
      throw new StartRefusal(
        'Il faut «\u202fadmin list\u202f», «\u202fadmin create <adresse>\u202f» ou «\u202fadmin password <adresse>\u202f».',
      )
    const password = readablePassword()
    if (what === 'create') await addAdministrator(store.accounts, { courriel, nom: nom ?? courriel, password }, Date.now())
    else {
      const user = await store.accounts.userByEmail(emailKey(courriel))
      if (user === null) throw new StartRefusal('Aucun compte n’a cette adresse.')
      await store.accounts.setPassword(user.id, await hashPassword(password))
    }
    say(`Mot de passe de ${courriel}, montré cette seule fois\u202f: ${password}`)
  })
}
