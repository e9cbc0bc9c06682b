import { createEngine } from '#main/catalogue/engine.ts'
import { inChild, memory } from './in-child.ts'
import { type Input, readQueries, runQueries } from './run-queries.ts'
import type { EngineFigures } from './samples.ts'

/** The same engine in the calling thread, as the peers run: what crossing to the worker costs is the difference. */
await inChild<Input, EngineFigures>(async ({ file, queries, now, budgetMs }) => {
  const set = readQueries(queries)
  const started = performance.now()
  const engine = createEngine(file)
  const buildMs = performance.now() - started
  const figures = await runQueries(set, ({ query, place }) => engine.search({ query, place, now }).total, budgetMs)
  const used = memory()
  engine.close()
  return { ...figures, buildMs, ...used }
})
