import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import pino from 'pino'
import { onTestFinished } from 'vitest'
import type { ConnecteurDemande } from '#shared/partners/connector.ts'
import { openAccounts } from '#server/accounts/testing/bench.ts'
import { geography } from '#server/import/testing.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { addConnector } from '../acts.ts'
import { createConnectors } from '../connectors.ts'
import { FETCH_LIMITS, type FetchLimits } from '../fetch.ts'
import { runsOf, stateOf } from '../rows.ts'

/** Parts shared by the tests of connectors: a partner that answers as it is told to, and a server with a clock that tests move. */

export type Answer = (request: IncomingMessage, response: ServerResponse) => void
export type Partner = {
  readonly origin: string
  /** Asked so far, as « GET /path?query ». */
  readonly asked: string[]
  /** What is answered from here on. */
  answer: Answer
}

export const openPartner = async (answer: Answer): Promise<Partner> => {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method ?? ''} ${request.url ?? ''}`)
    partner.answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const partner: Partner = { origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked, answer }
  return partner
}

export type Row = Readonly<Record<string, unknown>>

/** A structure and a service of `source`, as the API tells them. */
export const structureOf = (source: string, n: number | string, more: Row = {}): Row => ({
  source,
  id: `${source}--s${n}`,
  nom: `Structure inventée ${n}`,
  date_maj: '2026-11-01',
  code_insee: '59350',
  commune: 'Lille',
  code_postal: '59000',
  telephone: '0199000000',
  reseaux_porteurs: [],
  ...more,
})
export const serviceOf = (source: string, n: number | string, more: Row = {}): Row => ({
  source,
  id: `${source}--v${n}`,
  structure_id: `${source}--s${n}`,
  nom: `Service inventé ${n}`,
  description: 'Une description assez longue pour être prise par l’import, et pour que la note ne soit pas nulle.',
  date_maj: '2026-11-01',
  type: 'accompagnement',
  thematiques: ['mobilite--acceder-a-un-vehicule'],
  frais: 'gratuit',
  publics: ['jeunes'],
  modes_accueil: ['a-distance'],
  modes_mobilisation: ['telephoner'],
  mobilisable_par: ['usagers'],
  telephone: '0199000000',
  zone_eligibilite: ['59'],
  code_insee: '59350',
  ...more,
})

/** A data·inclusion API of these rows, with ETags; `total` alters what a page says of its total. */
export const apiOf =
  (
    tell: () => { readonly structures: readonly Row[]; readonly services: readonly Row[] },
    total: (count: number, page: number) => number = (count) => count,
  ): Answer =>
  (request, response) => {
    const url = new URL(request.url ?? '/', 'http://partenaire.exemple.test')
    const list = url.pathname === '/api/v1/structures' ? 'structures' : url.pathname === '/api/v1/services' ? 'services' : null
    if (list === null) {
      response.writeHead(404).end()
      return
    }
    const sources = url.searchParams.getAll('sources')
    const rows = tell()[list].filter(({ source }) => sources.length === 0 || sources.includes(String(source)))
    const [page, size] = [Number(url.searchParams.get('page')), Number(url.searchParams.get('size'))]
    const items = rows.slice((page - 1) * size, page * size)
    const body = JSON.stringify({ items, total: total(rows.length, page), page, size, pages: Math.ceil(rows.length / size) })
    const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`
    if (request.headers['if-none-match'] === etag) {
      response.writeHead(304, { etag }).end()
      return
    }
    response.writeHead(200, { 'content-type': 'application/json', etag }).end(body)
  }

export const demandeOf = (origin: string, more: Partial<ConnecteurDemande> = {}): ConnecteurDemande => ({
  nom: 'Partenaire inventé',
  origine: { genre: 'api', adresse: origin, departement: null, thematiques: [] },
  sources: ['alpha'],
  rythme: { periode: 'jour', heure: 4 },
  actif: true,
  seuil: 0,
  perte_max: 0.2,
  cle: null,
  ...more,
})

type SceneOptions = {
  readonly store?: SyncStore
  readonly limits?: Partial<FetchLimits>
  readonly allowPrivate?: boolean
  readonly folder?: string
}

export const openScene = async (options: SceneOptions = {}) => {
  const store = options.store ?? (await openSqliteStore({ file: ':memory:' }))
  const bench = await openAccounts({ store })
  const folder = options.folder ?? mkdtempSync(join(tmpdir(), 'dora-connecteurs-'))
  const open = () =>
    createConnectors({
      store,
      seal: bench.parts.seal,
      now: bench.parts.now,
      log: pino({ level: 'silent' }),
      folder,
      allowPrivate: options.allowPrivate ?? true,
      geography: async () => geography,
      limits: { ...FETCH_LIMITS, ...options.limits },
    })
  const connectors = open()
  const team = await bench.people.person({ role: 'administrateur' })
  onTestFinished(async () => {
    await connectors.close()
    if (options.folder === undefined) rmSync(folder, { recursive: true, force: true })
  })
  const runs = (id: string) => store.read((reader) => runsOf(reader, id))
  return {
    ...bench,
    store,
    folder,
    team,
    connectors,
    /** Another process on the same store and folder. */
    open,
    add: async (asked: ConnecteurDemande) => (await addConnector(bench.parts, team, asked)).id,
    /** Runs it as the team does, and answers how it went. */
    run: async (id: string, essai = false) => {
      // Runs are told apart by their instants.
      bench.pass(1)
      connectors.launch(id, essai)
      await connectors.idle()
      const [last] = await runs(id)
      if (last === undefined) throw new Error('no run was kept')
      return last
    },
    runs,
    state: (id: string) => store.read((reader) => stateOf(reader, id)),
    /** Sheets that are there, by identifier. */
    sheets: () =>
      store.read(async (reader) => {
        const all: Record<string, string> = {}
        for (const kind of ['structure', 'service']) for await (const { id, doc } of reader.scan(kind)) all[id] = doc ?? ''
        return all
      }),
    seq: async () => (await store.read((reader) => reader.head())).seq,
  }
}
