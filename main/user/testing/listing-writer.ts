import { openUserStore } from '../store.ts'
import { signedIn } from './account.ts'
import { on, serviceRow, structureRow } from './listing.ts'
import { key } from './people.ts'

/**
 * A desk that types into a listing again and again and says each time what was acknowledged, until it is killed.
 * Run by working-copies-crash.test.ts in a process of its own: `node listing-writer.ts <folder>`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: listing-writer.ts <folder>')

const told = [structureRow(), serviceRow()]
const store = openUserStore({ folder, key, reserveBytes: 0 })
store.account.set(signedIn('odette'))
const { doc } = store.listing.edit(on(told))
for (let turn = 1; ; turn++) {
  store.listing.save({ ...on(told), doc: { ...doc, description: `Version ${turn}` }, base: turn - 1 })
  process.stdout.write(`${turn}\n`)
  // Lets the line out, so that the parent hears of every save that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
