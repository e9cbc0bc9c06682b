import { expect, test } from 'vitest'
import { createJobRuns } from '../ops/job-runs.ts'
import { createPostman } from './postman.ts'
import { ALICE, BRUNO, CHLOE, mailBenches, refusedMail } from './testing/bench.ts'

const { start } = mailBenches()

test('what is queued while a round is under way leaves with the next, at the same call', async () => {
  let late: (() => void) | null = null
  const { smtp, queue, parts } = await start({ onMessage: () => late?.() })
  const postman = createPostman(parts)
  const queued: Promise<void>[] = []
  late = () => {
    late = null
    queued.push(queue(refusedMail(BRUNO)).then(postman.kick))
  }
  await queue(refusedMail(ALICE))
  postman.kick()
  await postman.idle()
  await Promise.all(queued)
  await postman.idle()
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[ALICE], [BRUNO]])
  await postman.close()
  await queue(refusedMail(CHLOE))
  postman.kick()
  await postman.idle()
  expect(smtp.delivered).toHaveLength(2)
})

test('what is queued while a round that the team began is under way does not wait for the next minute', async () => {
  let late: (() => void) | null = null
  const { smtp, queue, parts, store } = await start({ onMessage: () => late?.() })
  const runs = createJobRuns({ store, now: parts.now, log: parts.log })
  const postman = createPostman({ ...parts, runs })
  const queued: Promise<void>[] = []
  late = () => {
    late = null
    queued.push(queue(refusedMail(BRUNO)))
    postman.kick()
  }
  await queue(refusedMail(ALICE))
  expect(runs.launch('courrier')).toEqual({ etat: 'lancee' })
  await runs.idle()
  await Promise.all(queued)
  await postman.idle()
  expect(smtp.delivered.map(({ to }) => to)).toEqual([[ALICE], [BRUNO]])
})

test('a store that fails is logged, and the next kick starts again', async () => {
  const { smtp, queue, parts, lines } = await start()
  let broken = true
  const store = {
    ...parts.store,
    read: ((work) =>
      broken ? Promise.reject(new Error(`no disk for ${ALICE}`)) : parts.store.read(work)) as typeof parts.store.read,
  }
  const postman = createPostman({ ...parts, store })
  await queue(refusedMail(ALICE))
  postman.kick()
  await postman.idle()
  expect(lines.join('')).toContain('job failed')
  expect(lines.join('')).not.toContain('alice')
  broken = false
  postman.kick()
  await postman.idle()
  expect(smtp.delivered).toHaveLength(1)
})
