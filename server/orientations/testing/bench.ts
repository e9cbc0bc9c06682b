import { randomUUID } from 'node:crypto'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { orderOf } from '#shared/orientation/commands.ts'
import type { OrientationAct } from '#shared/contract/orientation.ts'
import type { NouvelleDemande, Orientation } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { MutationResult } from '#shared/sync/wire.ts'
import { type AccountBench, openAccounts, seal } from '#server/accounts/testing/bench.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import type { SyncCore, SyncParts } from '#server/sync/core.ts'
import { benchOn, fill, mutation, publishable, pushOne } from '#server/sync/testing.ts'
import { orientationOf } from '../rows.ts'

/** Two structures with their people, over a real store: one that sends, validated, and one that receives, with a service. */

export const PUBLIC_URL = 'https://dora.exemple.test'
export const SERVICE_ID = 'dora--service-permis'

export type RequestBench = {
  readonly accounts: AccountBench
  readonly core: SyncCore
  readonly store: SyncStore
  readonly sender: Structure
  readonly receiver: Structure
  /** Members of the first, then of the second. */
  readonly alix: User
  readonly bao: User
  /** What `alix` asks, to be changed. */
  readonly asked: (more?: Partial<NouvelleDemande>) => NouvelleDemande
  /** Sends a request; answers its identifier and what the server said. */
  readonly send: (
    more?: Partial<NouvelleDemande>,
    by?: User,
    id?: string,
  ) => Promise<{ readonly id: string; readonly result: MutationResult }>
  /** Pushes an act as a desk does; answers `applied` or the code of the refusal. */
  readonly act: (by: User, act: OrientationAct) => Promise<string>
  readonly whole: (id: string) => Promise<Orientation | null>
  readonly contextNow: () => number
}

/** Invented. */
export const PERSONNE: NouvelleDemande['personne'] = {
  nom: 'Ravel',
  prenom: 'Inès',
  numero_france_travail: '01234567890',
  disponibilite: null,
  preferences: ['TELEPHONE'],
  telephone: '0601020304',
  courriel: 'ines.ravel@exemple.test',
  autre_contact: '',
}

export const openRequests = async (
  options: {
    readonly store?: SyncStore
    readonly validated?: boolean
    readonly service?: Partial<Service>
    readonly parts?: Partial<SyncParts>
  } = {},
): Promise<RequestBench> => {
  const store = options.store ?? (await openSqliteStore({ file: ':memory:' }))
  const accounts = await openAccounts({ store })
  const { core } = await benchOn(store, {
    clock: { now: accounts.parts.now },
    linkTo: accounts.parts.linkTo,
    publicUrl: () => PUBLIC_URL,
    ...options.parts,
  })
  const { person, belongs, structure } = accounts.people
  const status = options.validated === false ? 'NEED_INITIAL_MODERATION' : 'VALIDATED'
  const sender = await structure({ nom: 'Mission locale des Collines', code_insee: '33063', dora: { moderation_status: status } })
  const receiver = await structure({ nom: 'Garage solidaire', code_insee: '33063', dora: { moderation_status: 'VALIDATED' } })
  const [alix, bao] = [await person({ prenom: 'Alix', nom: 'Fabre' }), await person({ prenom: 'Bao', nom: 'Morel' })]
  await belongs(alix, sender, 'membre', true)
  await belongs(bao, receiver, 'membre', true)
  const permis = publishable(SERVICE_ID, receiver.id, {
    nom: 'Permis de conduire',
    courriel: 'accueil@garage.exemple.test',
    adresse: '3 rue des Forges',
    code_postal: '33000',
    commune: 'Bordeaux',
    ...options.service,
    dora: { is_contact_info_public: true, ...options.service?.dora },
  })
  await fill(store, [], [permis])
  const asked = (more: Partial<NouvelleDemande> = {}): NouvelleDemande => ({
    service_id: SERVICE_ID,
    structure_id: sender.id,
    personne: PERSONNE,
    referent: { nom: 'Fabre', prenom: 'Alix', telephone: '0556010203', courriel: alix.courriel },
    besoin: { situation: [], situation_autre: '', criteres: [], motif: 'Une embauche à trente kilomètres.' },
    pieces: [],
    contournements: [],
    engagement: true,
    remplace: null,
    jeton_emplois: null,
    cree_le: new Date(accounts.parts.now()).toISOString(),
    ...more,
  })
  return {
    accounts,
    core,
    store,
    sender,
    receiver,
    alix,
    bao,
    asked,
    send: async (more, by = alix, id = randomUUID()) => {
      const patch = asked(more) as unknown as Doc
      return { id, result: await pushOne(core, by, mutation('envoi.create', id, { patch: patch as never })) }
    },
    act: async (by, one) => {
      const { type, key, patch } = orderOf(one)
      const { status, code } = await pushOne(core, by, mutation(type, key.id, { patch: patch as never }))
      return code ?? status
    },
    whole: (id) => store.read((reader) => orientationOf(reader, seal, id)),
    contextNow: accounts.parts.now,
  }
}
