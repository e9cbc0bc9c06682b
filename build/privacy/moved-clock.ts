/**
 * Loaded before a server or a desk, in each of its threads: a machine whose clock is `PRIVACY_AHEAD_MS` ahead. The clock of a running
 * server is moved on by a message, `{ ahead: <ms> }`; what it does each minute it then does at once, so that years pass in seconds.
 */
import { isMainThread } from 'node:worker_threads'

const MINUTE_MS = 60_000
/** Of what is done each minute. */
const OFTEN_MS = 150

const Real = Date
let ahead = Number(process.env['PRIVACY_AHEAD_MS'] ?? 0)
const now = (): number => Real.now() + ahead
globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget): Date => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: (target) => new target(now()).toString(),
  get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})

if (isMainThread && process.env['PRIVACY_OFTEN'] === '1') {
  const every = globalThis.setInterval
  globalThis.setInterval = ((work: () => void, ms?: number, ...rest: unknown[]) =>
    every(work, ms === MINUTE_MS ? OFTEN_MS : ms, ...rest)) as typeof setInterval
  process.on('message', (message) => {
    if (typeof message !== 'object' || message === null || !('ahead' in message)) return
    ahead = Number(message.ahead)
    // Of threads that begin from now on.
    process.env['PRIVACY_AHEAD_MS'] = String(ahead)
  })
}
