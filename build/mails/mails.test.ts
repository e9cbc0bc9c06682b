import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MailTemplate } from '#server/mail/template.ts'
import { OTHERS } from './others.ts'
import { previews } from './previews.ts'

const FOLDER = join(import.meta.dirname, '../../docs/courriels')

test('the previews of docs/courriels are what the server writes: `npm run mails` writes them again', async () => {
  const files = await previews()
  expect(readdirSync(FOLDER).sort()).toEqual([...files.keys()].sort())
  for (const [name, content] of files) expect([name, readFileSync(join(FOLDER, name), 'utf8')]).toEqual([name, content])
})

test('every kind of message has one', async () => {
  const kinds = MailTemplate.options.map(({ shape }) => shape.kind.value)
  const shown = new Set<string>(OTHERS.map(({ template }) => template.kind))
  const requests = kinds.filter((kind) => !shown.has(kind))
  expect(requests.every((kind) => kind.startsWith('orientation-') || kind === 'moderation-rejetee')).toBe(true)
  // Those of requests, by DORA: as many texts as kinds, and the referent's of those that two people receive.
  const names = [...(await previews()).keys()].filter((name) => /^orientation-.*\.txt$/.test(name) && !name.includes('-emplois'))
  expect(names.length).toBeGreaterThanOrEqual(requests.length)
})
