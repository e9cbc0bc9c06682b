import { createHash } from 'node:crypto'
import { type Envoi, Reception, UNTOUCHED } from '#shared/orientation/model.ts'
import { canonicalJson, rowHash } from '#shared/sync/canonical.ts'
import type { Json } from '#shared/rpc.ts'
import type { Change, MutationResult } from '#shared/sync/wire.ts'
import type { SendRequest } from '../requests-types.ts'
import type { UserStore } from '../store.ts'
import { EPOCH } from './account.ts'
import { draftService, invented } from './people.ts'

/** Invented requests, and what a server says of them. */

export const STRUCTURE_ID = 'dora--mission-locale'

export const SERVICE: Envoi['service'] = {
  id: draftService.id,
  nom: draftService.nom,
  structure_id: 'dora--maison-des-departs',
  structure_nom: draftService.structure,
  adresse: '1 rue de la Gare, 59999 Valbourg',
  thematiques: [],
  duree: null,
}
export const PRESCRIPTEUR: Envoi['prescripteur'] = {
  user_id: 'odette',
  nom: 'Odette odette',
  courriel: 'odette@exemple.test',
  structure_id: STRUCTURE_ID,
  structure_nom: 'Mission locale de Valbourg',
}

/** What a screen makes of a draft. */
export const requestOf = (draftId: string, over: Partial<SendRequest['request']> = {}, retenue = false): SendRequest => ({
  draftId,
  request: {
    service_id: SERVICE.id,
    structure_id: STRUCTURE_ID,
    personne: {
      nom: invented.beneficiaire_nom,
      prenom: invented.beneficiaire_prenom,
      numero_france_travail: '01234567890',
      disponibilite: invented.beneficiaire_disponibilite,
      preferences: invented.preferences_contact,
      telephone: '0611223344',
      courriel: invented.beneficiaire_courriel,
      autre_contact: '',
    },
    referent: {
      nom: invented.referent_nom,
      prenom: invented.referent_prenom,
      telephone: invented.referent_telephone,
      courriel: invented.referent_courriel,
    },
    besoin: { situation: invented.situation, situation_autre: '', criteres: invented.criteres, motif: invented.motif },
    contournements: [],
    engagement: true,
    remplace: null,
    jeton_emplois: null,
    ...over,
  },
  service: SERVICE,
  prescripteur: PRESCRIPTEUR,
  retenue,
})

/** Bytes that a file of that name may have. */
export const pdf = (length = 40, fill = 'x'): Buffer => Buffer.from(`%PDF-1.7\n${fill.repeat(length)}\n%%EOF`)

export const attach = (store: UserStore, draftId: string, nom: string, bytes: Uint8Array, pour = ''): string => {
  const { uploadId } = store.uploads.begin({ draftId, nom, taille: bytes.byteLength, pour })
  store.uploads.part({ uploadId, base64: Buffer.from(bytes).toString('base64') })
  return store.uploads.end({ uploadId }).attachmentId
}

/** A draft with nothing missing, and these files. */
export const writeDraft = (store: UserStore, files: Readonly<Record<string, Uint8Array>> = {}): string => {
  const { id } = store.drafts.create(draftService)
  store.drafts.save({ id, content: { ...invented, beneficiaire_numero_france_travail: '01234567890' } })
  for (const [nom, bytes] of Object.entries(files)) attach(store, id, nom, bytes)
  return id
}

export const sendDraft = (
  store: UserStore,
  files: Readonly<Record<string, Uint8Array>> = {},
  over: Partial<SendRequest['request']> = {},
): { readonly id: string; readonly draftId: string } => {
  const draftId = writeDraft(store, files)
  return { ...store.requests.send(requestOf(draftId, over)), draftId }
}

const LATER = Date.parse('2027-01-01T00:00:00Z')
/** Says that all the files that wait are on the server. */
export const arriveAll = (store: UserStore, userId = 'odette'): void => {
  for (const { id } of store.outbox.pieces(userId, LATER)) store.outbox.pieceArrived(userId, id)
}
export const sent = (store: UserStore, userId = 'odette') => store.outbox.take(userId, LATER).mutations

/** Files have come, and what is then sent is answered so. */
export const answer = (
  store: UserStore,
  to: Omit<MutationResult, 'mut_id'> = { status: 'applied', seq: 100, ver: 1 },
  { seq = 100, durableSeq = 0, userId = 'odette' }: { seq?: number; durableSeq?: number; userId?: string } = {},
) => {
  arriveAll(store, userId)
  const mutations = sent(store, userId)
  const results = mutations.map(({ mut_id }) => ({ mut_id, ...to }))
  store.outbox.settle({ epoch: EPOCH, head: seq, durableSeq, results })
  return mutations
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
export const row = (kind: 'envoi' | 'reception', doc: Envoi | Reception, seq: number, ver = 1): Change => ({
  op: 'put',
  seq,
  kind,
  id: doc.id,
  ver,
  h: rowHash(sha256, kind, doc.id, ver, canonicalJson(doc as unknown as Json)),
  doc: doc as never,
})

/** The account's rows are told up to there. */
export const tell = (
  store: UserStore,
  seq: number,
  changes: readonly Change[] = [],
  userId = 'odette',
  durableSeq = seq,
): boolean =>
  store.outbox.applyMine({
    userId,
    epoch: EPOCH,
    since: store.outbox.state().cursor,
    more: false,
    changes,
    next: seq,
    durableSeq,
  })

/** One that the structure of the account has received. */
export const received = (over: Partial<Reception> = {}): Reception =>
  Reception.parse({
    id: 'a3b0c1d2-0000-4000-8000-000000000001',
    etat: 'OUVERTE',
    cree_le: '2026-02-20T09:00:00.000Z',
    service: SERVICE,
    prescripteur: { ...PRESCRIPTEUR, user_id: 'ailleurs', nom: 'Alix Fabre' },
    source: 'DORA',
    referent: { nom: 'Fabre', prenom: 'Alix', telephone: '0556010203', courriel: 'alix@exemple.test' },
    personne: {
      nom: 'Ravel',
      prenom: 'Inès',
      numero_france_travail: '',
      disponibilite: null,
      preferences: ['TELEPHONE'],
      telephone: '0601020304',
      courriel: 'ines@exemple.test',
      autre_contact: '',
    },
    besoin: { situation: [], situation_autre: '', criteres: [], motif: 'Une embauche à trente kilomètres.' },
    pieces: [],
    delai_habituel: null,
    ...UNTOUCHED,
    evenements: [{ le: '2026-02-20T09:00:00.000Z', quoi: 'envoyee', cote: 'prescripteur', par: 'Alix Fabre', texte: '' }],
    contournements: [],
    suivi_par: null,
    ...over,
  })
