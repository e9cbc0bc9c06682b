import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { folderTransport, forgetLetters, MAIL_FOLDER } from './folder.ts'
import { createMailer } from './mailer.ts'
import { FROM, linkMail, START } from './testing/bench.ts'
import { readMessage } from './testing/message.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-courrier-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const DAY_MS = 24 * 60 * 60_000
const send = (id: string, now = START): Promise<void> =>
  createMailer({ transport: folderTransport(folder), from: FROM }).send({ id, now, ...linkMail('alice@exemple.test') })
const files = (): readonly string[] => readdirSync(join(folder, MAIL_FOLDER)).sort()

test('with no mail server, a message is a complete file that its owner alone reads', async () => {
  await send('m-1')
  expect(folderTransport(folder).delivers).toBe(false)
  expect(files()).toEqual(['20261123T090000Z-m-1.eml'])
  const file = join(folder, MAIL_FOLDER, '20261123T090000Z-m-1.eml')
  if (process.platform !== 'win32') {
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, MAIL_FOLDER)).mode & 0o777).toBe(0o700)
  }
  const message = readMessage(readFileSync(file))
  expect(message).toMatchObject({ subject: 'Votre lien de connexion pour DORA', link: 'https://dora.exemple.test/entrer#abc' })
  expect(message.headers.get('to')).toBe('alice@exemple.test')
  expect(message.headers.get('from')).toBe(`DORA <${FROM.address}>`)
})

test('the same message again is the same file', async () => {
  await send('m-1')
  await send('m-1')
  await send('m-2')
  expect(files()).toEqual(['20261123T090000Z-m-1.eml', '20261123T090000Z-m-2.eml'])
})

test('those of last week go by the clock, though no other is written; other files stay', async () => {
  expect(forgetLetters(folder, START)).toBe(0)
  await send('m-1')
  await send('m-2', START + DAY_MS)
  writeFileSync(join(folder, MAIL_FOLDER, '20261123T090000Z-m-3.eml.tmp'), 'coupé')
  for (const name of ['notes.txt', 'm-4.eml']) writeFileSync(join(folder, MAIL_FOLDER, name), 'à garder')
  expect(forgetLetters(folder, START + 7 * DAY_MS)).toBe(0)
  expect(forgetLetters(folder, START + 7 * DAY_MS + 1)).toBe(2)
  expect(files()).toEqual(['20261124T090000Z-m-2.eml', 'm-4.eml', 'notes.txt'])
})

test('a file where the folder should be is told, and fails nothing else', async () => {
  writeFileSync(join(folder, MAIL_FOLDER), '')
  await expect(send('m-1')).rejects.toMatchObject({ fate: 'unreachable', code: 'EEXIST' })
})
