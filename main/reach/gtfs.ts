import { parse } from 'csv-parse'
import { Readable } from 'node:stream'
import { openZip, type Zip } from '#main/listing/table/zip.ts'
import { TABLE_LIMITS, type TableLimits } from '#main/listing/table/limits.ts'
import { DoraError } from '#shared/errors.ts'
import { CHANGE_S, type Network, type Service, type Walk } from './network.ts'
import { CHANGE_MAX_M, createNear, metresBetween, reserveOf } from './walking.ts'

const MB = 1024 * 1024
export const GTFS_MAX_BYTES = 200 * MB
const LIMITS: TableLimits = { ...TABLE_LIMITS, octets: GTFS_MAX_BYTES, entrees: 200, gonfle: 1_500 * MB, rapport: 250 }
const DAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const

type Row = Readonly<Record<string, string | undefined>>

/** @param champ the file, and the line when it is known: what the person can tell whoever made the timetable */
const unreadable = (champ: string, cause?: unknown): DoraError => new DoraError('gtfs-illisible', { champ }, cause)

async function* rowsOf(zip: Zip, file: string): AsyncGenerator<readonly [Row, number]> {
  const name = zip.names.find((one) => one === file || one.endsWith(`/${file}`))
  if (name === undefined) return
  const parser = Readable.from(zip.read(name)).compose(
    parse({ columns: true, bom: true, relax_column_count: true, skip_empty_lines: true, max_record_size: MB }),
  )
  let line = 1
  try {
    for await (const row of parser) yield [row as Row, ++line]
  } catch (error) {
    if (error instanceof DoraError && error.code === 'tableau-gonfle') throw error
    throw unreadable(`${file}, ligne ${line + 1}`, error)
  }
}

const timeOf = (text: string, where: string): number => {
  const match = /^(\d{1,3}):([0-5]\d):([0-5]\d)$/.exec(text)
  if (match === null) throw unreadable(where)
  return Number(match[1]) * 3600 + Number(match[2]) * 60 + Number(match[3])
}

const dateOf = (text: string | undefined, where: string): string => {
  if (text === undefined || !/^\d{8}$/.test(text)) throw unreadable(where)
  return text
}

const readServices = async (zip: Zip) => {
  type Open = { week: boolean[]; from: string; to: string; exceptions: Map<string, boolean> }
  const byId = new Map<string, Open>()
  for await (const [row, line] of rowsOf(zip, 'calendar.txt')) {
    const where = `calendar.txt, ligne ${line}`
    if (!row['service_id']) throw unreadable(where)
    byId.set(row['service_id'], {
      week: DAYS.map((day) => row[day] === '1'),
      from: dateOf(row['start_date'], where),
      to: dateOf(row['end_date'], where),
      exceptions: new Map(),
    })
  }
  for await (const [row, line] of rowsOf(zip, 'calendar_dates.txt')) {
    const where = `calendar_dates.txt, ligne ${line}`
    const id = row['service_id']
    if (!id || (row['exception_type'] !== '1' && row['exception_type'] !== '2')) throw unreadable(where)
    const service = byId.get(id) ?? { week: DAYS.map(() => false), from: '', to: '', exceptions: new Map<string, boolean>() }
    service.exceptions.set(dateOf(row['date'], where), row['exception_type'] === '1')
    byId.set(id, service)
  }
  if (byId.size === 0) throw unreadable('calendar.txt')
  return byId
}

const readStops = async (zip: Zip) => {
  const stops: { id: string; nom: string; lat: number; lon: number }[] = []
  const index = new Map<string, number>()
  for await (const [row, line] of rowsOf(zip, 'stops.txt')) {
    const id = row['stop_id']
    if (!id) throw unreadable(`stops.txt, ligne ${line}`)
    // Entrances, nodes and boarding areas carry no stop time.
    if (['2', '3', '4'].includes(row['location_type'] ?? '')) continue
    const [lat, lon] = [Number(row['stop_lat'] || NaN), Number(row['stop_lon'] || NaN)]
    if (!(Math.abs(lat) <= 90 && Math.abs(lon) <= 180)) throw unreadable(`stops.txt, ligne ${line}`)
    index.set(id, stops.push({ id, nom: (row['stop_name'] || id).slice(0, 200), lat, lon }) - 1)
  }
  if (stops.length === 0) throw unreadable('stops.txt')
  return { stops, index }
}

type Times = { stop: number; arrival: number; departure: number; closed: number; sequence: number }

/** Times the feed leaves blank between two known ones are no timetable: vehicles are told at the stops that have one. */
const readTimes = async (zip: Zip, stopIndex: ReadonlyMap<string, number>, tripIndex: ReadonlyMap<string, number>) => {
  const byTrip = new Map<number, Times[]>()
  for await (const [row, line] of rowsOf(zip, 'stop_times.txt')) {
    const where = `stop_times.txt, ligne ${line}`
    const stop = stopIndex.get(row['stop_id'] ?? '')
    const trip = tripIndex.get(row['trip_id'] ?? '')
    const [said, left] = [row['arrival_time'] || row['departure_time'], row['departure_time'] || row['arrival_time']]
    if (trip === undefined || !said || !left) continue
    const sequence = Number(row['stop_sequence'] || NaN)
    if (stop === undefined || !Number.isInteger(sequence)) throw unreadable(where)
    const time = {
      stop,
      arrival: timeOf(said, where),
      departure: timeOf(left, where),
      // By telephone or with the driver (2, 3) is no promise that the vehicle comes: it is not counted on.
      closed: ((row['pickup_type'] || '0') === '0' ? 0 : 1) | ((row['drop_off_type'] || '0') === '0' ? 0 : 2),
      sequence,
    }
    if (time.departure < time.arrival) throw unreadable(where)
    const times = byTrip.get(trip)
    if (times === undefined) byTrip.set(trip, [time])
    else times.push(time)
  }
  return byTrip
}

const readWalks = async (zip: Zip, stops: Network['stops'], index: ReadonlyMap<string, number>) => {
  const near = createNear(stops, CHANGE_MAX_M)
  const change = new Int32Array(stops.length).fill(CHANGE_S)
  const walks = stops.map(
    (stop, from) =>
      new Map<number, Walk>(
        near(stop)
          .filter((one) => one.index !== from)
          .map((one) => [one.index, { to: one.index, metres: one.metres, seconds: Math.max(CHANGE_S, reserveOf(one.metres)) }]),
      ),
  )
  for await (const [row] of rowsOf(zip, 'transfers.txt')) {
    const [from, to] = [index.get(row['from_stop_id'] ?? ''), index.get(row['to_stop_id'] ?? '')]
    const of = row['from_trip_id'] || row['to_trip_id'] || row['from_route_id'] || row['to_route_id']
    if (from === undefined || to === undefined || of) continue
    const forbidden = row['transfer_type'] === '3'
    const seconds = Math.max(60, Number(row['min_transfer_time'] || CHANGE_S) || CHANGE_S)
    if (from === to) change[from] = forbidden ? -1 : seconds
    else if (forbidden) walks[from]?.delete(to)
    else {
      const [a, b] = [stops[from], stops[to]]
      if (a !== undefined && b !== undefined) walks[from]?.set(to, { to, seconds, metres: metresBetween(a, b) })
    }
  }
  return { walks: walks.map((one) => [...one.values()]), change }
}

/** Reads a GTFS file whole. @throws DoraError `gtfs-illisible`, which names the file and the line. */
export const readGtfs = async (bytes: Buffer): Promise<Network> => {
  try {
    return await readAll(openZip(bytes, LIMITS))
  } catch (error) {
    if (error instanceof DoraError && error.code === 'gtfs-illisible') throw error
    throw unreadable(error instanceof DoraError && error.code === 'tableau-gonfle' ? 'archive démesurée' : 'archive zip', error)
  }
}

const readAll = async (zip: Zip): Promise<Network> => {
  const { stops, index } = await readStops(zip)
  const byService = await readServices(zip)
  const serviceIds = [...byService.keys()]
  const serviceIndex = new Map(serviceIds.map((id, at) => [id, at]))
  const lines: string[] = []
  const lineIndex = new Map<string, number>()
  for await (const [row, line] of rowsOf(zip, 'routes.txt')) {
    const id = row['route_id']
    if (!id) throw unreadable(`routes.txt, ligne ${line}`)
    lineIndex.set(id, lines.push((row['route_short_name'] || row['route_long_name'] || id).slice(0, 80)) - 1)
  }
  // « Every ten minutes or so » is no timetable: such trips would be told with minutes that are guesses.
  const loose = new Set<string>()
  for await (const [row] of rowsOf(zip, 'frequencies.txt')) if (row['trip_id']) loose.add(row['trip_id'])
  const asked: { service: number; line: number }[] = []
  const tripIndex = new Map<string, number>()
  for await (const [row, line] of rowsOf(zip, 'trips.txt')) {
    const [service, route] = [serviceIndex.get(row['service_id'] ?? ''), lineIndex.get(row['route_id'] ?? '')]
    if (!row['trip_id'] || route === undefined) throw unreadable(`trips.txt, ligne ${line}`)
    if (service === undefined || loose.has(row['trip_id'])) continue
    tripIndex.set(row['trip_id'], asked.push({ service, line: route }) - 1)
  }
  if (asked.length === 0) throw unreadable('trips.txt')
  const byTrip = await readTimes(zip, index, tripIndex)
  const total = [...byTrip.values()].reduce((sum, times) => sum + times.length, 0)
  if (total === 0) throw unreadable('stop_times.txt')
  const [stop, arrival, departure] = [new Int32Array(total), new Int32Array(total), new Int32Array(total)]
  const closed = new Uint8Array(total)
  const trips: Network['trips'][number][] = []
  let at = 0
  for (const [trip, times] of byTrip) {
    const from = at
    let last = 0
    for (const time of times.sort((a, b) => a.sequence - b.sequence)) {
      if (time.arrival < last) throw unreadable(`stop_times.txt, course ${[...tripIndex].find(([, i]) => i === trip)?.[0] ?? ''}`)
      last = time.departure
      stop[at] = time.stop
      arrival[at] = time.arrival
      departure[at] = time.departure
      closed[at] = time.closed
      at++
    }
    trips.push({ service: asked[trip]?.service ?? 0, line: asked[trip]?.line ?? 0, from, to: at })
  }
  const services: readonly Service[] = serviceIds.flatMap((id) => byService.get(id) ?? [])
  return { stops, lines, services, trips, stop, arrival, departure, closed, ...(await readWalks(zip, stops, index)) }
}
