import Database from 'better-sqlite3'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bytesOf } from '#server/mail/compose.ts'
import type { OutgoingMessage } from '#server/mail/transport.ts'
import { createSeal } from '#server/sync/seal.ts'
import { deskItems, type Item, type Place } from './evidence.ts'
import { createNeedles } from './needles.ts'
import { createInventing, type Invented } from './people.ts'
import { keysThatOpen, opened } from './sealed.ts'
import { search } from './search.ts'

const needles = createNeedles()
const inventing = createInventing(needles, 1)
const one: Invented = inventing.person()
const other: Invented = inventing.person()
const colleague = inventing.professional('Alix')
const addresses = new Map([
  [one.courriel, one.qui],
  [other.courriel, other.qui],
])
const known = { addresses, gone: new Set(['Remi']) }

const inItem = async (bytes: Buffer | string, place: Place = 'serveur : autres fichiers', nom = 'f.bin'): Promise<string[]> => {
  const items: Item[] = [{ place, nom, bytes: Buffer.from(bytes as Buffer) }]
  const { fuites } = await search(items, { needles, known })
  return [...new Set(fuites.map(({ qui, quoi }) => `${qui}, ${quoi}`))]
}
const NAME = [`${one.qui}, nom`]

describe('a name is found', () => {
  test.each<[string, (text: string) => Buffer]>([
    ['as it is', (text) => Buffer.from(text)],
    ['in capitals', (text) => Buffer.from(text.toUpperCase())],
    ['in small letters, its accents apart', (text) => Buffer.from(text.toLowerCase().normalize('NFD'))],
    ['two bytes a letter', (text) => Buffer.from(text, 'utf16le')],
    ['in latin 1', (text) => Buffer.from(text, 'latin1')],
    ['in an address', (text) => Buffer.from(`/chercher?q=${encodeURIComponent(text)}`)],
    ['in JSON in JSON', (text) => Buffer.from(JSON.stringify(JSON.stringify({ text })))],
    ['compressed', (text) => gzipSync(text)],
    ['compressed by zstd', (text) => zstdCompressSync(Buffer.from(text))],
    ['compressed, after something else', (text) => Buffer.concat([Buffer.alloc(77, 1), gzipSync(text), Buffer.alloc(9, 2)])],
    ['compressed and cut', (text) => gzipSync(`${text} ${'x'.repeat(100)}`).subarray(0, -6)],
    ['in base64', (text) => Buffer.from(`{"jeton":"${Buffer.from(text).toString('base64')}"}`)],
    [
      'in a token',
      (text) => Buffer.from(`/entrer/eyJhbGciOiJIUzI1NiJ9.${Buffer.from(`{"nom":"${text}"}`).toString('base64url')}.abc`),
    ],
    ['in base64 that begins anywhere', (text) => Buffer.from(`a/bc${Buffer.from(`--${text}--`).toString('base64')}`)],
    ['in hexadecimal', (text) => Buffer.from(`\\x${Buffer.from(`${text} et la suite`).toString('hex')}`)],
    [
      'in an encoded letter',
      (text) =>
        Buffer.from(
          Buffer.from(text)
            .toString('latin1')
            .replace(/(.{4})/g, '$1=\r\n'),
          'latin1',
        ),
    ],
    ['in base64 of what is compressed', (text) => Buffer.from(gzipSync(text).toString('base64'))],
    ['in entities', (text) => Buffer.from([...text].map((letter) => `&#${String(letter.codePointAt(0))};`).join(''))],
    [
      'in a zip file',
      (text) => {
        const packed = deflateRawSync(text)
        const head = Buffer.alloc(30)
        head.write('PK\u0003\u0004', 'latin1')
        head.writeUInt16LE(8, 8)
        head.writeUInt32LE(packed.length, 18)
        head.writeUInt16LE(5, 26)
        return Buffer.concat([head, Buffer.from('a.txt'), packed, Buffer.from('PK\u0001\u0002 and the rest', 'latin1')])
      },
    ],
  ])('%s', async (_, encode) => {
    expect(await inItem(encode(`Bonjour ${one.nom}, à bientôt`))).toEqual(NAME)
  })

  test('in the name of a file', async () => {
    expect(await inItem('rien', 'poste : autres fichiers', `export ${one.nom}.csv`)).toEqual(NAME)
  })
})

describe('in a database', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'dora-recherche-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))
  const open = (journal = 'delete') => {
    const db = new Database(join(folder, 'user.db'))
    db.pragma(`journal_mode = ${journal}`)
    db.exec('CREATE TABLE t (a TEXT, b BLOB)')
    return db
  }
  const inFolder = async (): Promise<string[]> => {
    const { fuites } = await search(deskItems(folder, 'poste'), { needles, known })
    return [...new Set(fuites.map(({ qui, quoi, nom }) => `${qui}, ${quoi}, ${nom}`))]
  }

  test('a value is found wherever two pages part it', async () => {
    for (let before = 3_900; before < 4_100; before += 7) {
      const db = open()
      db.prepare('INSERT INTO t VALUES (?, null)').run(`${'.'.repeat(before)}${one.nom}`)
      db.close()
      expect(await inFolder()).toEqual([`${one.qui}, nom, poste/user.db`])
      rmSync(join(folder, 'user.db'))
    }
  })

  test('a value is found in the log of what is not in it yet, and in what was removed', async () => {
    const db = open('wal')
    db.prepare('INSERT INTO t VALUES (?, ?)').run('rien', Buffer.from(one.telephone))
    db.prepare('DELETE FROM t').run()
    expect(readFileSync(join(folder, 'user.db')).includes(one.telephone)).toBe(false)
    expect(await inFolder()).toEqual([`${one.qui}, téléphone, poste/user.db-wal`])
    db.pragma('wal_checkpoint(TRUNCATE)')
    expect(await inFolder()).toEqual([`${one.qui}, téléphone, poste/user.db`])
    db.close()
  })

  test('a database that is compressed is opened', async () => {
    const db = open()
    db.prepare('INSERT INTO t VALUES (?, null)').run(`${'.'.repeat(4_050)}${one.nom}${'.'.repeat(9_000)}`)
    const packed = zstdCompressSync(db.serialize())
    db.close()
    expect(await inItem(packed, 'serveur : instantanés')).toEqual(NAME)
  })
})

describe('a number is found', () => {
  const { telephone, numero } = one
  test.each([
    telephone,
    telephone.replace(/\d{2}(?=\d)/g, '$& '),
    telephone.replace(/\d{2}(?=\d)/g, '$&\u202f'),
    telephone.replace(/\d{2}(?=\d)/g, '$&\u00a0'),
    telephone.replace(/\d{2}(?=\d)/g, '$&.'),
    `+33${telephone.slice(1)}`,
    `+33 (0)${telephone.slice(1, 2)} ${telephone.slice(2).replace(/\d{2}(?=\d)/g, '$&-')}`,
    `00 33 ${telephone.slice(1)}`,
    encodeURIComponent(telephone.replace(/\d{2}(?=\d)/g, '$& ')),
    `2026-11-30${telephone}2026`,
  ])('%s', async (written) => {
    expect(await inItem(`Appeler le ${written}.`)).toEqual([`${one.qui}, téléphone`])
  })

  test.each([numero, numero.replace(/\d{3}(?=\d)/g, '$& '), `${numero.slice(0, 7)}-${numero.slice(7)}`])(
    '%s',
    async (written) => {
      expect(await inItem(`FT ${written}`)).toEqual([`${one.qui}, numéro France Travail`])
    },
  )

  test('and not in another', async () => {
    expect(await inItem(`17${telephone.slice(1)}`)).toEqual([])
    expect(await inItem('0639989999 et 90417')).toEqual([])
  })
})

describe('in a letter', () => {
  const message = (more: Partial<OutgoingMessage>): OutgoingMessage => ({
    id: '1',
    from: { name: 'DORA', address: 'dora@exemple.test' },
    stop: null,
    to: one.courriel,
    cc: [],
    replyTo: null,
    recipient: one.courriel,
    date: new Date('2026-11-27T09:00:00Z'),
    subject: 'Votre demande',
    text: 'Bonjour',
    html: '<p>Bonjour</p>',
    ...more,
  })
  const inLetter = async (more: Partial<OutgoingMessage>) => inItem(await bytesOf(message(more)), 'serveur : courrier', 'a.eml')

  test('what is theirs may be told to the very person, and to nobody else', async () => {
    const text = `${one.prenom} ${one.nom}, ${one.telephone}, ${'é'.repeat(60)}`
    expect(await inLetter({ text })).toEqual([])
    const both = [`${one.qui}, courriel`, `${one.qui}, nom`, `${one.qui}, prénom`, `${one.qui}, téléphone`]
    expect((await inLetter({ text, to: 'autre@exemple.test' })).toSorted()).toEqual(both.slice(1))
    expect((await inLetter({ text: `${text} ${one.courriel}`, to: other.courriel })).toSorted()).toEqual(both)
  })

  test.each(['text', 'html', 'subject'] as const)('a name is found in its %s, however it is encoded', async (part) => {
    expect(await inLetter({ to: 'autre@exemple.test', [part]: `${'à'.repeat(50)} ${one.nom}` })).toEqual(NAME)
  })

  test('who has a copy shows their address in the header, and nothing more', async () => {
    const copy = { to: 'autre@exemple.test', cc: [one.courriel] }
    expect(await inLetter(copy)).toEqual([])
    expect(await inLetter({ ...copy, text: one.courriel })).toEqual([`${one.qui}, courriel`])
    expect(await inLetter({ ...copy, text: one.nom })).toEqual(NAME)
  })

  test('a message may be in it, and nowhere else', async () => {
    const word = inventing.message()
    expect(await inLetter({ text: word })).toEqual([])
    expect(await inItem(word, 'serveur : base')).toHaveLength(1)
  })
})

test('an account that is no more is not named where rows are kept', async () => {
  const gone = inventing.professional('Remi')
  expect(await inItem(gone.courriel, 'PostgreSQL : tables')).toEqual(['Remi, professionnel'])
  expect(await inItem(gone.nom, 'serveur : base', 'base.db et son journal')).toEqual(['Remi, professionnel'])
  expect(await inItem(gone.telephone, 'PostgreSQL : tables')).toEqual([])
})

test('people who work are named where accounts are kept, not where things are told', async () => {
  expect(await inItem(colleague.courriel, 'serveur : base')).toEqual([])
  for (const place of ['serveur : sorties', 'réseau : adresses', 'serveur : instantanés', 'poste : journal'] as const)
    expect(await inItem(colleague.courriel, place)).toEqual(['Alix, professionnel'])
})

describe('keys', () => {
  const row = (key: Buffer, nom: string) => ({
    kind: 'orientation',
    id: 'o1',
    doc: createSeal(key).seal('row|orientation|o1', JSON.stringify({ nom })),
  })
  const key = Buffer.from('c0ffee'.padStart(64, '1'), 'hex')
  const rows = [row(key, one.nom)]
  const lying = (bytes: string | Buffer): Item[] => [
    { place: 'serveur : base', nom: 'base.db', bytes: Buffer.from(bytes as Buffer) },
  ]

  test('the server’s own opens what is sealed; another opens nothing', () => {
    expect(needles.in(opened(key, rows)).map(({ needle }) => needle)).toEqual([{ qui: one.qui, quoi: 'nom' }])
    expect(opened(Buffer.alloc(32, 3), rows)).toHaveLength(0)
    expect(keysThatOpen(lying('abcd'.repeat(16)), rows)).toEqual([])
  })

  test.each([
    ['hexadecimal', key.toString('hex')],
    ['base64', key.toString('base64')],
    ['what is compressed', gzipSync(`cle=${key.toString('hex')}\n`)],
  ])('one that lies beside what it opens is found, in %s', (_, content) => {
    expect(keysThatOpen(lying(content), rows)).toEqual([{ ou: 'base.db', key }])
  })

  test('one that is nobody’s is found', () => {
    expect(keysThatOpen([], [row(Buffer.alloc(32), one.nom)])).toMatchObject([{ ou: 'zéros' }])
  })
})
