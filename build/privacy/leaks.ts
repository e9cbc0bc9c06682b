import Database from 'better-sqlite3'
import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { bytesOf } from '#server/mail/compose.ts'
import { MAIL_FOLDER } from '#server/mail/folder.ts'
import { STORE_FILE } from '#server/ops/backup.ts'
import { createSeal } from '#server/sync/seal.ts'
import { type Item, type Place, textItem } from './evidence.ts'
import type { Invented } from './people.ts'
import { withPostgres } from './server.ts'
import type { World } from './world.ts'

/** Leaks put there on purpose, one in each kind of place: the search that does not find them is worth nothing. */

type Plant = {
  readonly lieu: Place
  /** Leaves something of that person; `elsewhere` is for what no file holds. What it answers is waited for. */
  readonly plant: (world: World, person: Invented, elsewhere: Item[]) => unknown
}

const INSERT = 'INSERT INTO setting (key, value) VALUES ($1, $2)'

const inStore = (world: World, work: (db: Database.Database) => void): void => {
  const db = new Database(join(world.home.folder, STORE_FILE))
  try {
    work(db)
  } finally {
    db.close()
  }
}
const keep = (db: Database.Database, { qui }: Invented, value: string): void => {
  db.prepare(INSERT.replace('$1', '?').replace('$2', '?')).run(`fuite ${qui}`, value)
}
const forget = (db: Database.Database, { qui }: Invented): void => {
  db.prepare('DELETE FROM setting WHERE key = ?').run(`fuite ${qui}`)
}

const aDatabaseOf = (text: string): Buffer => {
  const db = new Database(':memory:')
  try {
    db.exec('CREATE TABLE services (id TEXT, nom TEXT)')
    // Wherever two pages part it.
    for (let length = 3_900; length < 4_200; length += 13)
      db.prepare('INSERT INTO services VALUES (?, ?)').run('.'.repeat(length), text)
    return db.serialize()
  } finally {
    db.close()
  }
}

/** Files are put in folders that the server may not have made yet. */
const put = (folder: string, name: string, bytes: Buffer | string): void => {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, name), bytes)
}
const inServer = ({ home }: World, ...path: readonly string[]): string => join(home.folder, ...path)

const letter = (to: string, person: Invented): Promise<Buffer> =>
  bytesOf({
    id: `fuite-${person.numero}`,
    from: { name: 'DORA', address: 'dora@exemple.test' },
    to,
    cc: [],
    replyTo: null,
    recipient: to,
    stop: null,
    date: new Date(),
    subject: 'Demande',
    text: `${'é'.repeat(200)} ${person.nom}`,
    html: `<p>${'é'.repeat(200)}</p>`,
  })

const OF_ALL: Readonly<Record<string, Plant>> = {
  'fichier-joint': {
    lieu: 'serveur : fichiers joints',
    plant: (world, { piece }) => put(inServer(world, 'pieces', 'ab'), 'ab-en-clair', piece.bytes),
  },
  'fichier-joint-compresse': {
    lieu: 'serveur : fichiers joints',
    plant: (world, { piece }) => put(inServer(world, 'pieces', 'ac'), 'ac-compresse', gzipSync(piece.bytes)),
  },
  instantane: {
    lieu: 'serveur : instantanés',
    plant: (world, { nom }) => put(inServer(world, 'instantanes'), 'fuite.db.zst', zstdCompressSync(aDatabaseOf(nom))),
  },
  sauvegarde: {
    lieu: 'serveur : sauvegardes',
    plant: (world, { nom }) => put(inServer(world, 'sauvegardes'), 'fuite.db', aDatabaseOf(nom)),
  },
  courrier: {
    lieu: 'serveur : courrier',
    plant: async (world, person) => put(inServer(world, MAIL_FOLDER), 'fuite.eml', await letter('autre@exemple.test', person)),
  },
  'courrier-en-cours': {
    lieu: 'serveur : courrier',
    plant: async (world, person) =>
      put(inServer(world, MAIL_FOLDER), 'fuite.eml.tmp', await letter('autre@exemple.test', person)),
  },
  verrou: {
    lieu: 'serveur : verrou',
    plant: (world, { courriel }) => put(inServer(world), 'verrou.fuite.json', JSON.stringify({ par: courriel })),
  },
  'autre-fichier': {
    lieu: 'serveur : autres fichiers',
    plant: (world, { nom }) => put(inServer(world), 'erreurs.txt', Buffer.from(`Erreur\u202f: ${nom}`, 'utf16le')),
  },
  sorties: {
    lieu: 'serveur : sorties',
    plant: ({ home }, { telephone }) =>
      home.output.push(JSON.stringify({ level: 'error', err: `Numéro +33 ${telephone.slice(1)} refusé` })),
  },
  mesures: {
    lieu: 'serveur : mesures',
    plant: (_, { courriel }, elsewhere) =>
      elsewhere.push(textItem('serveur : mesures', 'fuite', [`dora_mails_total{to="${courriel}"} 1`])),
  },
  'poste-donnees': {
    lieu: 'poste : données',
    plant: ({ desks }, { nom }) => {
      const db = new Database(join(desks.alix.folder, 'user.db'))
      db.prepare("INSERT INTO profile (cle, valeur) VALUES ('fuite', ?)").run(Buffer.from(nom))
      db.close()
    },
  },
  'poste-fichier-joint': {
    lieu: 'poste : fichiers joints',
    plant: ({ desks }, { piece }) => put(join(desks.alix.folder, 'pieces'), 'fuite', piece.bytes),
  },
  'poste-catalogue': {
    lieu: 'poste : catalogue',
    plant: ({ desks }, { nom }) => put(join(desks.alix.folder, 'catalogue'), 'fuite.db', aDatabaseOf(nom)),
  },
  'poste-journal': {
    lieu: 'poste : journal',
    plant: ({ desks }, { nom }) => appendFileSync(join(desks.alix.folder, 'logs', 'desk.log'), `{"what":"${nom}"}\n`),
  },
  'poste-reglages': {
    lieu: 'poste : réglages',
    plant: ({ desks }, { numero }) =>
      put(desks.alix.folder, 'fuite.json', JSON.stringify({ dernier: numero.replace(/(\d{3})/g, '$1 ') })),
  },
  'poste-autre-fichier': {
    lieu: 'poste : autres fichiers',
    plant: ({ desks }, { prenom }) => put(desks.alix.folder, `export ${prenom}.csv`, 'rien'),
  },
  'poste-sorties': {
    lieu: 'poste : sorties',
    plant: ({ desks }, { nom }) => desks.alix.output.push(`(node:12) Warning: ${nom}\n`),
  },
  notification: {
    lieu: 'poste : notifications',
    plant: ({ desks }, { prenom }) =>
      desks.alix.shown.push(JSON.stringify({ notice: { titre: 'DORA', corps: `${prenom} est acceptée` } })),
  },
  evenement: {
    lieu: 'poste : événements',
    plant: ({ desks }, { nom }) => desks.alix.shown.push(JSON.stringify({ name: 'orientations.changed', payload: { nom } })),
  },
  adresse: {
    lieu: 'réseau : adresses',
    plant: ({ recorder }, { nom }) => fetch(`${recorder.origin}/chercher?q=${encodeURIComponent(nom)}`),
  },
  'adresse-jeton': {
    lieu: 'réseau : adresses',
    plant: async ({ recorder }, { nom }) => {
      const jeton = Buffer.from(JSON.stringify({ beneficiary: { last_name: nom } })).toString('base64url')
      await fetch(`${recorder.origin}/entrer?op=eyJhbGciOiJIUzI1NiJ9.${jeton}.signature`)
    },
  },
}

/** Whoever’s row it is, everyone’s data are open. */
const zeros = createSeal(Buffer.alloc(32))
const sealedByZeros = ({ qui, nom }: Invented) => {
  const id = `fuite-${qui}`
  return { id, doc: zeros.seal(`row|orientation|${id}`, JSON.stringify({ nom })) }
}
const ENTITY = `INSERT INTO entity (kind, id, ver, seq, deleted, scopes, parent, h, doc) VALUES ('orientation', $1, 1, 0, 0, '[]', 'anonyme', 1, $2)`

const OF_SQLITE: Readonly<Record<string, Plant>> = {
  base: { lieu: 'serveur : base', plant: (world, one) => inStore(world, (db) => keep(db, one, JSON.stringify(one.nom))) },
  'base-effacee': {
    lieu: 'serveur : base',
    plant: (world, one) =>
      inStore(world, (db) => {
        keep(db, one, one.courriel)
        db.pragma('wal_checkpoint(TRUNCATE)')
        forget(db, one)
      }),
  },
  'base-journal': {
    lieu: 'serveur : base',
    plant: (world, one) =>
      inStore(world, (db) => {
        keep(db, one, one.motif)
        forget(db, one)
      }),
  },
  'autre-cle': {
    lieu: 'serveur : base',
    plant: (world, one) =>
      inStore(world, (db) => {
        const { id, doc } = sealedByZeros(one)
        db.prepare(ENTITY.replace('$1', '?').replace('$2', '?')).run(id, doc)
      }),
  },
  cle: {
    lieu: 'serveur : base',
    plant: (world, one) => inStore(world, (db) => keep(db, one, Buffer.from(world.key).toString('hex'))),
  },
}

const inPostgres = (world: World, sql: string, values: readonly string[]): Promise<void> =>
  withPostgres(world.home.databaseUrl ?? '', async (client) => void (await client.query(sql, [...values])))

const OF_POSTGRESQL: Readonly<Record<string, Plant>> = {
  base: {
    lieu: 'PostgreSQL : tables',
    plant: (world, one) => inPostgres(world, INSERT, [`fuite ${one.qui}`, JSON.stringify(one.nom)]),
  },
  'base-octets': {
    lieu: 'PostgreSQL : tables',
    plant: (world, one) =>
      inPostgres(world, INSERT, [`fuite ${one.qui}`, `\\x${Buffer.from(`{"nom":"${one.nom}"}`).toString('hex')}`]),
  },
  'autre-cle': {
    lieu: 'serveur : base',
    plant: async (world, one) => {
      const { id, doc } = sealedByZeros(one)
      await inPostgres(world, ENTITY, [id, doc])
    },
  },
}

const leaksOf = ({ engine }: Pick<World, 'engine'>): Readonly<Record<string, Plant>> => ({
  ...OF_ALL,
  ...(engine === 'sqlite' ? OF_SQLITE : OF_POSTGRESQL),
})

/** Names of leaks, of whatever engine. */
export const LEAKS: readonly string[] = [
  ...new Set([...Object.keys(OF_ALL), ...Object.keys(OF_SQLITE), ...Object.keys(OF_POSTGRESQL)]),
]

export type Planted = {
  readonly nom: string
  readonly lieu: Place
  /** Whose data were left: of that leak alone. Null: a key, which opens everyone's. */
  readonly qui: string | null
  /** Of a key, where it is; '' for the rest. */
  readonly ou: string
}

/** Of leaks that are keys, where each is. */
const OF_A_KEY: Readonly<Record<string, string>> = { cle: STORE_FILE, 'autre-cle': 'zéros' }

/** Leaves those leaks, each of a person of its own. */
export const plantLeaks = async (
  world: World,
  names: readonly string[],
): Promise<{ readonly planted: readonly Planted[]; readonly items: readonly Item[] }> => {
  const planted: Planted[] = []
  const items: Item[] = []
  for (const [nom, { lieu, plant }] of Object.entries(leaksOf(world))) {
    if (!names.includes(nom)) continue
    const person = world.inventing.person()
    await plant(world, person, items)
    const ou = OF_A_KEY[nom] ?? ''
    planted.push({ nom, lieu, qui: ou === '' ? person.qui : null, ou })
  }
  return { planted, items }
}
