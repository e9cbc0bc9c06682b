/** Loaded before a desk, in each of its threads: a machine whose clock is `ROUNDS_CLOCK_SHIFT_MS` away from the time. */

const Real = Date
const shift = Number(process.env['ROUNDS_CLOCK_SHIFT_MS'])
const now = (): number => Real.now() + shift

globalThis.Date = new Proxy(Real, {
  construct: (target, args, newTarget): Date => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget) as Date,
  apply: (target) => new target(now()).toString(),
  get: (target, name, receiver): unknown => (name === 'now' ? now : Reflect.get(target, name, receiver)),
})
