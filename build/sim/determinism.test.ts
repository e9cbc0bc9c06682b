import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import { generate } from './operations.ts'
import { run } from './run.ts'
import { workFolder } from './template.ts'

const folder = workFolder('determinism')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it.each([3, 18, 1_000_003])('the seed %i tells the whole run, byte for byte', async (seed) => {
  const operations = generate(seed)
  const first = await run({ seed, operations, folder: join(folder, 'a') })
  const again = await run({ seed, operations, folder: join(folder, 'b') })
  expect(again.trace).toEqual(first.trace)
  expect(again.digest).toBe(first.digest)
  expect(first.trace.length).toBeGreaterThan(operations.length)
})

it('another seed is another run', async () => {
  const operations = generate(3)
  const first = await run({ seed: 3, operations, folder: join(folder, 'c') })
  const other = await run({ seed: 4, operations: generate(4), folder: join(folder, 'd') })
  expect(other.digest).not.toBe(first.digest)
})
