import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { Suggestion, SUGGESTION } from '#shared/listing/suggestion.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Account } from '#shared/sync/wire.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import { textOf, type Told } from './listing-doc.ts'
import type { ListingChanges } from './listing-changes.ts'
import type { ListingView, SeenRow } from './listing-view.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly view: ListingView
  readonly changes: ListingChanges
  readonly now: () => string
}

export type NewSuggestion = {
  readonly cible: { readonly kind: 'service' | 'structure'; readonly id: string; readonly nom: string }
  readonly champ: string | null
  readonly valeur: Json
  readonly message: string
}

/** What counsellors say is wrong in a listing, and what was answered (dora-screens.md §3.5). */
export const createSuggestions = ({ db, accounts, view, changes, now }: Parts) => {
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const me = () => {
    const { compte } = accounts.profile()
    if (compte === null) throw new DoraError('compte-non-connecte')
    return compte
  }

  /** The server says who wrote it and when: until it has, the desk does. */
  const complete = ({ id, doc }: SeenRow, mine: Account | null): Suggestion | null => {
    const read = Suggestion.safeParse({
      structure_id: null,
      actuel: null,
      champ: null,
      valeur: null,
      message: '',
      auteur: { user_id: mine?.id ?? '', nom: mine?.nom ?? '', structure: null },
      cree_le: now(),
      etat: 'ouverte',
      reponse: null,
      ...doc,
      cible: { nom: '', ...(doc['cible'] as object | undefined) },
      id,
    })
    return read.success ? read.data : null
  }
  const all = (told: readonly Told[]): Suggestion[] => {
    const { compte } = accounts.profile()
    return view
      .all([SUGGESTION], told)
      .flatMap((row) => complete(row, compte) ?? [])
      .sort((a, b) => (a.cree_le < b.cree_le ? 1 : a.cree_le > b.cree_le ? -1 : a.id < b.id ? -1 : 1))
  }

  return {
    all,
    mine: (): Suggestion[] => {
      const userId = accounts.currentId()
      return userId === null ? [] : all([]).filter(({ auteur }) => auteur.user_id === userId)
    },
    make: ({ cible, champ, valeur, message }: NewSuggestion): void =>
      inOne(() => {
        const { id: userId } = me()
        const patch: Doc = { cible: { ...cible }, champ, valeur, message, cree_le: now() }
        const id = randomUUID()
        changes.record(userId, { kind: SUGGESTION, id, type: `${SUGGESTION}.create`, base: {}, patch, nom: cible.nom }, null)
      }),
    /** `told`: the row, for who is not a member of the structure. @throws DoraError `fiche-introuvable` */
    answer: (ask: {
      readonly id: string
      readonly etat: Exclude<Suggestion['etat'], 'ouverte'>
      readonly texte: string
      readonly told: readonly Told[]
    }): void =>
      inOne(() => {
        const { id: userId, nom } = me()
        const told = ask.told.find(({ kind, id }) => kind === SUGGESTION && id === ask.id) ?? null
        const row = view.of({ kind: SUGGESTION, id: ask.id }, told)
        if (row === null) throw new DoraError('fiche-introuvable')
        const reponse = { texte: ask.texte, par: '', nom, le: now() }
        const { cible } = row.doc
        const name = typeof cible === 'object' && cible !== null ? textOf(cible as Doc, 'nom') : ''
        const patch: Doc = { etat: ask.etat, reponse: ask.etat === 'retiree' ? null : reponse }
        changes.record(
          userId,
          { kind: SUGGESTION, id: ask.id, type: `${SUGGESTION}.answer`, base: row.doc, patch, nom: name },
          told,
        )
      }),
  }
}
