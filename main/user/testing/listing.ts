import type { Doc } from '#shared/sync/merge.ts'
import type { MutationResult } from '#shared/sync/wire.ts'
import type { Told } from '../listing-doc.ts'
import type { UserStore } from '../store.ts'
import { EPOCH, signedIn } from './account.ts'

/** Invented listings, and the answers of a server to what is changed of them. */

export const STRUCTURE = 'dora--structure-inventee'

export const structureRow = (over: Doc = {}, ver = 1): Told => ({
  kind: 'structure',
  id: STRUCTURE,
  ver,
  doc: {
    source: 'dora',
    id: STRUCTURE,
    nom: 'Maison des départs',
    date_maj: '2026-01-05',
    siret: '11000002500016',
    code_insee: '59350',
    ...over,
  },
})

/** Complete: it may be published as it is. Deep, as the catalogue has it. */
export const serviceRow = (id = 'dora--service-1', over: Doc = {}, ver = 1): Told => {
  const { dora, ...rest } = over
  return {
    kind: 'service',
    id,
    ver,
    doc: {
      source: 'dora',
      structure_id: STRUCTURE,
      id,
      nom: 'Atelier mobilité',
      date_maj: '2026-01-05',
      description: 'Un atelier.',
      thematiques: ['mobilite--preparer-son-permis-de-conduire-se-reentrainer-a-la-conduite'],
      type: 'atelier',
      frais: 'gratuit',
      zone_eligibilite: ['59'],
      modes_accueil: ['a-distance'],
      courriel: 'accueil@exemple.test',
      ...rest,
      dora: {
        status: 'PUBLISHED',
        short_desc: 'Passer le permis.',
        coach_orientation_modes: ['envoyer-un-mail'],
        update_frequency: 'tous-les-6-mois',
        is_contact_info_public: true,
        ...(dora as object | undefined),
      },
    },
  }
}

export const on = (told: readonly Told[], id = 'dora--service-1', kind: 'service' | 'structure' | 'modele' = 'service') => ({
  kind,
  id,
  structureId: STRUCTURE,
  told,
})

export const DROITS = {
  modifier: true,
  moderer: false,
  ecrire_services: true,
  voir_membres: true,
  gerer_membres: true,
  inviter_premier_administrateur: false,
  est_membre: true,
  est_administrateur: true,
  est_en_attente: false,
}
export const listing = (store: UserStore, told: readonly Told[]) =>
  store.listing.read({
    structureId: STRUCTURE,
    told,
    parent: null,
    antennes: [],
    droits: DROITS,
    people: null,
    vues: null,
    page: null,
    complet: false,
  })

export const signIn = (store: UserStore, userId = 'odette'): void => store.account.set(signedIn(userId))

const LATER = Date.parse('2027-01-01T00:00:00Z')
/** What is sent now. */
export const sent = (store: UserStore, userId = 'odette') => store.outbox.take(userId, LATER).mutations

/** Answers what is sent, as told. */
export const answer = (
  store: UserStore,
  to: (mutation: ReturnType<typeof sent>[number]) => Omit<MutationResult, 'mut_id'>,
  { seq = 100, durableSeq = 0, userId = 'odette' }: { seq?: number; durableSeq?: number; userId?: string } = {},
) => {
  const mutations = sent(store, userId)
  store.outbox.settle({
    epoch: EPOCH,
    head: seq,
    durableSeq,
    results: mutations.map((one) => ({ mut_id: one.mut_id, ...to(one) })),
  })
  return mutations
}

/** The account's rows are read up to there. */
export const readTo = (
  store: UserStore,
  seq: number,
  changes: Parameters<UserStore['outbox']['applyMine']>[0]['changes'] = [],
  userId = 'odette',
) =>
  store.outbox.applyMine({
    userId,
    epoch: EPOCH,
    since: store.outbox.state().cursor,
    more: false,
    changes,
    next: seq,
    durableSeq: seq,
  })
