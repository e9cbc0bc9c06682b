import type { Disponibilite, Service, Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import { type AccountBench, openAccounts } from '../../accounts/testing/bench.ts'
import { createServerLog } from '../../ops/log.ts'
import type { SyncStore, User } from '../../store/types.ts'
import { putService } from '../../sync/commands/catalogue-rows.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { createCampaigns } from '../campaigns.ts'
import type { CampaignParts } from '../campaigns-rows.ts'
import { writeHistory } from '../history.ts'
import { sayAvailability } from '../verify.ts'

/** Campaigns over a real store, under a clock; listings put straight into it. */

let made = 0

export type CampaignBench = Omit<AccountBench, 'parts'> & {
  readonly parts: AccountBench['parts'] & CampaignParts
  readonly logged: readonly string[]
  /** Does what is due, as each hour. */
  readonly run: (more?: { readonly delivers?: boolean; readonly store?: SyncStore }) => Promise<number>
  readonly service: (structure: Pick<Structure, 'id'>, more?: Partial<Service>) => Promise<Service>
  /** An act that the history remembers. */
  readonly edited: (service: Pick<Service, 'id'>, user: User) => Promise<void>
  readonly says: (service: Pick<Service, 'id'>, user: User, said: Omit<Disponibilite, 'dit_le'>) => Promise<void>
  readonly serviceNow: (id: string) => Promise<Service>
}

export const openCampaigns = async (options: Parameters<typeof openAccounts>[0] = {}): Promise<CampaignBench> => {
  const bench = await openAccounts(options)
  const { store } = bench
  const logged: string[] = []
  const log = createServerLog('info', { write: (line) => void logged.push(line) })
  const parts = { ...bench.parts, log, publicUrl: () => 'https://dora.exemple.test' }
  const { seal, now } = parts
  return {
    ...bench,
    parts,
    logged,
    run: ({ delivers = true, store: other = store } = {}) => createCampaigns({ ...parts, store: other, delivers }).run(),
    service: async ({ id: structure_id }, more = {}) => {
      const n = ++made
      const service: Service = {
        id: `dora--service-${n}`,
        source: 'dora',
        structure_id,
        nom: `Service inventé ${n}`,
        date_maj: parisDay(now()),
        ...more,
      }
      await store.write((writer) => putService(writer, seal, service as unknown as Doc))
      return service
    },
    edited: async ({ id }, user) => {
      const key = { kind: 'service', id }
      await store.write((writer) =>
        writeHistory(writer, seal, key, {
          par: user.id,
          moyen: 'poste',
          acte: 'modification',
          champs: [],
          ver: ++made,
          now: now(),
        }),
      )
    },
    says: async ({ id }, user, disponibilite) => {
      await store.write((writer) => sayAvailability({ writer, seal, user, now: now() }, { id, disponibilite, moyen: 'poste' }))
    },
    serviceNow: async (id) => {
      const entity = await store.read((reader) => reader.entity({ kind: 'service', id }))
      return JSON.parse(entity?.doc ?? 'null') as Service
    },
  }
}
