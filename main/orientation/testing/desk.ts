import { join } from 'node:path'
import { vi } from 'vitest'
import { CATALOGUE_FOLDER } from '#shared/catalogue/file.ts'
import type { DraftContent, DraftView } from '#shared/orientation/draft.ts'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import { filled } from '#shared/orientation/testing.ts'
import type { PushRequest } from '#shared/sync/wire.ts'
import { type Central, EPOCH, membership, person, startCentral } from '../../account/testing/central.ts'
import { openDesk, type TestDesk } from '../../account/testing/desk.ts'
import { installTestCatalogue, testService, testStructure } from '../../testing/catalogue.ts'

/** A desk of Odette, member of « p1 », with a catalogue and a small server: the services behind the screens, whole. */

export const SOON = { timeout: 20_000, interval: 10 }
export const ODETTE = 'u-odette'

const HALL = { commune: 'Lille', code_postal: '59000', code_insee: '59350', latitude: 50.63, longitude: 3.06 }
const NEEDS = ['mobilite--preparer-un-permis']
const OPEN = { ...HALL, courriel: 'accueil@exemple.test', thematiques: NEEDS, zone_eligibilite: ['france'] }

export const CATALOGUE = {
  structures: [
    testStructure('p1', { nom: 'Mission locale de Valbourg', siret: '10000000000008', dora: { moderation_status: 'VALIDATED' } }),
    testStructure('p2', { nom: 'Relais neuf', siret: '10000000000016', dora: { moderation_status: 'NEED_INITIAL_MODERATION' } }),
    testStructure('g1', { nom: 'Maison des départs' }),
    testStructure('g2', { nom: 'Auto-école solidaire' }),
  ],
  services: [
    testService('s1', { structure_id: 'g1', nom: 'Atelier mobilité', ...OPEN }),
    testService('s2', { structure_id: 'g2', nom: 'Permis pour tous', ...OPEN }),
    testService('s3', { structure_id: 'g2', nom: 'Conduite accompagnée', ...OPEN, latitude: 50.7 }),
    testService('s4', { structure_id: 'g2', nom: 'Sans adresse', ...OPEN, courriel: null }),
    testService('s5', {
      structure_id: 'g2',
      nom: 'Permis, sur dossier',
      ...OPEN,
      source: 'dora',
      dora: { credentials: ['Justificatif de domicile'] },
    }),
  ],
}

/** Everything that a request needs, and nothing of a structure nor of a service. */
export const TYPED: Partial<DraftContent> = {
  ...filled,
  situation: [],
  criteres: [],
  structure_prescriptrice: 'Mission locale de Valbourg',
  structure_prescriptrice_id: 'p1',
  referent_courriel: 'odette@exemple.test',
}

export type Bench = {
  readonly central: Central
  desk: TestDesk
  readonly reopen: () => Promise<void>
  /** Signs Odette in; resolves once her rows have been read. */
  readonly signIn: (...structures: readonly string[]) => Promise<void>
  readonly tell: (kind: 'envoi' | 'reception', doc: Envoi | Reception) => void
  /** A draft for that service, typed. Answers its identifier. */
  readonly draft: (serviceId: string, over?: Partial<DraftContent>) => Promise<string>
  /** From now on the server refuses every change, for that reason. */
  readonly refuse: (code: string) => void
  readonly close: () => Promise<void>
}

export const openBench = async (folder: string, geoFolders: readonly string[] = []): Promise<Bench> => {
  installTestCatalogue(join(folder, CATALOGUE_FOLDER), CATALOGUE)
  const central = await startCentral()
  central.letIn(person())
  // The catalogue stays as it is: only the account's rows are told.
  central.on('POST /sync/v1/pull', ({ token, ...asked }) =>
    token === null ? { problem: 'unavailable' } : central.known('POST /sync/v1/pull', { token, ...asked }),
  )
  // What is sent waits on the desk, unless a test says otherwise.
  central.on('POST /sync/v1/push', () => ({ problem: 'unavailable' }))
  const bench: Bench = {
    central,
    desk: openDesk(folder, central.address, geoFolders),
    reopen: async () => {
      await bench.desk.close()
      bench.desk = openDesk(folder, central.address, geoFolders)
    },
    signIn: async (...structures) => {
      central.tell(person(), ...structures.map((id) => membership(id)))
      await bench.desk.signIn()
      await vi.waitFor(async () => {
        const { rattachements } = await bench.desk.state()
        if (rattachements.length !== structures.length) throw new Error('not read yet')
      }, SOON)
    },
    tell: (kind, doc) => central.put(kind, doc.id, doc),
    draft: async (serviceId, over = {}) => {
      const { id } = await bench.desk.call<{ id: string }>('drafts.create', { serviceId })
      const { content, version } = await bench.desk.call<DraftView>('drafts.get', { id })
      await bench.desk.call('drafts.save', { id, content: { ...content, ...TYPED, ...over }, base: version })
      return id
    },
    refuse: (code) => {
      central.on('POST /sync/v1/push', ({ body }) => {
        const { mutations } = body as unknown as PushRequest
        const results = mutations.map(({ mut_id }) => ({ mut_id, status: 'rejected', code }))
        return { body: { epoch: EPOCH, head: 1, durable_seq: 1, server_time: new Date().toISOString(), results } }
      })
    },
    close: async () => {
      await bench.desk.close()
      await central.close()
    },
  }
  return bench
}
