import type { Service, Structure } from '#shared/catalogue/record.ts'
import { startTestServer, type Server } from '../../../http/testing/harness.ts'
import { openSqliteStore } from '../../../store/sqlite.ts'
import type { SyncStore } from '../../../store/types.ts'
import { putService, putStructure } from '../../../sync/commands/catalogue-rows.ts'

/**
 * The behaviours of data·inclusion’s own tests, restated (data-inclusion.md §4): rows put in a real store, asked of a real server over
 * HTTP. One server serves a whole file; each case has sources of its own, and asks for these alone.
 */

export type Place = Pick<Service, 'commune' | 'code_postal' | 'code_insee' | 'latitude' | 'longitude'>
const place = (commune: string, code_postal: string, code_insee: string, latitude: number, longitude: number): Place => ({
  commune,
  code_postal,
  code_insee,
  latitude,
  longitude,
})
export const DUNKERQUE = place('Dunkerque', '59140', '59183', 51.0361, 2.377)
export const HAZEBROUCK = place('Hazebrouck', '59190', '59295', 50.7262, 2.5387)
export const LILLE = place('Lille', '59000', '59350', 50.633333, 3.066667)
export const MAUBEUGE = place('Maubeuge', '59600', '59392', 50.2775, 3.9734)
export const PARIS = place('Paris', '75004', '75056', 48.866667, 2.333333)
export const PARIS_11 = place('Paris', '75011', '75111', 48.8594, 2.3765)
export const STRASBOURG = place('Strasbourg', '67000', '67482', 48.5734, 7.7521)
export const NOWHERE: Place = {}
export const ROUBAIX = '59512'

export type Answer = {
  readonly status: number
  readonly body: {
    readonly detail?: unknown
    readonly items?: readonly (Record<string, unknown> & {
      readonly id?: string
      readonly service?: { readonly id: string }
      readonly distance?: number | null
      readonly score_recherche?: number | null
    })[]
    readonly total?: number
    readonly page?: number
    readonly size?: number
    readonly pages?: number
  } & Record<string, unknown>
}

export type Scene = {
  readonly server: Server
  readonly store: SyncStore
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Answer>
  /** Identifiers of a list or of a search, in the order of the answer. Throws when it is refused. */
  readonly ids: (path: string) => Promise<readonly string[]>
  readonly put: (structures: readonly Structure[], services: readonly Service[]) => Promise<void>
  readonly stop: () => Promise<void>
}

export const startScene = async (restrictedSources: readonly string[] = []): Promise<Scene> => {
  const store = await openSqliteStore({ file: ':memory:' })
  const server = await startTestServer({
    store,
    limits: { perAddress: 1_000_000, perClient: 1_000_000, apiPerAddress: 1_000_000, restrictedSources },
  })
  const get: Scene['get'] = async (path, headers = {}) => {
    const response = await fetch(`${server.origin}/api/v1${path}`, { headers })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }
  return {
    server,
    store,
    get,
    ids: async (path) => {
      const { status, body } = await get(path)
      if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`)
      return (body.items ?? []).map(({ id, service }) => service?.id ?? id ?? '')
    },
    put: async (structures, services) => {
      await store.write(async (writer) => {
        for (const one of structures) await putStructure(writer, { ...one } as never)
        for (const one of services) await putService(writer, server.account.seal, { ...one } as never)
      })
    },
    stop: async () => {
      await server.stop()
      await store.close()
    },
  }
}

export const aStructure = (source: string, id: string, more: Partial<Structure> = {}): Structure => ({
  id: `${source}--${id}`,
  source,
  nom: `Accueil ${source} ${id}`,
  date_maj: '2026-01-01',
  ...more,
})

export const aService = (source: string, id: string, structureId: string, more: Partial<Service> = {}): Service => ({
  id: `${source}--${id}`,
  source,
  structure_id: structureId,
  nom: `Service ${id}`,
  description: 'Un service inventé pour les essais.',
  date_maj: '2026-01-01',
  ...more,
})

const ON_SITE = ['en-presentiel']
export const onSite = (where: Place, more: Partial<Service> = {}): Partial<Service> => ({
  ...where,
  modes_accueil: ON_SITE,
  ...more,
})
export const remote = (where: Place, more: Partial<Service> = {}): Partial<Service> => ({
  ...where,
  modes_accueil: ['a-distance'],
  ...more,
})

let cases = 0
/** Puts services of a structure under a source that no other case has; answers it. Services are « a », « b », « c »… */
export const given = async (
  scene: Scene,
  services: readonly Partial<Service>[],
  structure: Partial<Structure> = {},
): Promise<string> => {
  const source = `cas-${(cases += 1)}`
  await scene.put(
    [aStructure(source, 's', structure)],
    services.map((one, at) => aService(source, String.fromCharCode(97 + at), `${source}--s`, one)),
  )
  return source
}
/** « a », « b »… of the answer. */
export const found = async (scene: Scene, source: string, path: string): Promise<string> =>
  (await scene.ids(`${path}${path.includes('?') ? '&' : '?'}sources=${source}`)).map((id) => id.slice(source.length + 2)).join('')
