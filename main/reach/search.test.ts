import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CHANGE_S, type Network, type Walk } from './network.ts'
import { type Access, arrivalsFrom, arriveBefore, type Leg, planDay } from './search.ts'

const DAY = '2026-03-02'
const STOPS = 6

type Trip = { readonly stops: readonly number[]; readonly start: number; readonly steps: readonly number[] }
type Small = { readonly trips: readonly Trip[]; readonly walks: readonly { from: number; to: number; minutes: number }[] }

const minutes = (value: number) => value * 60

const networkOf = ({ trips, walks }: Small): Network => {
  const times = trips.map(({ stops, start, steps }) => {
    let now = minutes(start)
    return stops.map((stop, at) => ({ stop, time: (now += at === 0 ? 0 : minutes(steps[at] ?? 1)) }))
  })
  const flat = times.flat()
  let from = 0
  return {
    stops: Array.from({ length: STOPS }, (_, id) => ({ id: String(id), nom: `Arrêt ${id}`, lat: 48, lon: id / 10 })),
    lines: trips.map((_, at) => `L${at}`),
    services: [{ week: Array<boolean>(7).fill(true), from: '20260101', to: '20261231', exceptions: new Map() }],
    trips: times.map((one, line) => ({ service: 0, line, from, to: (from += one.length) })),
    stop: Int32Array.from(flat, ({ stop }) => stop),
    arrival: Int32Array.from(flat, ({ time }) => time),
    departure: Int32Array.from(flat, ({ time }) => time),
    closed: new Uint8Array(flat.length),
    walks: Array.from({ length: STOPS }, (_, stop): readonly Walk[] =>
      walks
        .filter(({ from: one, to }) => one === stop && to !== stop)
        .map(({ to, minutes: long }) => ({ to, seconds: minutes(long), metres: long * 50 })),
    ),
    change: new Int32Array(STOPS).fill(CHANGE_S),
  }
}

const small: fc.Arbitrary<Small> = fc.record({
  trips: fc.array(
    fc.record({
      stops: fc.array(fc.nat(STOPS - 1), { minLength: 2, maxLength: 5 }),
      start: fc.integer({ min: 360, max: 480 }),
      steps: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 5, maxLength: 5 }),
    }),
    { minLength: 1, maxLength: 10 },
  ),
  walks: fc.array(fc.record({ from: fc.nat(STOPS - 1), to: fc.nat(STOPS - 1), minutes: fc.integer({ min: 2, max: 8 }) }), {
    maxLength: 4,
  }),
})

const at = (index: number, seconds = 0): Access => ({ index, metres: 0, seconds })

/** Written another way: every ride of every vehicle is tried, over and over, until nothing arrives sooner. */
const naive = (network: Network, origin: number, start: number): readonly number[] => {
  const reached = Array<number>(STOPS).fill(Infinity)
  const ready = (stop: number): number => {
    let soonest = stop === origin ? start : Infinity
    network.stops.forEach((_, other) => {
      if (other === stop) soonest = Math.min(soonest, (reached[other] ?? Infinity) + CHANGE_S)
      for (const { to, seconds } of network.walks[other] ?? [])
        if (to === stop) soonest = Math.min(soonest, (reached[other] ?? Infinity) + seconds)
    })
    return soonest
  }
  for (let changed = true; changed;) {
    changed = false
    for (const { from, to } of network.trips)
      for (let on = from; on < to; on++) {
        if (ready(network.stop[on] ?? 0) > (network.departure[on] ?? 0)) continue
        for (let off = on + 1; off < to; off++) {
          const [stop, time] = [network.stop[off] ?? 0, network.arrival[off] ?? 0]
          if (time >= (reached[stop] ?? 0)) continue
          reached[stop] = time
          changed = true
        }
      }
  }
  return reached
}

const holds = (network: Network, legs: readonly Leg[]): void => {
  legs.forEach((leg, index) => {
    expect(leg.arrival).toBeGreaterThan(leg.departure)
    const before = legs[index - 1]
    if (before === undefined) return
    const walk = (network.walks[before.to] ?? []).filter(({ to }) => to === leg.from).map(({ seconds }) => seconds)
    const least = Math.min(...walk, before.to === leg.from ? CHANGE_S : Infinity)
    expect(leg.departure - before.arrival).toBeGreaterThanOrEqual(least)
  })
}

describe('on random networks', () => {
  it('arrives as early as a naive search, and each leg leaves after the former has arrived', () => {
    fc.assert(
      fc.property(small, fc.integer({ min: 350, max: 470 }), (drawn, leave) => {
        const network = networkOf(drawn)
        const start = minutes(leave)
        const arrivals = arrivalsFrom(planDay(network, DAY), [at(0)], start, 86_400)
        const expected = naive(network, 0, start)
        network.stops.forEach((_, stop) => {
          const time = arrivals.at(stop)
          expect(time ?? Infinity).toBe(expected[stop])
          const legs = arrivals.legs(stop)
          expect(legs.at(-1)?.arrival ?? null).toBe(time)
          expect(legs[0]?.from ?? 0).toBe(0)
          if (legs[0] !== undefined) expect(legs[0].departure).toBeGreaterThanOrEqual(start)
          holds(network, legs)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('is there before the hour, leaves as late as a naive search finds, and a later hour never loses a journey', () => {
    const longest = 3 * 3600
    fc.assert(
      fc.property(small, fc.integer({ min: 380, max: 500 }), fc.nat(60), (drawn, hour, more) => {
        const network = networkOf(drawn)
        const plan = planDay(network, DAY)
        const goals = network.stops.map((_, stop) => [at(stop, 60)])
        const [deadline, later] = [minutes(hour), minutes(hour + more)]
        const found = arriveBefore(plan, [at(0, 120)], goals, deadline)
        const then = arriveBefore(plan, [at(0, 120)], goals, later)
        network.stops.forEach((_, stop) => {
          const journey = found[stop]
          // Every minute one could leave at, from the last.
          let last: number | null = null
          for (let leave = deadline; leave >= deadline - longest && last === null; leave -= 60)
            if ((naive(network, 0, leave)[stop] ?? Infinity) + 60 <= deadline) last = leave
          expect(journey?.legs[0]?.departure ?? null).toBe(last)
          if (journey == null) return
          expect((journey.legs.at(-1)?.arrival ?? 0) + 60).toBeLessThanOrEqual(deadline)
          holds(network, journey.legs)
          const left = journey.legs[0]?.departure ?? 0
          // Unless it left too long before the later hour: no journey is looked for there.
          if (left >= later - longest) expect(then[stop]?.legs[0]?.departure ?? 0).toBeGreaterThanOrEqual(left)
        })
      }),
      { numRuns: 25 },
    )
  })
})
