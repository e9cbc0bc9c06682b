import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Duration, Query, Router, Time } from 'minotor'
import { GtfsParser } from 'minotor/parser'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { CHANGE_S } from './network.ts'
import { readGtfs } from './gtfs.ts'
import { arrivalsFrom, planDay } from './search.ts'
import { testGtfs } from './testing/gtfs.ts'

/** Another router, of others (peers.md §5 row 4: « error vs reference router »), over the same file, read by its own parser. */
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'dora-reference-'))
  writeFileSync(join(folder, 'gtfs.zip'), testGtfs())
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('arrives when the reference router does, from each stop, at each half hour', async () => {
  const network = await readGtfs(testGtfs())
  const plan = planDay(network, '2026-03-02')
  const { timetable, stopsIndex } = await new GtfsParser(join(folder, 'gtfs.zip')).parse(new Date(2026, 2, 2))
  const router = new Router(timetable, stopsIndex)
  let compared = 0
  for (const [origin, from] of network.stops.entries())
    for (let start = 6.5 * 3600; start < 10 * 3600; start += 1800) {
      const query = new Query.Builder().from(from.id).departureTime(Time.fromSeconds(start))
      const result = router.route(query.minTransferTime(Duration.fromSeconds(CHANGE_S)).build())
      const arrivals = arrivalsFrom(plan, [{ index: origin, metres: 0, seconds: 0 }], start, 86_400)
      network.stops.forEach(({ id, nom }, stop) => {
        // Reached on foot, or by a change that only one of the two knows (hospital): not a vehicle's arrival.
        const legs = arrivals.legs(stop)
        if (legs.length === 0 || legs.some(({ metres, from: at }) => metres > 0 && network.stops[at]?.id === 'C1')) return
        const theirs = result.arrivalAt(id)?.time.toSeconds()
        expect([nom, theirs]).toEqual([nom, arrivals.at(stop)])
        compared++
      })
    }
  expect(compared).toBeGreaterThan(60)
})
