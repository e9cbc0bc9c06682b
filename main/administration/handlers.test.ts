import { expect, test } from 'vitest'
import type { DoraError } from '#shared/errors.ts'
import type { Actor } from '#shared/rights.ts'
import type { CatalogueReads } from '../catalogue/handlers.ts'
import type { ServerRequest } from '../sync/server-requests.ts'
import { createAdministrationHandlers } from './handlers.ts'
import { withLocalFeatures } from './local-features.ts'

const FONCTIONS = [
  {
    id: '33',
    doc: '{"depuis":"2026-11-01","fermees":["suggestions","orientations"],"motif":"Par la plateforme du département"}',
  },
  { id: '59', doc: '{"depuis":"2026-11-01","fermees":["inconnue"],"motif":""}' },
  { id: '62', doc: 'illisible' },
  { id: '999', doc: '{"depuis":"2026-11-01","fermees":["suggestions"],"motif":""}' },
]
const REFERENTIEL = [
  { id: 'financeurs/cd-drome', doc: '{"famille":"financeurs","libelle":"Drôme","valeur":"cd-drome","retire":true}' },
  { id: 'financeurs/x', doc: '{"famille":"plus-tard","libelle":"X","valeur":"x"}' },
]
const others = async (kind: string) => (kind === 'fonctions' ? FONCTIONS : REFERENTIEL)
const TEAM: Actor = { id: 'a', equipe: true, departements: [], structures: [], attentes: [] }

const page = (n: number, suite: number | null) => ({
  entrees: [
    {
      n,
      le: '2026-12-01T09:00:00.000Z',
      action: 'compte.cree',
      acteur: { id: 'u', nom: null },
      objet: { kind: 'compte', id: '=2+5', nom: null },
      legal: n === 9,
      details: { role: 'professionnel' },
    },
  ],
  suite,
  fin: 9,
})

const desk = (answers: readonly unknown[] = [], who: Actor = TEAM) => {
  const asked: ServerRequest[] = []
  let read = 0
  const left = [...answers]
  const handlers = createAdministrationHandlers({
    others,
    actor: async () => who,
    link: {
      request: async (request) => {
        asked.push(request)
        return { ok: true, value: left.shift() ?? {} } as never
      },
      readBack: () => {
        read += 1
      },
    },
    now: () => Date.parse('2026-12-01T09:00:00Z'),
  })
  return { handlers, asked, readBack: () => read }
}

test('what the team keeps is read without a server; what this version cannot read says nothing', async () => {
  const { handlers, asked } = desk()
  expect(await handlers['administration.fonctions'](undefined)).toEqual({
    fonctions: [
      {
        departement: '33',
        fermees: ['orientations', 'suggestions'],
        motif: 'Par la plateforme du département',
        depuis: '2026-11-01',
      },
    ],
    modifier: true,
  })
  const choices = await handlers['administration.choix'](undefined)
  expect(choices.filter(({ famille }) => famille === 'financeurs')).toHaveLength(8)
  expect(choices.find(({ valeur }) => valeur === 'cd-drome')).toMatchObject({ libelle: 'Drôme', retire: true, livree: true })
  expect(asked).toEqual([])
  expect((await desk([], null).handlers['administration.fonctions'](undefined)).modifier).toBe(false)
})

test('a change goes to the server, and what comes back by the exchanges is read at once', async () => {
  const { handlers, asked, readBack } = desk()
  await handlers['administration.fermer']({ departement: '33', fermees: ['orientations'], motif: '' })
  await handlers['administration.changer']({ geste: 'ajouter', famille: 'prerequis', libelle: 'Savoir nager' })
  await handlers['administration.abandonner']({ id: '7f0c7a3e-3d4b-4d43-9d2a-1c1f6c3a9b11' })
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['POST', 'administration/v1/fonctions/33', { fermees: ['orientations'], motif: '' }],
    ['POST', 'administration/v1/referentiels', { geste: 'ajouter', famille: 'prerequis', libelle: 'Savoir nager' }],
    ['DELETE', 'administration/v1/courrier/7f0c7a3e-3d4b-4d43-9d2a-1c1f6c3a9b11', undefined],
  ])
  expect(readBack()).toBe(2)
})

test('the log is asked for with what was typed alone; an export is all its pages, and no cell is a formula', async () => {
  const { handlers, asked } = desk([page(9, 8), page(9, 8), page(8, null)])
  await handlers['administration.journal']({ action: 'compte', objet: '', avant: null })
  const file = await handlers['administration.exporter']({ jour: '2026-12-01' })
  expect(asked.map(({ method, path, body }) => [method, path, body])).toEqual([
    ['GET', 'administration/v1/journal?action=compte', undefined],
    ['POST', 'administration/v1/journal/export', { jour: '2026-12-01' }],
    ['POST', 'administration/v1/journal/export', { jour: '2026-12-01', avant: 8 }],
  ])
  expect(file).toMatchObject({ nom: 'journal-2026-12-01.csv', entrees: 2 })
  const lines = Buffer.from(file.base64, 'base64').toString('utf8').trim().split('\r\n')
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain("'=2+5")
})

test('an answer of another shape is said to be unreadable, not shown as nothing', async () => {
  await expect(desk([{ lettres: 3 }]).handlers['administration.courrier'](undefined)).rejects.toMatchObject({
    code: 'sync-reponse-illisible',
  } satisfies Partial<DoraError>)
})

test('a sheet says that requests are closed where it is, by its own place first; elsewhere it is as it was', async () => {
  const sheet = (service: object, structure: object | null, ok = true) =>
    withLocalFeatures({
      handlers: {
        'catalogue.service': async () => ({ service, structure, orientable: { ok, raison: 'Au courriel du service.' } }),
      } as unknown as CatalogueReads,
      told: { others },
    }).handlers['catalogue.service']({ id: 's' })
  const closed = await sheet({ code_insee: '33063' }, null)
  expect(closed.orientable).toEqual({
    ok: false,
    raison:
      'Les demandes ne sont pas ouvertes dans ce département\u202f: Gironde. Par la plateforme du département. Suivez les modalités indiquées sur la fiche.',
  })
  expect((await sheet({}, { code_postal: '33000' })).orientable.ok).toBe(false)
  expect((await sheet({ code_insee: '75056' }, { code_insee: '33063' })).orientable.ok).toBe(true)
  expect((await sheet({}, null)).orientable.ok).toBe(true)
  expect((await sheet({ code_insee: '33063' }, null, false)).orientable.raison).toBe('Au courriel du service.')
})
