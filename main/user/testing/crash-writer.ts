import { openUserStore } from '../store.ts'
import { draftService, invented, key } from './people.ts'

/**
 * A desk that saves a draft again and again and says each time what was acknowledged, until it is killed.
 * Run by store-crash.test.ts in a process of its own: `node crash-writer.ts <folder>`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: crash-writer.ts <folder>')

const store = openUserStore({ folder, key })
const { id } = store.drafts.create(draftService)
for (let turn = 1; ; turn++) {
  store.drafts.save({ id, content: { ...invented, motif: `Version ${turn}` }, base: turn })
  process.stdout.write(`${id} ${turn}\n`)
  // Lets the line out, so that the parent hears of every save that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
