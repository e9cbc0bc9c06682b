import { canonicalJson } from '#shared/sync/canonical.ts'
import { convergenceOf } from './convergence.ts'
import { rowKey } from './history.ts'
import type { World } from './run.ts'
import { seal } from './server.ts'
import { deliverLate, signIn } from './steps.ts'
import { Violation } from './violation.ts'
import { docOf } from '#server/sync/rows.ts'

/** A file that does not add up is made again at most every six hours: a round is a little more. */
const ROUND_MS = 7 * 3_600_000
const ROUNDS = 6

/** Faults off: within a few rounds everything must be everywhere (I1, I2, I9). */
export const settleDown = async (world: World): Promise<void> => {
  world.sync = null
  await deliverLate(world)
  for (const desk of world.desks) {
    desk.clearSkew()
    const userId = desk.userId()
    if (userId !== null && desk.user().state().account === null) await signIn(world, desk, userId)
  }
  for (let round = 0; round < ROUNDS; round++) {
    let quiet = true
    for (const desk of world.desks) {
      world.now += ROUND_MS
      const outcome = await desk.exchange()
      if (outcome?.sessionExpired === true) {
        const userId = desk.userId()
        if (userId !== null) await signIn(world, desk, userId)
      }
      if (
        outcome === null ||
        outcome.failure !== null ||
        !outcome.upToDate ||
        outcome.mineChanged ||
        outcome.catalogueChanged ||
        outcome.sessionExpired
      )
        quiet = false
      if (round === ROUNDS - 1 && outcome?.failure != null)
        return world.fail(new Violation('I9', `desk ${desk.index} still says ${outcome.failure.code}`))
      desk.check()
      desk.checkMine()
    }
    if (quiet && round > 0) break
  }
  await converged(world)
}

const converged = async (world: World): Promise<void> => {
  const { server } = world
  const { head, docs, mine } = await server.store().read(async (reader) => {
    const lines = new Map<string, string>()
    for (const kind of ['structure', 'service'])
      for await (const { id, doc } of reader.scan(kind)) lines.set(rowKey(kind, id), doc as string)
    const own = new Map<string, string>()
    for await (const entity of reader.scan('favourite')) own.set(entity.id, canonicalJson(docOf(seal, entity) as never))
    return { head: await reader.head(), docs: lines, mine: own }
  })
  for (const desk of world.desks) {
    const wrong = convergenceOf(desk, { head, docs, mine })
    if (wrong !== null) world.fail(new Violation(wrong.invariant, `desk ${desk.index}: ${wrong.message}`))
  }
  world.intentions.check(
    world.desks.map((desk) => ({ index: desk.index, user: desk.user(), userId: desk.userId() })),
    server.ledger,
  )
}
