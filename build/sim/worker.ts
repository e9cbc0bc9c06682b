import { explore } from './explore.ts'
import type { Batch, Told } from './farm.ts'

/** One process of farm.ts: runs the batches it is given until there are no more. */
const [folder = ''] = process.argv.slice(2)
const tell = (told: Told): void => {
  // Whoever gave the work may have gone while it was done.
  process.send?.(told, undefined, undefined, (error) => {
    if (error !== null) process.exit(0)
  })
}

process.on('message', (batch: Batch) => {
  void explore({
    ...batch,
    folder,
    onRun: () => {
      tell({ done: 1 })
      return false
    },
  }).then(({ failures }) => {
    for (const failure of failures) tell({ failure })
    tell({ ended: true })
  })
})
// A keyboard interrupts everyone at once: whoever gave the work ends it in good order.
process.on('SIGINT', () => {})
// Whoever gave the work is gone, or has no more.
process.on('disconnect', () => process.exit(0))
