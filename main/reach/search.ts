import { type Network, runs, shiftDay } from './network.ts'

/**
 * Earliest arrivals by a scan of the day's connections in order of departure (Dibbelt, Pajor, Strasser, Wagner, « Connection Scan
 * Algorithm », 2018), and latest departures by scanning once for each moment at which one may leave.
 */

const DAY_S = 86_400
const NEVER = 0x7fffffff

/** Of one day, the vehicles of the evening before still running and those of the night after included. */
export type DayPlan = {
  readonly network: Network
  readonly from: Int32Array
  readonly to: Int32Array
  readonly departure: Int32Array
  readonly arrival: Int32Array
  readonly run: Int32Array
  readonly closed: Uint8Array
  readonly lineOfRun: Int32Array
}

export const planDay = (network: Network, day: string): DayPlan => {
  const rows: [dep: number, arr: number, from: number, to: number, run: number, closed: number][] = []
  const lines: number[] = []
  for (const shift of [-1, 0, 1]) {
    const active = network.services.map((service) => runs(service, shiftDay(day, shift)))
    for (const trip of network.trips) {
      if (active[trip.service] !== true) continue
      const run = lines.push(trip.line) - 1
      for (let at = trip.from; at + 1 < trip.to; at++) {
        const departure = (network.departure[at] ?? 0) + shift * DAY_S
        const arrival = (network.arrival[at + 1] ?? 0) + shift * DAY_S
        if (departure < 0 || departure > DAY_S * 1.25) continue
        const closed = ((network.closed[at] ?? 0) & 1) | ((network.closed[at + 1] ?? 0) & 2)
        rows.push([departure, arrival, network.stop[at] ?? 0, network.stop[at + 1] ?? 0, run, closed])
      }
    }
  }
  rows.sort((a, b) => a[0] - b[0])
  const column = (index: 0 | 1 | 2 | 3 | 4) => Int32Array.from(rows, (row) => row[index])
  return {
    network,
    departure: column(0),
    arrival: column(1),
    from: column(2),
    to: column(3),
    run: column(4),
    closed: Uint8Array.from(rows, (row) => row[5]),
    lineOfRun: Int32Array.from(lines),
  }
}

/** A stop within a walk, and the seconds kept for it. */
export type Access = { readonly index: number; readonly metres: number; readonly seconds: number }

export type Leg = {
  readonly line: string
  readonly from: number
  readonly to: number
  readonly departure: number
  readonly arrival: number
  /** On foot before it, from the stop where the last one was left; 0 at the same stop. */
  readonly metres: number
}

export type Arrivals = {
  /** Seconds, by a vehicle at this stop; null when it is not reached. */
  readonly at: (stop: number) => number | null
  /** How; empty when it is not reached. */
  readonly legs: (stop: number) => readonly Leg[]
}

const firstAt = (departure: Int32Array, time: number): number => {
  let [low, high] = [0, departure.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((departure[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** @param until seconds: nothing that arrives later is looked at */
export const arrivalsFrom = (plan: DayPlan, access: readonly Access[], start: number, until: number): Arrivals => {
  const { network, from, to, departure, arrival, run, closed, lineOfRun } = plan
  const count = network.stops.length
  const ready = new Int32Array(count).fill(NEVER)
  /** Stop where the vehicle before was left; -1 at the start. */
  const came = new Int32Array(count).fill(-1)
  const walked = new Int32Array(count)
  const reached = new Int32Array(count).fill(NEVER)
  const last = new Int32Array(count).fill(-1)
  const boarded = new Int32Array(lineOfRun.length).fill(-1)
  for (const { index, seconds } of access) ready[index] = Math.min(ready[index] ?? NEVER, start + seconds)

  const offer = (stop: number, time: number, origin: number, metres: number): void => {
    if (time >= (ready[stop] ?? 0)) return
    ready[stop] = time
    came[stop] = origin
    walked[stop] = metres
  }
  for (let at = firstAt(departure, start); at < departure.length; at++) {
    const leaves = departure[at] ?? 0
    if (leaves > until) break
    const vehicle = run[at] ?? 0
    const shut = closed[at] ?? 0
    if (boarded[vehicle] === -1) {
      if ((shut & 1) !== 0 || (ready[from[at] ?? 0] ?? NEVER) > leaves) continue
      boarded[vehicle] = at
    }
    const [stop, arrives] = [to[at] ?? 0, arrival[at] ?? 0]
    if ((shut & 2) !== 0 || arrives > until || arrives >= (reached[stop] ?? 0)) continue
    reached[stop] = arrives
    last[stop] = at
    const change = network.change[stop] ?? 0
    if (change >= 0) offer(stop, arrives + change, stop, 0)
    for (const walk of network.walks[stop] ?? []) offer(walk.to, arrives + walk.seconds, stop, walk.metres)
  }

  const legs = (goal: number): readonly Leg[] => {
    const found: Leg[] = []
    let stop = goal
    while (stop !== -1) {
      const end = last[stop] ?? -1
      if (end === -1) return []
      const begin = boarded[run[end] ?? 0] ?? end
      const board = from[begin] ?? 0
      found.unshift({
        line: network.lines[lineOfRun[run[end] ?? 0] ?? 0] ?? '',
        from: board,
        to: stop,
        departure: departure[begin] ?? 0,
        arrival: arrival[end] ?? 0,
        metres: walked[board] ?? 0,
      })
      stop = came[board] ?? -1
    }
    return found
  }
  return { at: (stop) => (reached[stop] === NEVER ? null : (reached[stop] ?? null)), legs }
}

export type Journey = { readonly legs: readonly Leg[]; readonly access: Access; readonly egress: Access }

/** A journey longer than this is none that one tells a person to make for an appointment. */
export const LONGEST_S = 3 * 3600

/**
 * For each destination, the journey that leaves last and is there by `deadline`, the walks at both ends included in reserve.
 * @param goals stops near each destination
 */
export const arriveBefore = (
  plan: DayPlan,
  access: readonly Access[],
  goals: readonly (readonly Access[])[],
  deadline: number,
): readonly (Journey | null)[] => {
  const found: (Journey | null)[] = goals.map(() => null)
  const waiting = new Set(goals.keys())
  const reserve = new Map(access.map(({ index, seconds }) => [index, seconds]))
  const starts = new Set<number>()
  for (let at = firstAt(plan.departure, Math.max(0, deadline - LONGEST_S)); at < plan.departure.length; at++) {
    const leaves = plan.departure[at] ?? 0
    if (leaves > deadline) break
    const seconds = reserve.get(plan.from[at] ?? 0)
    if (seconds !== undefined && leaves - seconds >= 0) starts.add(leaves - seconds)
  }
  for (const start of [...starts].toSorted((a, b) => b - a)) {
    if (waiting.size === 0) break
    const arrivals = arrivalsFrom(plan, access, start, deadline)
    for (const goal of waiting) {
      let best: Access | null = null
      let soonest = deadline
      for (const one of goals[goal] ?? []) {
        const time = arrivals.at(one.index)
        if (time === null || time + one.seconds > soonest) continue
        soonest = time + one.seconds
        best = one
      }
      if (best === null) continue
      const legs = arrivals.legs(best.index)
      const first = access.find(({ index }) => index === legs[0]?.from)
      if (first === undefined) continue
      found[goal] = { legs, access: first, egress: best }
      waiting.delete(goal)
    }
  }
  return found
}
