import { Profil } from '#shared/person/profile.ts'
import { PlanDoc } from '#shared/plan/plan.ts'
import { openUserStore } from '../store.ts'
import { key } from './people.ts'

/**
 * A desk that saves a folder and its plan again and again and says each time what was acknowledged, until it is killed.
 * Run by folders-crash.test.ts in a process of its own: `node folders-writer.ts <folder> <code>`.
 */
const [folder, code] = process.argv.slice(2)
if (folder === undefined || code === undefined) throw new Error('usage: folders-writer.ts <folder> <code>')

const store = openUserStore({ folder, key })
store.folderKey.choose({ code })
const { id } = store.folders.create({ profil: { prenom: 'Capucine' } })
const plan = store.plans.create({ doc: PlanDoc.parse({ personneId: id }) })
for (let turn = 1; ; turn++) {
  const note = `Version ${turn}`
  store.folders.save({ id, profil: Profil.parse({ prenom: 'Capucine', note }), base: turn, jours: 90 })
  store.plans.save({ id: plan.id, doc: PlanDoc.parse({ personneId: id, note }), base: turn, jours: 90 })
  process.stdout.write(`${id} ${plan.id} ${turn}\n`)
  // Lets the line out, so that the parent hears of every save that was acknowledged.
  await new Promise((resolve) => setImmediate(resolve))
}
