import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { invented } from '../../accounts/testing/people.ts'
import type { QueuedMail } from '../../mail/queue.ts'
import { everyPiece, type PieceRow } from '../../orientations/pieces-rows.ts'
import { orientationOf } from '../../orientations/rows.ts'
import { EMPLOIS_KEY, EMPLOIS_TOKEN } from '../../orientations/testing/emplois.ts'
import { takeMails } from '../../orientations/testing/mails.ts'
import { openSqliteStore } from '../../store/sqlite.ts'
import type { User } from '../../store/types.ts'
import { putService } from '../../sync/commands/catalogue-rows.ts'
import { publishable } from '../../sync/testing.ts'
import { type Options, type Server, startTestServer } from './harness.ts'

/** A server that Les Emplois call, with one structure, its member and its service. */

export type File = { readonly nom: string; readonly bytes: Uint8Array; /** Field of the form. */ readonly champ?: string }
export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers }

export type EmploisBench = {
  readonly server: Server
  readonly people: ReturnType<typeof invented>
  readonly structure: Structure
  readonly bao: User
  readonly serviceId: string
  readonly put: (service: Service) => Promise<void>
  readonly get: (path: string, token?: string | null) => Promise<Answer>
  readonly postJson: (path: string, body: unknown, token?: string | null) => Promise<Answer>
  /** `POST /api/emplois/orientations/`: `data` as JSON unless it is a text, files beside. The minute before is over. */
  readonly send: (data: unknown, files?: readonly File[], more?: { readonly sameMinute?: boolean }) => Promise<Answer>
  readonly mails: () => Promise<readonly QueuedMail[]>
  readonly whole: (id: string) => Promise<Orientation | null>
  readonly pieces: () => Promise<readonly PieceRow[]>
  readonly stop: () => Promise<void>
}

const MINUTE = 60_000

export const openEmplois = async (options: Pick<Options, 'blobs'> = {}): Promise<EmploisBench> => {
  const store = await openSqliteStore({ file: ':memory:' })
  const server = await startTestServer({
    ...options,
    store,
    limits: { perAddress: 1_000_000 },
    emplois: { key: EMPLOIS_KEY, token: EMPLOIS_TOKEN },
  })
  const { account, origin } = server
  const { seal } = account
  const people = invented(account)
  const structure = await people.structure({ nom: 'Garage solidaire', dora: { moderation_status: 'VALIDATED' } })
  const bao = await people.person({ prenom: 'Bao', nom: 'Morel' })
  await people.belongs(bao, structure, 'membre', true)
  const serviceId = `dora--permis-${structure.id.slice('dora--'.length)}`
  const put = async (service: Service): Promise<void> => {
    await store.write((writer) => putService(writer, seal, { ...service } as never))
  }
  await put(
    publishable(serviceId, structure.id, {
      nom: 'Permis de conduire',
      courriel: 'accueil@garage.exemple.test',
      dora: { is_contact_info_public: true },
    }),
  )
  const auth = (token: string | null): Record<string, string> => (token === null ? {} : { authorization: `Bearer ${token}` })
  const answered = async (response: Response): Promise<Answer> => {
    const text = await response.text()
    return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) }
  }
  return {
    server,
    people,
    structure,
    bao,
    serviceId,
    put,
    get: async (path, token = EMPLOIS_TOKEN) => answered(await fetch(origin + path, { headers: auth(token) })),
    postJson: async (path, body, token = EMPLOIS_TOKEN) =>
      answered(
        await fetch(origin + path, {
          method: 'POST',
          headers: { ...auth(token), 'content-type': 'application/json' },
          body: JSON.stringify(body),
        }),
      ),
    send: async (data, files = [], { sameMinute = false } = {}) => {
      if (!sameMinute) server.pass(MINUTE)
      const form = new FormData()
      if (data !== undefined) form.append('data', typeof data === 'string' ? data : JSON.stringify(data))
      for (const { nom, bytes, champ = 'attachments' } of files) form.append(champ, new Blob([Uint8Array.from(bytes)]), nom)
      return answered(
        await fetch(`${origin}/api/emplois/orientations/`, { method: 'POST', headers: auth(EMPLOIS_TOKEN), body: form }),
      )
    },
    mails: () => takeMails(store, seal),
    whole: (id) => store.read((reader) => orientationOf(reader, seal, id)),
    pieces: () =>
      store.read(async (reader) => {
        const rows: PieceRow[] = []
        for await (const row of everyPiece(reader, seal)) rows.push(row)
        return rows
      }),
    stop: async () => {
      await server.stop()
      await store.close()
    },
  }
}
