import { expect, test } from 'vitest'
import { DoraError } from '#shared/errors.ts'
import type { ResolvedPlace } from '#shared/geo/types.ts'
import type { Actor } from '#shared/rights.ts'
import { createDeploymentHandlers } from './handlers.ts'

const ROWS = [
  { id: '59', doc: '{"depuis":"2026-11-01","etat":3}' },
  { id: '62', doc: '{"depuis":"2026-11-01","etat":1}' },
  { id: '80', doc: '{"depuis":"2026-11-01","etat":9}' },
  { id: '02', doc: 'illisible' },
  { id: '999', doc: '{"depuis":"2026-11-01","etat":1}' },
]
const place = (more: Partial<ResolvedPlace>): ResolvedPlace => ({
  label: '',
  lat: null,
  lon: null,
  approximatif: false,
  zoneCodes: [],
  departements: null,
  ...more,
})

const desk = ({
  rows = ROWS,
  at = place({}),
  who = null,
}: {
  rows?: typeof ROWS | null
  at?: ResolvedPlace | null
  who?: Actor
}) =>
  createDeploymentHandlers({
    others: async () => rows,
    resolve: () => {
      if (at === null) throw new DoraError('lieu-inconnu')
      return at
    },
    actor: async () => who,
    link: { request: () => Promise.reject(new Error('no server')), readBack: () => {} },
  })
const notice = async (at: ResolvedPlace | null) =>
  (await desk({ at })['deploiement.notice']({ place: { kind: 'departement', code: '62' } })).map(({ departement }) => departement)

test('what is known is read without a server, and what this version cannot read is unknown', async () => {
  const { etats, modifier } = await desk({})['deploiement.list'](undefined)
  expect(etats).toEqual([
    { departement: '59', etat: 3, depuis: '2026-11-01' },
    { departement: '62', etat: 1, depuis: '2026-11-01' },
  ])
  expect(modifier).toBe(false)
  expect(await desk({ rows: null })['deploiement.list'](undefined)).toEqual({ etats: null, modifier: false })
  const team: Actor = { id: 'a', equipe: true, departements: [], structures: [], attentes: [] }
  expect(await desk({ who: team })['deploiement.list'](undefined)).toMatchObject({ modifier: true })
})

test('a place is in its département, a région in all of its own; unknown ones and begun ones are not told', async () => {
  expect(await notice(place({ zoneCodes: ['62041', '200033579', '62'] }))).toEqual(['62'])
  expect(await notice(place({ zoneCodes: ['59350', '59'] }))).toEqual([])
  expect(await notice(place({ departements: ['59', '62', '80', '02', '60'] }))).toEqual(['62'])
  expect(await notice(place({}))).toEqual([])
  expect(await notice(null)).toEqual([])
})
