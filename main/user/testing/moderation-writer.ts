import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { openUserStore } from '../store.ts'
import { signedIn } from './account.ts'
import { actId, noteOf, structureOf, toKeep } from './moderation.ts'
import { key } from './people.ts'

/**
 * A moderator who keeps acts again and again, takes back one in five, and sends the others to a server that is a file of their
 * identifiers, until the process is killed; says each act that was acknowledged, and each that was taken back. Run by
 * moderation-acts-crash.test.ts: `node moderation-writer.ts <folder>`.
 */
const [folder] = process.argv.slice(2)
if (folder === undefined) throw new Error('usage: moderation-writer.ts <folder>')

const store = openUserStore({ folder, key, reserveBytes: 0 })
store.account.set(signedIn('odette'))
for (let turn = 1; ; turn++) {
  store.moderation.keep(toKeep(noteOf(turn), { cible: structureOf(`s${turn % 3}`) }))
  process.stdout.write(`kept ${actId(turn)}\n`)
  if (turn % 5 === 0 && store.moderation.undo(actId(turn))) process.stdout.write(`undone ${actId(turn)}\n`)
  if (turn % 2 === 0) {
    const { act } = store.moderation.next({ now: Date.now(), except: [] })
    if (act !== null) {
      appendFileSync(join(folder, 'serveur.txt'), `${act.acte.id}\n`)
      store.moderation.settle({ userId: act.userId, id: act.acte.id, end: { suite: 'fait', vu: { fiche: 1, dossier: turn } } })
    }
  }
  // Lets the lines out, so that the parent hears of every act that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
