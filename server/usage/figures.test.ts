import { afterEach, expect, test, vi } from 'vitest'
import { randomUUID } from 'node:crypto'
import type { StoredUsage } from '#server/store/types.ts'
import { openPanel, type PanelBench } from '#server/moderation/testing/bench.ts'
import { publishable } from '#server/sync/testing.ts'
import { SUITES } from '#shared/usage/answers.ts'
import { FRANCE, lastTold, monthBefore } from '#shared/usage/told.ts'
import { parisDay } from '#shared/listing/days.ts'
import { createFigures } from './figures.ts'
import { structureFigures } from './figures-structure.ts'
import { publicFigures, publicTable } from './figures-public.ts'

vi.setConfig({ testTimeout: 60_000 })

let bench: PanelBench
afterEach(() => bench.store.close())

const SERVICE = 'dora--service-figures'
const seen = (jour: string, poste: string, type: 'service' | 'recherche' = 'service'): StoredUsage => ({
  id: randomUUID(),
  type,
  jour,
  poste,
  activite: 'accompagnateur',
  departement: type === 'recherche' ? '33' : null,
  commune: null,
  fait:
    type === 'service'
      ? { type, service_id: SERVICE, recherche: null }
      : {
          type,
          genre: 'besoins',
          thematiques: ['mobilite--acceder-a-un-vehicule'],
          publics: [],
          lieu: { commune: null, departement: '33' },
          rayon_km: 20,
          total: 1,
          a_portee: 1,
          a_distance: 0,
          premiers: [SERVICE],
        },
})
const crowd = (jour: string, n: number, type: 'service' | 'recherche' = 'service'): StoredUsage[] =>
  Array.from({ length: n }, (_, at) => seen(jour, `poste-${at}`, type))

const arrange = async () => {
  bench = await openPanel()
  const { store, parts } = bench
  const garage = await bench.people.structure({ nom: 'Garage solidaire', code_insee: '33063' })
  await bench.services(publishable(SERVICE, garage.id, { code_insee: '33063', thematiques: ['mobilite--acceder-a-un-vehicule'] }))
  const open = () => createFigures({ store, seal: parts.seal, reference: bench.reference, now: parts.now })
  const last = lastTold(parisDay(parts.now()))
  return { store, garage, open, last }
}

test('a month is told once: what comes after it was told changes nothing, for any replica', async () => {
  const { store, open, last } = await arrange()
  await store.usage.add(crowd(`${last}-10`, 7))
  const figures = open()
  const [of] = (await figures.territory('33', 1)).series.fiches
  expect(of).toBe(7)
  await store.usage.add([seen(`${last}-11`, 'poste-tardif')])
  expect((await figures.territory('33', 1)).series.fiches).toEqual([7])
  expect((await open().territory('33', 1)).series.fiches).toEqual([7])
  // Forgotten events leave their figures.
  await store.usage.forgetBefore('2100-01-01')
  expect((await open().territory(FRANCE, 1)).series.fiches).toEqual([7])
})

test('a month of which nothing was told is not kept: it is told when something is', async () => {
  const { store, open, last } = await arrange()
  const figures = open()
  expect((await figures.territory('33', 2)).series.recherches).toEqual([0, 0])
  await store.usage.add(crowd(`${last}-10`, 5, 'recherche'))
  expect((await open().territory('33', 2)).series.recherches).toEqual([0, 5])
  bench.pass(11 * 60_000)
  expect((await figures.territory('33', 2)).series.recherches).toEqual([0, 5])
})

test('the month that runs, and one that has just ended, are not told', async () => {
  const { store, open, last } = await arrange()
  await store.usage.add(crowd(`${monthBefore(last, -1)}-01`, 9))
  const { series, prochain } = await open().territory('33', 1)
  expect(series.fiches).toEqual([0])
  expect(prochain.mois).toBe(monthBefore(last, -1))
})

test('a place: its use beside the period before, its categories, its offer', async () => {
  const { store, open, last } = await arrange()
  await store.usage.add([
    ...crowd(`${last}-01`, 6, 'recherche'),
    ...crowd(`${monthBefore(last)}-28`, 3, 'recherche'),
    ...crowd(`${monthBefore(last, 3)}-28`, 8, 'recherche'),
  ])
  const told = await open().territory('33', 3)
  expect(told.series.recherches).toEqual([0, null, 6])
  expect(told.periode.recherches).toEqual({ n: 6, mois_tus: 1 })
  expect(told.precedente.recherches).toEqual({ n: 8, mois_tus: 0 })
  expect(told.thematiques.find(({ valeur }) => valeur === 'mobilite')?.recherches).toEqual({ n: 5, mois_tus: 1 })
  expect(told.thematiques.find(({ valeur }) => valeur === 'sante')?.recherches).toEqual({ n: 0, mois_tus: 1 })
  expect(told.offre).toMatchObject({ structures: 1, services: 1 })
  expect((await open().territory('59', 3)).offre).toMatchObject({ structures: 0, services: 0 })
})

test('a structure is told of itself, service by service, and what is kept back is no zero', async () => {
  const { store, garage, open, last } = await arrange()
  await store.usage.add([...crowd(`${last}-01`, 6, 'recherche'), ...crowd(`${last}-02`, 4)])
  const told = await structureFigures(open(), garage.id, 2)
  expect(told.series).toMatchObject({ recherches: [null, 5], fiches: [null, null], demandes: [0, 0] })
  expect(told.services).toMatchObject([{ id: SERVICE, recherches: { n: 5, mois_tus: 1 }, fiches: { n: 0, mois_tus: 2 } }])
  expect(told.demandes).toMatchObject({ recues: 0, motifs: [] })
  expect([told.delai, told.delai_territoire]).toEqual([null, null])
})

test('what everybody is told says nothing by two entries, and is a table too', async () => {
  const { store, open, last } = await arrange()
  const { parts } = bench
  await store.usage.add(crowd(`${last}-01`, 6, 'recherche'))
  const told = await publicFigures(open(), parts.now)()
  expect(told.reference).toMatchObject({ structures: 1, services: 1, departements: { '33': { structures: 1, services: 1 } } })
  expect(told.mois.at(-1)?.mesures.recherches).toMatchObject({ total: 6, departements: { '33': 6 }, croises: {} })
  const lines = publicTable(told).split('\r\n')
  expect(lines[0]).toBe('\ufeff"mesure";"mois ou jour";"par";"valeur";"nombre"')
  expect(lines).toContain(`"recherches";"${last}";"département";"33";"6"`)
  // Kept back is a line too; nothing that an import brought is a formula.
  const more = publicTable({
    ...told,
    reponses: [{ mois: '2026-09', total: null }],
    reference: { ...told.reference, sources: { '=1+1': 1, ' @a"b': 2 } },
  })
  expect(more.match(/"suites des demandes \(à 5 près\)";"2026-09";"suite";"[a-z_]+";"secret"/g)).toHaveLength(SUITES.length)
  expect(more).toContain(`"source";"'=1+1";"1"`)
  expect(more).toContain(`"source";"' @a""b";"2"`)
})
