import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { OpenService, OpenStructure } from '../opendata/record.ts'
import { createOpenReference } from '../opendata/reference.ts'
import { openIndexOf, openService, openStructure } from '../opendata/testing.ts'
import { openSqliteStore } from '../store/sqlite.ts'
import { putService, putStructure } from '../sync/commands/catalogue-rows.ts'
import { seal, START } from '../sync/testing.ts'
import type { Commune } from './communes.ts'
import { geodesicKm } from './geodesic.ts'
import { createLiveIndex, type Live } from './live.ts'
import { entryAt, searchServices, type ServiceSearch } from './search.ts'
import { answers, readWords, stemsOf } from './words-asked.ts'

vi.setConfig({ testTimeout: 120_000 })

const NOTHING = new Set<string>()
const LILLE: Commune = { code: '59350', centre: { lat: 50.633333, lon: 3.066667 }, zones: ['59350', '200093201', '59'] }
const SOMEWHERE: Commune = { code: '98799', centre: null, zones: ['98799', '987'] }

const list = (...values: readonly string[]) =>
  fc.option(fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }))
const point = fc.option(
  fc.record({
    latitude: fc.double({ min: 50, max: 51.3, noNaN: true }),
    longitude: fc.double({ min: 2.2, max: 4, noNaN: true }),
  }),
)
const NEEDS = ['famille--garde-denfants', 'sante--acces-aux-soins', 'mobilite--acceder-a-un-vehicule'] as const
const PUBLICS = ['tous-publics', 'femmes', 'jeunes'] as const
const patch = fc.record({
  thematiques: list(...NEEDS),
  publics: list(...PUBLICS),
  publics_precisions: fc.option(fc.constantFrom('Jeunes de moins de 26 ans', 'Femmes seules')),
  type: fc.option(fc.constantFrom('atelier', 'formation')),
  frais: fc.option(fc.constantFrom('gratuit', 'payant')),
  modes_accueil: list('a-distance', 'en-presentiel'),
  zone_eligibilite: list('59350', '200093201', '59', '62', 'france', '99100', '98799'),
  code_insee: fc.option(fc.constantFrom('59350', '98799', '62041')),
  courriel: fc.option(fc.constant('accueil@exemple.test')),
})
const someService = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 5 }), patch, point)
  .map(([id, owner, more, at]): OpenService => openService(`src-${id % 3}--${id}`, `src-0--s${owner}`, { ...more, ...at }))
const someStructures = fc
  .array(fc.constantFrom('11111111111111', '22222222222222', null), { minLength: 6, maxLength: 6 })
  .map((sirets) => sirets.map((siret, at): OpenStructure => openStructure(`src-0--s${at}`, { siret })))

const asked = fc.record({
  hidden: fc.constantFrom(NOTHING, new Set(['src-1'])),
  sources: list('src-0', 'src-1', 'inconnue'),
  thematiques: list(...NEEDS),
  publics: list(...PUBLICS),
  types: list('atelier', 'formation'),
  frais: list('gratuit', 'payant'),
  modes_accueil: list('a-distance', 'en-presentiel'),
  recherche_public: fc.option(fc.constantFrom('jeune', 'femmes OR jeunes', '"femmes seules"', '-jeunes femmes')),
  score_qualite_minimum: fc.option(fc.constantFrom(0.2, 0.35, 0.5)),
  departements: fc.constantFrom([], [['59']], [['59', '62'], ['62']]),
  code_commune: fc.option(fc.constantFrom('59350'), { freq: 5 }),
  commune: fc.option(fc.constantFrom(LILLE, SOMEWHERE), { freq: 3 }),
  point: fc.option(
    fc.record({ lat: fc.double({ min: 50, max: 51.3, noNaN: true }), lon: fc.double({ min: 2.2, max: 4, noNaN: true }) }),
  ),
  exclure_doublons: fc.boolean(),
})

type Told = readonly (readonly [id: string, distance: number | null])[]
const told = (live: Live, search: ServiceSearch): Told =>
  searchServices(live, search).map(({ slot, distance }) => [entryAt(live, slot).id, distance])

/** The same, one record after the other, as it is written down (data-inclusion.md §2.1). */
const naive = ({ snapshot, clusters }: Live, search: ServiceSearch): Told => {
  const meets = (mine: readonly string[] | null, wanted: readonly string[] | null): boolean =>
    wanted === null || (mine ?? []).some((one) => wanted.includes(one))
  const from = search.point ?? search.commune?.centre ?? null
  const words = search.recherche_public === null ? null : readWords(search.recherche_public)
  const all = [...snapshot.services()].flatMap((one): [OpenService, number | null][] => {
    const isRemote = one.modes_accueil?.includes('a-distance') === true
    if (search.hidden.has(one.source) || !meets([one.source], search.sources)) return []
    if (!meets(one.thematiques, search.thematiques) || !meets(one.modes_accueil, search.modes_accueil)) return []
    if (!meets([one.type ?? ''], search.types) || !meets([one.frais ?? ''], search.frais)) return []
    if (
      search.publics !== null &&
      !search.publics.includes('tous-publics') &&
      !meets(one.publics, [...search.publics, 'tous-publics'])
    )
      return []
    if ((snapshot.scoreOfService(one.id) ?? 0) < (search.score_qualite_minimum ?? 0)) return []
    const texts = [one.publics?.join(' ').replaceAll('-', ' '), one.publics_precisions ?? '']
    if (words !== null && !texts.some((text) => text !== undefined && text !== '' && answers(words, stemsOf(text)))) return []
    if (!search.departements.every((codes) => codes.some((code) => one.code_insee?.startsWith(code)))) return []
    if (search.code_commune !== null && one.code_insee !== search.code_commune) return []
    const { commune } = search
    if (commune === null) return [[one, null]]
    if (!meets(one.zone_eligibilite ?? ['france'], [...commune.zones, 'france', '99100'])) return []
    if (from === null) return isRemote || one.code_insee === commune.code ? [[one, null]] : []
    const km =
      one.latitude === null || one.longitude === null ? Infinity : geodesicKm(from.lat, from.lon, one.latitude, one.longitude)
    if (km > 50 && !isRemote) return []
    return [[one, km <= 50 && one.modes_accueil?.includes('en-presentiel') === true ? Math.round(km) : null]]
  })
  const rank = (id: string): readonly [number, string] => [
    snapshot.scoreOfStructure(id) ?? 0,
    snapshot.structure(id)?.date_maj ?? '',
  ]
  const isBetter = (a: string, b: string): boolean => {
    const [[scoreA, dateA], [scoreB, dateB]] = [rank(a), rank(b)]
    return scoreA > scoreB || (scoreA === scoreB && dateA > dateB)
  }
  const found = !search.exclure_doublons
    ? all
    : all.filter(
        ([one]) =>
          !all.some(
            ([other]) =>
              clusters.clusterOf(other.structure_id) === clusters.clusterOf(one.structure_id) &&
              isBetter(other.structure_id, one.structure_id),
          ),
      )
  return found
    .sort(([a, near], [b, far]) => (near ?? Infinity) - (far ?? Infinity) || (a.id < b.id ? -1 : 1))
    .map(([one, distance]) => [one.id, distance])
}

const unique = <Record extends { readonly id: string }>(records: readonly Record[]): Record[] => [
  ...new Map(records.map((one) => [one.id, one])).values(),
]
const liveOf = (structures: readonly OpenStructure[], services: readonly OpenService[]): Promise<Live> => {
  const snapshot = openIndexOf({ structures, services: unique(services) })
  return createLiveIndex({ reference: { current: async () => snapshot }, onCommit: () => () => {}, now: () => START }).current()
}

test('a search finds what going through everything finds', async () => {
  await fc.assert(
    fc.asyncProperty(
      someStructures,
      fc.array(someService, { maxLength: 60 }),
      fc.array(asked, { minLength: 5, maxLength: 15 }),
      async (structures, services, searches) => {
        const live = await liveOf(structures, services)
        for (const search of searches) expect(told(live, search)).toEqual(naive(live, search))
      },
    ),
    { numRuns: 150 },
  )
})

test('what is followed change after change answers as what is laid out at once', async () => {
  const edit = fc.oneof(
    { weight: 4, arbitrary: fc.record({ put: someService }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.integer({ min: 0, max: 60 }) }) },
  )
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(edit, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 }),
      fc.array(asked, { minLength: 3, maxLength: 6 }),
      async (rounds, searches) => {
        const store = await openSqliteStore({ file: ':memory:' })
        const reference = createOpenReference({ store, seal, now: () => START, publicUrl: () => 'https://dora.exemple.test' })
        const parts = { reference, onCommit: store.onCommit, now: () => START }
        const followed = createLiveIndex(parts)
        try {
          await store.write(async (writer) => {
            for (let at = 0; at < 6; at++)
              await putStructure(writer, { ...openStructure(`src-0--s${at}`), siret: '11111111111111' } as never)
          })
          await followed.current()
          for (const edits of rounds) {
            await store.write(async (writer) => {
              for (const one of edits)
                if ('put' in one) {
                  const { contact_nom_prenom: _, ...record } = one.put
                  await putService(writer, seal, { ...record } as never)
                } else await writer.remove({ kind: 'service', id: `src-${one.remove % 3}--${one.remove}` })
            })
            const [mine, fresh] = [await followed.current(), await createLiveIndex(parts).current()]
            for (const search of searches) expect(told(mine, search)).toEqual(told(fresh, search))
          }
        } finally {
          await store.close()
        }
      },
    ),
    { numRuns: 40 },
  )
})
