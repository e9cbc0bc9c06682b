import { DoraError } from '#shared/errors.ts'
import type { OutgoingChange, SyncConflict } from '#shared/contract/sync.ts'
import { SUGGESTION } from '#shared/listing/suggestion.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountsStore } from './accounts-store.ts'
import { commandOf, isOfRequest } from './combine.ts'
import type { Conflict, ConflictsTable } from './conflicts-table.ts'
import { FAVOURITE, isPersonal, targetOf } from './favourite-doc.ts'
import { isListing, isNamed } from './listing-doc.ts'
import { listingWords } from './listing-words.ts'
import type { OutboxRow, OutboxState, OutboxTable, RowKey } from './outbox-table.ts'
import { pieceOf, putOff, refusal } from './refusals.ts'
import { pieceName, typedIn } from './requests-patch.ts'
import { writtenSince } from './written-since.ts'

const STATES = {
  pending: 'en-attente',
  acked: 'envoye',
  rejected: 'refuse',
  conflict: 'conflit',
  blocked: 'bloque',
} as const satisfies Partial<Record<OutboxState, OutgoingChange['etat']>>

const ACTIONS: Readonly<Record<string, OutgoingChange['action']>> = { create: 'creation', remove: 'suppression' }

type Cible = OutgoingChange['cible']

const aimOf = (doc: Doc): Cible => {
  const { cible } = doc
  if (typeof cible !== 'object' || cible === null || Array.isArray(cible)) return null
  const { kind, id } = cible as Doc
  return (kind === 'service' || kind === 'structure') && typeof id === 'string' ? { kind, id } : null
}
/** The sheet that it is about, to open it; `doc`: what is known of the row. */
const cibleOf = ({ userId, kind, id }: RowKey, doc: Doc): Cible => {
  if (kind === FAVOURITE) return targetOf(userId, id)
  if (kind === SUGGESTION) return aimOf(doc)
  return kind === 'service' || kind === 'structure' ? { kind, id } : null
}

const subjectOf = (key: RowKey, nom: string, doc: Doc) => ({
  kind: key.kind === FAVOURITE ? 'favori' : key.kind,
  cible: cibleOf(key, doc),
  nom,
})

/** A value as a person reads it: a list has one line per item. */
const asText = (value: Json | undefined, kind = '', champ = ''): string | null => {
  const words = isListing(kind) ? listingWords(champ, value) : null
  if (words !== null && words !== '') return words
  if (value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return null
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map((each: Json) => asText(each) ?? '').join('\n')
  return JSON.stringify(value)
}

const conflictView = (conflict: Conflict): SyncConflict => {
  const { base, mine, theirs, kind } = conflict
  const gone = conflict.nature === 'supprime'
  const personal = [...new Set([...Object.keys(mine), ...(gone ? Object.keys(base) : [])])].filter((field) =>
    isPersonal(kind, field),
  )
  // One line at least: « la mienne » must have somewhere to be chosen.
  const fields = personal.length === 0 ? ['nom'] : personal
  return {
    id: conflict.mutId,
    ...subjectOf(conflict, conflict.nom, base),
    cree_le: conflict.creeLe,
    nature: conflict.nature,
    champs: fields.map((champ) => ({
      champ,
      origine: asText(base[champ], kind, champ),
      mienne: asText(mine[champ], kind, champ),
      leur: asText(theirs[champ], kind, champ),
    })),
  }
}

/** @param doc what the change says, as far as it can be read. */
const lastAnswer = ({ state, failure, kind, type }: OutboxRow, doc: Doc): OutgoingChange['reponse'] => {
  if (failure === null) return null
  if (state === 'pending') return putOff()
  return refusal(failure, kind, { made: commandOf(type) === 'create', piece: pieceName(doc, pieceOf(failure)) })
}

/** What the screen of outgoing changes shows, for the account signed in. */
export const createOutgoing = (accounts: AccountsStore, table: OutboxTable, conflicts: ConflictsTable) => {
  /** Fields that it changes, by the names that a person knows. Of a request, only that something was written. */
  const namesOf = ({ kind, type }: OutboxRow, patch: Doc): string[] => {
    if (isOfRequest(type)) return typedIn(patch) === '' ? [] : ['message']
    return Object.keys(patch).filter((field) => (isListing(kind) ? isNamed(field) : isPersonal(kind, field)))
  }

  /** A row that cannot be read back hides no other: it is shown without its words. */
  const wordsOf = (row: OutboxRow): { readonly nom: string; readonly champs: string[]; readonly doc: Doc } => {
    try {
      const { base, patch } = table.contentOf(row)
      return { nom: table.nameOf(row), champs: namesOf(row, patch), doc: { ...base, ...patch } }
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return { nom: '', champs: [], doc: {} }
    }
  }

  const view = (row: OutboxRow, etat: OutgoingChange['etat']): OutgoingChange => {
    const { nom, champs, doc } = wordsOf(row)
    return {
      mut_id: row.mut_id,
      ...subjectOf({ userId: row.user_id, kind: row.kind, id: row.id }, nom, doc),
      action: ACTIONS[commandOf(row.type)] ?? 'modification',
      champs,
      cree_le: row.cree_le,
      etat,
      essais: row.attempts,
      prochain_essai: row.state === 'pending' && row.next_at > 0 ? new Date(row.next_at).toISOString() : null,
      reponse: lastAnswer(row, doc),
    }
  }

  return {
    /** Newest first. */
    list: (): OutgoingChange[] => {
      const userId = accounts.currentId()
      if (userId === null) return []
      return table
        .ofUser(userId)
        .toReversed()
        .flatMap((row) => (row.state === 'cancelled' ? [] : [view(row, STATES[row.state])]))
    },
    conflicts: (): SyncConflict[] => {
      const userId = accounts.currentId()
      return userId === null
        ? []
        : conflicts.ofUser(userId).map((each) => conflictView({ ...each, mine: { ...each.mine, ...writtenSince(table, each) } }))
    },
    /** `en_attente`: not yet known to the server; `a_verifier`: clashes and refusals that wait for a person. */
    counts: (): { en_attente: number; a_verifier: number } => {
      const userId = accounts.currentId()
      if (userId === null) return { en_attente: 0, a_verifier: 0 }
      const states = table.states(userId)
      const of = (state: OutboxState) => states[state] ?? 0
      return { en_attente: of('pending'), a_verifier: of('rejected') + of('blocked') + conflicts.count(userId) }
    },
  }
}
