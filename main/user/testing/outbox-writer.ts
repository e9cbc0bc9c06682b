import { openUserStore } from '../store.ts'
import { signedIn } from './account.ts'
import { key } from './people.ts'

/**
 * A person signed in who writes a note again and again, each sent half of the time, until the process is killed; says each note
 * that was acknowledged. Run by outbox-crash.test.ts: `node outbox-writer.ts <folder>`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: outbox-writer.ts <folder>')

const store = openUserStore({ folder, key, reserveBytes: 0 })
store.account.set(signedIn('odette'))
store.favourites.add({ kind: 'service', id: 's1', nom: 'Atelier' })
for (let turn = 1; ; turn++) {
  store.favourites.update({ kind: 'service', id: 's1', note: `Note ${turn}` })
  process.stdout.write(`${turn}\n`)
  if (turn % 2 === 0) {
    const epoch = 'a'.repeat(32)
    const results = store.outbox
      .take('odette', Date.now())
      .mutations.map(({ mut_id }) => ({ mut_id, status: 'applied' as const, seq: turn, ver: turn }))
    store.outbox.settle({ epoch, head: turn, durableSeq: 0, results })
  }
  // Lets the line out, so that the parent hears of every note that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
