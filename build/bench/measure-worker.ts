import { workerUrl } from '#main/worker/locate.ts'
import { startWorker } from '#main/worker/start.ts'
import type { CatalogueMethods } from '#main/catalogue/worker.ts'
import { inChild, memory } from './in-child.ts'
import { type Input, readQueries, runQueries, wholeProcess } from './run-queries.ts'
import type { EngineFigures } from './samples.ts'

/** The desk as it runs: a question crosses to the catalogue's worker and its answer comes back. */
await inChild<Input, EngineFigures & { readonly insideMs: readonly number[] }>(async ({ file, queries, now, budgetMs }) => {
  const set = readQueries(queries)
  const started = performance.now()
  const worker = startWorker<CatalogueMethods>(workerUrl('catalogue'), { file })
  await worker.remote.info(undefined)
  const buildMs = performance.now() - started
  const inside: number[] = []
  const figures = await runQueries(
    set,
    async ({ query, place }) => {
      const { total, ms } = await worker.remote.search({ query, place, now })
      inside.push(ms)
      return total
    },
    budgetMs,
    wholeProcess,
  )
  const used = memory()
  await worker.stop()
  return { ...figures, buildMs, insideMs: inside.slice(-figures.samples.length), ...used }
})
