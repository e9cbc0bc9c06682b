import type { Edit } from '#shared/contract/listing.ts'
import { DoraError } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import { modelChanged, MODELE, modelSum } from '#shared/listing/model.ts'
import type { ServiceStatus } from '#shared/listing/status.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import { isEmpty, pick } from './combine.ts'
import { bare, patched, sameValue } from './favourite-doc.ts'
import { createShown } from './listing-shown.ts'
import { isWritable, type ListingKey, newestTold, textOf, type Told, wireDoc } from './listing-doc.ts'
import type { ListingChanges } from './listing-changes.ts'
import { hasMoved, reconcile, type Reconciled } from './listing-merge.ts'
import { copyOfService, editable, emptyModel, emptyService, modelOfService, newIdOf, serviceOfModel } from './listing-new.ts'
import { flatStatus, wrongChange } from './listing-rules.ts'
import { type ListingView, maskedFields, type SeenRow } from './listing-view.ts'
import type { Copy, Origin, WorkingCopies } from './working-copies.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly view: ListingView
  readonly copies: WorkingCopies
  readonly changes: ListingChanges
  readonly today: () => string
  /** A new UUID, of version 4: it is public, and says nothing of when. */
  readonly uuid: () => string
}

/** What the caller tells with a question about one listing: the rows that the catalogue, or the server, has of its structure. */
export type OfListing = ListingKey & { readonly structureId: string; readonly told: readonly Told[] }
/** An editor, without what only the caller knows. */
export type BareEdit = Omit<Edit, 'droits'>

const CHOICES = ['dora.access_conditions', 'dora.requirements', 'dora.credentials'] as const
/** Modes are said by several fields, of which v1 is made: those of a listing that came without any go together. */
const MODES = /^dora\.(coach_orientation|beneficiaries_access)_modes/

/** What is begun, kept and sent of one listing (dora-screens.md §5.3). Each act is one transaction. */
export const createListingEdit = ({ db, accounts, view, copies, changes, today, uuid }: Parts) => {
  const shown = createShown()
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const me = accounts.signedInId
  const rowOf = ({ told }: Pick<OfListing, 'told'>, { kind, id }: ListingKey): SeenRow | null =>
    view.of({ kind, id }, newestTold(told)(kind, id))
  /** As the editor shows it. */
  const typedOver = (kind: ListingKind, row: SeenRow | null): Doc | null =>
    row === null ? null : kind === 'service' ? editable(row.doc) : row.doc
  const structureOf = (ask: OfListing): Doc | null => rowOf(ask, { kind: 'structure', id: ask.structureId })?.doc ?? null

  const modelFor = (ask: OfListing, doc: Doc): Edit['modele'] => {
    const id = doc['dora.modele']
    const model = ask.kind === 'service' && typeof id === 'string' ? rowOf(ask, { kind: MODELE, id }) : null
    return model === null ? null : { id: model.id, doc: wireDoc(model.doc), change: modelChanged(model.doc, doc) }
  }

  /** Typed by this structure in its other services. */
  const choicesOf = (ask: OfListing): Edit['choix'] => {
    const found = new Map(CHOICES.map((field) => [field, new Set<string>()]))
    for (const { id, doc } of view.all(['service'], ask.told)) {
      if (id === ask.id || doc['structure_id'] !== ask.structureId) continue
      for (const [field, values] of found) {
        const list = doc[field]
        if (Array.isArray(list)) for (const one of list as readonly Json[]) if (typeof one === 'string') values.add(one)
      }
    }
    const sorted = (field: (typeof CHOICES)[number]) => [...(found.get(field) ?? [])].sort((a, b) => a.localeCompare(b, 'fr'))
    return {
      'dora.access_conditions': sorted('dora.access_conditions'),
      'dora.requirements': sorted('dora.requirements'),
      'dora.credentials': sorted('dora.credentials'),
    }
  }

  const answer = (
    ask: OfListing,
    row: SeenRow | null,
    copy: Copy | null,
    { doc, base, heurts, recus }: Pick<Reconciled, 'doc' | 'base' | 'heurts' | 'recus'>,
  ): BareEdit => {
    const structure = structureOf(ask) ?? {}
    return {
      kind: ask.kind,
      id: ask.id,
      structure_id: ask.structureId,
      structure_nom: textOf(structure, 'nom'),
      doc: wireDoc(doc),
      base: wireDoc(row === null ? {} : base),
      heurts,
      recus,
      version: copy?.version ?? 0,
      modifie_le: copy?.modifieLe ?? null,
      envoi: row?.envoi ?? 'local',
      statut: ask.kind === 'service' ? flatStatus(doc) : null,
      masques: [...maskedFields(row?.doc ?? {})],
      modele: modelFor(ask, doc),
      choix: choicesOf(ask),
      structure: wireDoc(structure),
    }
  }

  const keyOf = (userId: string, { kind, id }: ListingKey) => ({ userId, kind, id })

  const edit = (ask: OfListing): BareEdit =>
    inOne(() => {
      const userId = me()
      const row = rowOf(ask, ask)
      const now = typedOver(ask.kind, row)
      const copy = copies.get(keyOf(userId, ask))
      if (copy === null) {
        if (now === null) throw new DoraError('fiche-introuvable')
        shown.add(keyOf(userId, ask), now)
        return answer(ask, row, null, { doc: now, base: now, heurts: [], recus: [] })
      }
      const whole = reconcile(ask.kind, copy, now)
      if (!hasMoved(copy, whole)) return answer(ask, row, copy, whole)
      // What is typed next is typed over this: it must be known as such, and what was typed over the former, as that.
      copies.write(keyOf(userId, ask), whole)
      return answer(ask, row, copies.get(keyOf(userId, ask)), whole)
    })

  const save = (ask: OfListing & { readonly doc: Doc; readonly base: number }): { version: number; le: string } =>
    inOne(() => {
      const key = keyOf(me(), ask)
      const copy = copies.get(key)
      if (copy === null) {
        if (ask.base !== 0) throw new DoraError('fiche-modifiee-ailleurs')
        const now = typedOver(ask.kind, rowOf(ask, ask))
        if (now === null) throw new DoraError('fiche-introuvable')
        const base = shown.baseOf(key, ask.doc) ?? now
        copies.begin(key, { structureId: ask.structureId, base, doc: ask.doc, origine: null })
        shown.forget(key)
      } else if (ask.base !== copy.version) {
        // An answer lost on its way, asked again, is no other save.
        if (JSON.stringify(copy.doc) !== JSON.stringify(ask.doc)) throw new DoraError('fiche-modifiee-ailleurs')
      } else copies.write(key, { base: copy.base, doc: ask.doc })
      const kept = copies.get(key)
      return { version: kept?.version ?? 0, le: kept?.modifieLe ?? '' }
    })

  const choose = (ask: OfListing & { readonly choix: Readonly<Record<string, 'mienne' | 'leur'>> }): BareEdit => {
    inOne(() => {
      const key = keyOf(me(), ask)
      const copy = copies.get(key)
      if (copy === null) throw new DoraError('fiche-introuvable')
      const { doc, base, heurts } = reconcile(ask.kind, copy, typedOver(ask.kind, rowOf(ask, ask)))
      const chosen = heurts.filter(({ champ }) => Object.hasOwn(ask.choix, champ))
      const theirs = Object.fromEntries(chosen.map(({ champ, leur }) => [champ, leur]))
      const given = pick(
        theirs,
        chosen.filter(({ champ }) => ask.choix[champ] === 'leur').map(({ champ }) => champ),
      )
      copies.write(key, { base: patched(base, theirs), doc: patched(doc, given) })
    })
    return edit(ask)
  }

  /** What leaves: the fields changed, over the row as it is seen. */
  const outgoing = (ask: OfListing, row: SeenRow, { doc, patch }: Reconciled): Doc => {
    const fields = Object.keys(patch)
    const modes = fields.some((field) => MODES.test(field)) ? Object.keys(doc).filter((field) => MODES.test(field)) : []
    const all = [...new Set([...fields, ...modes])].filter((field) => isWritable(ask.kind, field))
    return Object.fromEntries(all.filter((field) => !sameValue(doc[field], row.doc[field])).map((f) => [f, doc[f] ?? null]))
  }

  const followNew = (userId: string, ask: OfListing, origin: Origin, model: Doc): void => {
    const service = rowOf(ask, { kind: 'service', id: origin.id })
    if (origin.kind !== 'service' || service === null) return
    const patch = { 'dora.modele': ask.id, 'dora.modele_somme': modelSum(model) }
    const told = newestTold(ask.told)('service', origin.id)
    changes.record(userId, { kind: 'service', id: origin.id, type: 'service.update', base: service.doc, patch }, told)
  }

  const submit = (ask: OfListing & { readonly statut: ServiceStatus | null }): void =>
    inOne(() => {
      const userId = me()
      const key = keyOf(userId, ask)
      const row = rowOf(ask, ask)
      const copy = copies.get(key)
      const now = typedOver(ask.kind, row)
      if (now === null && (copy === null || copy.origine === null)) throw new DoraError('fiche-introuvable')
      const kept = reconcile(ask.kind, copy ?? { base: now ?? {}, doc: now ?? {} }, now)
      if (kept.heurts.length > 0)
        throw new DoraError('fiche-heurts', { champs: kept.heurts.map(({ champ }) => ({ champ, message: '' })) })
      const status = ask.kind === 'service' && ask.statut !== null ? { 'dora.status': ask.statut } : {}
      const whole = { ...kept, doc: { ...kept.doc, ...status }, patch: { ...kept.patch, ...status } }
      const wrong = wrongChange(
        ask.kind,
        row?.doc ?? null,
        row === null ? whole.doc : patched(row.doc, outgoing(ask, row, whole)),
      )
      if (wrong !== null) throw new DoraError(wrong.code, { champs: wrong.champs.map((one) => ({ ...one })) })
      const told = newestTold(ask.told)(ask.kind, ask.id)
      if (row === null) {
        const patch = patched({}, bare(whole.doc))
        changes.record(userId, { kind: ask.kind, id: ask.id, type: `${ask.kind}.create`, base: {}, patch }, told)
        const origin = copy?.origine
        if (ask.kind === MODELE && origin !== null && origin !== undefined && origin !== 'vide')
          followNew(userId, ask, origin, patch)
      } else {
        const patch = outgoing(ask, row, whole)
        if (!isEmpty(patch))
          changes.record(userId, { kind: ask.kind, id: ask.id, type: `${ask.kind}.update`, base: row.doc, patch }, told)
      }
      copies.erase(key)
      shown.forget(key)
    })

  const create = (
    ask: Pick<OfListing, 'structureId' | 'told'> & { readonly kind: 'service' | 'modele'; readonly depuis: Origin | null },
  ): { id: string } =>
    inOne(() => {
      const userId = me()
      const { kind, structureId, depuis } = ask
      const id = newIdOf(kind, uuid())
      const whole: OfListing = { kind, id, structureId, told: ask.told }
      const one = { id, structureId, today: today() }
      const structure = structureOf(whole)
      const from = depuis === null ? null : rowOf(whole, depuis)
      if (depuis !== null && from === null) throw new DoraError('fiche-introuvable')
      const begun = (): Doc => {
        if (from === null) return kind === 'service' ? emptyService(one, structure) : emptyModel(one, structure)
        if (kind === MODELE) return modelOfService(one, from.doc)
        return from.kind === MODELE ? serviceOfModel(one, from.doc, structure) : copyOfService(one, from.doc)
      }
      const doc = bare(begun())
      copies.begin({ userId, kind, id }, { structureId, base: doc, doc, origine: depuis ?? 'vide' })
      return { id }
    })

  return {
    edit,
    save,
    choose,
    submit,
    create,
    discard: ({ kind, id }: ListingKey): void => inOne(() => copies.discard({ userId: me(), kind, id })),
    restore: ({ kind, id }: ListingKey): void => inOne(() => copies.restore({ userId: me(), kind, id })),
  }
}
