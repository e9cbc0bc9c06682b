import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Rare facts of the exchanges that a desk has logged, in order: « installed snapshot none », « mine-reset epoch_changed »… */
export const reportsOf = (desk: string): readonly string[] => {
  const file = join(desk, 'logs', 'desk.log')
  if (!existsSync(file)) return []
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap(
      (line) =>
        /"what":"sync: ((?:installed|recounted|diverged|mine-reset|forked|poison|scope-dropped) [^"]*)"/.exec(line)?.[1] ?? [],
    )
}
