import { readFile } from 'node:fs/promises'
import { readGtfs } from './gtfs.ts'
import { daysOf, type Network, runs } from './network.ts'
import { type Access, arrivalsFrom, arriveBefore, type DayPlan, type Journey, planDay } from './search.ts'
import { createNear, reserveOf, WALK_MAX_M } from './walking.ts'

type Point = { readonly lat: number; readonly lon: number }
type Asked = { readonly file: string; readonly place: Point; readonly jour: string }

export type Summary = { readonly du: string; readonly au: string; readonly arrets: number; readonly lignes: number }
/** A journey in words, times of the timetable alone. */
export type Told = {
  readonly minutes: number
  readonly depart: string
  readonly arrivee: string
  readonly correspondances: number
  readonly etapes: string[]
}

export type ReachedStop = Point & { readonly nom: string; readonly minutes: number }

/** A day's plan weighs as much as the network: two are enough for someone who compares. */
const PLANS = 2

/** @returns `HH:MM`; what runs after midnight is told by the clock */
export const clock = (seconds: number): string => {
  const minutes = Math.floor(seconds / 60) % 1440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

export const secondsOf = (heure: string): number => {
  const [hours, minutes] = heure.split(':').map(Number)
  return (hours ?? 0) * 3600 + (minutes ?? 0) * 60
}

const flies = (metres: number): string => `${Math.max(10, Math.round(metres / 10) * 10)} m à vol d’oiseau`

const tell = ({ stops }: Network, { legs, access, egress }: Journey): Told => {
  const name = (stop: number) => stops[stop]?.nom ?? ''
  const [first, last] = [legs[0], legs.at(-1)]
  const from = first?.departure ?? 0
  const to = last?.arrival ?? from
  return {
    minutes: Math.ceil((to - from) / 60),
    depart: clock(from),
    arrivee: clock(to),
    correspondances: legs.length - 1,
    etapes: [
      `À pied jusqu’à l’arrêt ${name(access.index)}\u202f: ${flies(access.metres)}`,
      ...legs.flatMap((leg) => [
        ...(leg.metres > 0 ? [`À pied jusqu’à l’arrêt ${name(leg.from)}\u202f: ${flies(leg.metres)}`] : []),
        `${clock(leg.departure)} ligne ${leg.line}, de ${name(leg.from)} à ${name(leg.to)} (arrivée ${clock(leg.arrival)})`,
      ]),
      `À pied depuis l’arrêt ${name(egress.index)}\u202f: ${flies(egress.metres)}`,
    ],
  }
}

/** The timetables of this desk, read when first asked about, in the thread that answers. One is kept in memory. */
export const createTransit = () => {
  let kept: { readonly file: string; readonly network: Promise<Network>; readonly plans: Map<string, DayPlan> } | null = null
  const open = (file: string) => {
    if (kept?.file === file) return kept
    const network = readFile(file).then(readGtfs)
    const now = { file, network, plans: new Map<string, DayPlan>() }
    network.catch(() => {
      if (kept === now) kept = null
    })
    kept = now
    return now
  }

  const dayOf = async ({ file, place, jour }: Asked) => {
    const { network: reading, plans } = open(file)
    const network = await reading
    const near = createNear(network.stops, WALK_MAX_M)
    const around = (at: Point): readonly Access[] =>
      near(at).map(({ index, metres }) => ({ index, metres, seconds: reserveOf(metres) }))
    const access = around(place)
    // Nothing runs that day, or no stop is near: this timetable has nothing to say, rather than that all is out of reach.
    if (access.length === 0 || !network.services.some((service) => runs(service, jour))) return null
    let plan = plans.get(jour)
    if (plan === undefined) {
      plan = planDay(network, jour)
      if (plans.size >= PLANS) plans.delete([...plans.keys()][0] ?? '')
      plans.set(jour, plan)
    }
    return { network, plan, access, around }
  }

  return {
    /** @throws DoraError `gtfs-illisible` */
    look: async ({ file }: { readonly file: string }): Promise<Summary | null> => {
      const network = await readGtfs(await readFile(file))
      const days = daysOf(network)
      return days === null ? null : { ...days, arrets: network.stops.length, lignes: network.lines.length }
    },
    /** Stops reached by a vehicle, minutes counted from `depart`; null where this timetable has nothing to say. */
    isochrone: async (asked: Asked & { readonly depart: string; readonly minutes: number }): Promise<ReachedStop[] | null> => {
      const day = await dayOf(asked)
      if (day === null) return null
      const start = secondsOf(asked.depart)
      const arrivals = arrivalsFrom(day.plan, day.access, start, start + asked.minutes * 60)
      return day.network.stops.flatMap(({ nom, lat, lon }, index) => {
        const time = arrivals.at(index)
        return time === null ? [] : [{ nom, lat, lon, minutes: Math.ceil((time - start) / 60) }]
      })
    },
    /** For each destination in order; null where this timetable has nothing to say of the place or the day. */
    arriver: async (
      asked: Asked & { readonly vers: readonly (Point | null)[]; readonly arrivee: string },
    ): Promise<(Told | null)[] | null> => {
      const day = await dayOf(asked)
      if (day === null) return null
      const goals = asked.vers.map((at) => (at === null ? [] : day.around(at)))
      return arriveBefore(day.plan, day.access, goals, secondsOf(asked.arrivee)).map((journey) =>
        journey === null ? null : tell(day.network, journey),
      )
    },
    forget: (_: null): void => {
      kept = null
    },
  }
}
export type TransitMethods = ReturnType<typeof createTransit>
