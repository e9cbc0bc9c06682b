import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openUserStore } from '../store.ts'
import { key } from './people.ts'
import { seenService, toRecord } from './usage.ts'

/**
 * A desk that keeps events again and again and sends them to a server that is a file of their identifiers, one line each time one
 * arrives, until the process is killed; says each event that was acknowledged. Run by usage-crash.test.ts: `node usage-writer.ts <folder>`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: usage-writer.ts <folder>')

const store = openUserStore({ folder, key, reserveBytes: 0 })
store.usage.answer({ oui: true })
for (let turn = 1; ; turn++) {
  const event = toRecord({ fait: seenService(`s${turn}`) })
  if (store.usage.keep(event)) process.stdout.write(`${event.id}\n`)
  if (turn % 3 === 0) {
    const events = store.usage.next({ n: 2, bytes: 100_000, today: event.jour })
    appendFileSync(join(folder, 'serveur.txt'), events.map(({ id }) => `${id}\n`).join(''))
    store.usage.done({ ids: events.map(({ id }) => id) })
  }
  // Lets the lines out, so that the parent hears of every event that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
