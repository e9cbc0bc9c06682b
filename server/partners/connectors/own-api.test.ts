import { expect, onTestFinished, test, vi } from 'vitest'
import { SERVICE_FIELDS, STRUCTURE_FIELDS } from '#server/opendata/record.ts'
import { startTestServer } from '#server/http/testing/harness.ts'
import { apiOf, demandeOf, openPartner, openScene, serviceOf, structureOf } from './testing/scene.ts'

/** A connector to the API of another DORA: what comes out of one goes into the other, equal in all that both have. */

vi.setConfig({ testTimeout: 60_000 })

/** Reckoned by whoever tells it, at each telling. */
const RECKONED: readonly string[] = ['score_qualite']

test('what one server tells by its API is what another takes by a connector', async () => {
  const server = await startTestServer()
  onTestFinished(server.stop)
  const ids = Array.from({ length: 25 }, (_, n) => n)
  const partner = await openPartner(
    apiOf(() => ({
      structures: ids.map((n) => structureOf('alpha', n, { site_web: 'https://exemple.test/' })),
      services: ids.map((n) => serviceOf('alpha', n, { horaires_accueil: 'Mo-Fr 09:00-12:00' })),
    })),
  )
  const first = await openScene({ store: server.store })
  await first.run(await first.add(demandeOf(partner.origin)))

  const { add, run, sheets } = await openScene({ limits: { page: 10 } })
  const id = await add(demandeOf(server.origin))
  expect(await run(id)).toMatchObject({
    issue: 'pris',
    rapport: { lues: 50, refus: [], structures: { nouvelles: 25 }, services: { nouvelles: 25 } },
  })
  const there = await first.sheets()
  const here = await sheets()
  expect(Object.keys(here).sort()).toEqual(Object.keys(there).sort())
  const isEmpty = (value: unknown) => value === null || value === undefined || (Array.isArray(value) && value.length === 0)
  for (const [name, doc] of Object.entries(there)) {
    const [told, taken] = [JSON.parse(doc), JSON.parse(here[name] ?? '{}')] as Record<string, unknown>[]
    const fields = name.includes('--s') ? STRUCTURE_FIELDS : SERVICE_FIELDS
    for (const field of fields.filter((one) => !RECKONED.includes(one))) {
      const [was, is] = [told?.[field], taken?.[field]]
      if (!isEmpty(was) || !isEmpty(is)) expect([name, field, is]).toEqual([name, field, was])
    }
  }
  // Its ETags hold: nothing is read again.
  expect(await run(id)).toMatchObject({ issue: 'inchange' })
})
