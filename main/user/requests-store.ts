import { randomUUID } from 'node:crypto'
import type { Sens } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { after } from '#shared/orientation/life.ts'
import { ENVOI, type Envoi, NouvelleDemande, type Reception } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { AttachmentsStore } from './attachments-store.ts'
import { isOfRequest } from './combine.ts'
import type { DraftsStore } from './drafts-store.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import { createRequestActs, nameIn } from './requests-acts.ts'
import type { KeptRequests } from './requests-kept.ts'
import { createTemplates } from './requests-templates.ts'
import type { KeptDraft, RequestsStore, SeenRequest, SendRequest } from './requests-types.ts'
import { isRefused, makes, type RequestsView } from './requests-view.ts'
import type { Settling } from './settle.ts'
import type { Vault } from './vault.ts'

type Parts = {
  readonly db: WritableDb
  readonly vault: Vault
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly drafts: DraftsStore
  readonly attachments: AttachmentsStore
  readonly kept: KeptRequests
  readonly view: RequestsView
  readonly settling: Settling
  readonly now: () => string
}

const notFound = (): DoraError => new DoraError('orientation-introuvable')
/** Of a request that is given up in the list of what goes out: false for a change of another kind. To call inside a transaction. */
export type GiveUp = (row: OutboxRow) => boolean

/** Requests sent, received and answered from this desk. Each method is one transaction. */
export const createRequests = (parts: Parts): { readonly store: RequestsStore; readonly giveUp: GiveUp } => {
  const { db, vault, accounts, table, drafts, attachments, kept, view, settling, now } = parts
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const templates = createTemplates(db, vault, accounts)
  const acts = createRequestActs(table, settling)

  const rowsOf = (userId: string, kind: string, id: string): OutboxRow[] => table.ofKey({ userId, kind, id })
  /** What makes the request, when no server is known to have it. */
  const making = (userId: string, id: string): OutboxRow | null =>
    rowsOf(userId, ENVOI, id).find((row) => makes(row) && row.state !== 'acked') ?? null

  /** The server cannot have it: it refused it, or was never sent it. */
  const isOurs = (row: OutboxRow): boolean => isRefused(row) || (row.state === 'pending' && row.client_id === null)

  /** Gives up a request that the server does not have, with all that was done of it. */
  const takeBack = (userId: string, row: OutboxRow): string | null => {
    const draftId = kept.takeBack(userId, row.id, view.reasonOf(row))
    for (const later of rowsOf(userId, ENVOI, row.id)) if (later.n > row.n) settling.erase(later)
    settling.erase(row)
    db.prepare(`DELETE FROM muted_requests WHERE user_id = ? AND sens = 'envoi' AND id = ?`).run(userId, row.id)
    return draftId
  }

  const seenOf = (sens: Sens, id: string): SeenRequest<Envoi> | SeenRequest<Reception> => {
    const found = sens === ENVOI ? view.envoi(id) : view.reception(id)
    if (found === null) throw notFound()
    return found
  }

  const send = ({ draftId, request, service, prescripteur, retenue, version }: SendRequest): { id: string } =>
    inOne(() => {
      const userId = accounts.signedInId()
      if (request.structure_id === '') throw new DoraError('orientation-sans-structure')
      const draft = drafts.get(draftId)
      if (version !== undefined && version !== draft.version) throw new DoraError('brouillon-modifie-ailleurs')
      if (draft.attachments.some((piece) => !attachments.has(piece.id))) throw new DoraError('piece-introuvable')
      const pieces = draft.attachments.map(({ id, nom, pour, taille }) => ({ id, nom, pour, taille }))
      const read = NouvelleDemande.safeParse({ ...request, pieces, cree_le: now() })
      if (!read.success) throw new DoraError('orientation-incomplete')
      const id = randomUUID()
      table.add({
        userId,
        kind: ENVOI,
        id,
        type: `${ENVOI}.create`,
        base: {},
        patch: read.data as unknown as Doc,
        nom: nameIn({ personne: read.data.personne, service }),
        baseVer: 0,
      })
      kept.add(userId, id, draftId, { service, prescripteur, retenue })
      return { id }
    })

  const draftOf = (id: string): KeptDraft | null => {
    const userId = accounts.currentId()
    const draftId = userId === null ? null : kept.draftId(userId, id)
    const draft = draftId === null ? null : drafts.sent(draftId)
    return draftId === null || draft === null ? null : { draftId, ...draft }
  }

  const copy: RequestsStore['copy'] = ({ from, service, content }) => {
    const added: string[] = []
    try {
      return inOne(() => {
        accounts.signedInId()
        const { pieces } = seenOf(ENVOI, from).doc
        const files = draftOf(from)?.attachments ?? []
        const { id: draftId } = drafts.add(service, content)
        for (const { id, nom, pour } of files) {
          // What another service asks is another document, unless it is called the same.
          const asked = [...service.documents, ...service.formulaires.map((form) => form.nom)].includes(pour) ? pour : ''
          const copied = { id: randomUUID(), draftId, nom, pour: asked, bytes: attachments.read(id) }
          added.push(copied.id)
          attachments.add(copied)
        }
        return { draftId, manques: Math.max(0, pieces.length - files.length) }
      })
    } catch (error) {
      attachments.erase(added)
      throw error
    }
  }

  function one(sens: 'envoi', id: string): SeenRequest<Envoi>
  function one(sens: 'reception', id: string): SeenRequest<Reception>
  function one(sens: Sens, id: string) {
    return seenOf(sens, id)
  }

  const giveUp: GiveUp = (row) => {
    if (!isOfRequest(row.type)) return false
    if (!makes(row)) settling.erase(row)
    // Sent perhaps: taken back, the draft could be sent a second time.
    else if (!isOurs(row)) throw new DoraError('envoi-introuvable')
    else takeBack(row.user_id, row)
    return true
  }

  const store: RequestsStore = {
    ...templates,
    all: view.all,
    one,
    send,
    resume: (id) =>
      inOne(() => {
        const userId = accounts.signedInId()
        const row = making(userId, id)
        if (row === null) {
          seenOf(ENVOI, id)
          throw new DoraError('orientation-geste')
        }
        if (!isOurs(row)) throw new DoraError('orientation-geste')
        const draftId = takeBack(userId, row)
        if (draftId === null) throw notFound()
        return { draftId }
      }),
    draftOf,
    copy,
    act: (act) =>
      inOne(() => {
        const userId = accounts.signedInId()
        const { doc } = seenOf(act.sens, act.id)
        const cote = act.sens === ENVOI ? 'prescripteur' : 'structure'
        if (doc.anonyme_le !== null || after(doc.etat, act.geste, cote) === null) throw new DoraError('orientation-geste')
        const made = act.sens === ENVOI ? making(userId, act.id) : null
        // Withdrawn before anyone heard of it: it is a draft again, and nobody is written to.
        if (act.geste === 'annuler' && made !== null && isOurs(made)) takeBack(userId, made)
        else if (made !== null && isRefused(made)) throw new DoraError('orientation-geste')
        else acts.record(userId, act, doc, made)
      }),
    mute: ({ sens, id, muette }) =>
      inOne(() => {
        const userId = accounts.signedInId()
        seenOf(sens, id)
        const sql = muette
          ? `INSERT INTO muted_requests (user_id, sens, id) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`
          : `DELETE FROM muted_requests WHERE user_id = ? AND sens = ? AND id = ?`
        db.prepare(sql).run(userId, sens, id)
      }),
  }
  return { store, giveUp }
}
