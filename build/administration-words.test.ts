import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MailTemplate } from '#server/mail/template.ts'

/** « Administration » names in French each job of the server and each kind of letter: the renderer knows neither by its types. */

const root = join(import.meta.dirname, '..')
const words = readFileSync(join(root, 'renderer/src/i18n/administration.ts'), 'utf8')
const isNamed = (name: string): boolean => words.includes(`\n  '${name}': `) || words.includes(`\n  ${name}: `)

test('each kind of letter has a name', () => {
  const kinds = MailTemplate.options.map(({ shape }) => shape.kind.value)
  expect(kinds.length).toBeGreaterThan(40)
  expect(kinds.filter((kind) => !isNamed(kind))).toEqual([])
})

test('each job has a name', () => {
  // Made known by `createEvery`, by `told` of jobs.ts, by `tell` of the postman.
  const told = /(?:every|look|FORGET_EVERY_MS|_EVERY_MS|\b0)\)?\(?,? ?'([a-z-]+)', |\b(?:told|tell)\??\.?\('([a-z-]+)',/g
  const jobs = ['server/ops', 'server/mail'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .flatMap((file) =>
        [...readFileSync(join(root, folder, file), 'utf8').matchAll(told)].map(([, one, other]) => one ?? other),
      ),
  )
  expect(jobs).toEqual(expect.arrayContaining(['backup', 'courrier', 'demandes', 'doublons', 'usage-ancien']))
  expect(jobs.filter((job) => job === undefined || !isNamed(job))).toEqual([])
})
