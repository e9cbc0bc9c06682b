import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readRegressions } from './regressions.ts'
import { run } from './run.ts'
import { shrink } from './shrink.ts'
import { workFolder } from './template.ts'

const folder = workFolder('regressions')
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('what the simulator once found', () => {
  it.each(readRegressions())('$name', async ({ seed, operations }) => {
    const { violation } = await run({ seed, operations, folder: join(folder, 'run') })
    expect(violation).toBeNull()
  })
})

describe('shrinking', () => {
  it('keeps the operations that fail together, and only these', async () => {
    const operations = Array.from({ length: 40 }, (_, at) => at)
    const shortest = await shrink(operations, (list) => Promise.resolve(list.includes(7) && list.includes(31)), 1_000)
    expect(shortest).toEqual([7, 31])
  })

  it('stops when it has tried enough', async () => {
    let tries = 0
    const counted = (list: readonly number[]) => {
      tries++
      return Promise.resolve(list.includes(3))
    }
    await shrink([1, 2, 3, 4, 5, 6, 7, 8], counted, 4)
    expect(tries).toBeLessThanOrEqual(4)
  })
})
