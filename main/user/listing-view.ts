import { DoraError } from '#shared/errors.ts'
import type { Json } from '#shared/rpc.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { CHANNEL_OF, type ContactField, isContactField } from '#shared/listing/contact-fields.ts'
import { projection } from '#shared/listing/projection.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountView } from './account-view.ts'
import type { AccountsStore } from './accounts-store.ts'
import { isEmpty } from './combine.ts'
import type { ConflictsTable } from './conflicts-table.ts'
import type { ContactsTable } from './contacts-table.ts'
import { type Known, newest, type Told } from './listing-doc.ts'
import type { OutboxRow, OutboxTable, RowKey } from './outbox-table.ts'
import type { OwnRows } from './own-rows.ts'

export type Envoi = ServiceLine['envoi']

/** A row of the listing as the person sees it: flat, with what waits over what was told. */
export type SeenRow = {
  readonly kind: string
  readonly id: string
  readonly doc: Doc
  readonly envoi: Envoi
  /** False for a row that no server has yet. */
  readonly known: boolean
}

type Parts = {
  readonly accounts: AccountsStore
  readonly table: OutboxTable
  readonly own: OwnRows
  readonly conflicts: ConflictsTable
  readonly contacts: ContactsTable
  readonly view: AccountView
}

const MASK = 'dora.contact_masque'
const CONTACT_FIELDS = Object.keys(CHANNEL_OF).filter(isContactField)
/** Fields of the contact of a flat record that are there and not said. */
export const maskedFields = (doc: Doc): readonly ContactField[] => {
  const mask = doc[MASK]
  return Array.isArray(mask) ? CONTACT_FIELDS.filter((field) => (mask as readonly Json[]).includes(CHANNEL_OF[field])) : []
}

const CHANGED_BLOCK = (patch: Doc): boolean => Object.keys(patch).some((field) => field.startsWith('dora.'))

/** Listings: rows of the catalogue, which the caller brings, and of the account, with what was done here and is not told yet. */
export type ListingView = ReturnType<typeof createListingView>

export const createListingView = ({ accounts, table, own, conflicts, contacts, view }: Parts) => {
  /** A contact that this desk was told is put back; one that it was not stays marked as kept. */
  const unmasked = (known: Known | null): Known | null => {
    if (known === null) return null
    const fields = maskedFields(known.doc)
    const contact = fields.length === 0 ? null : contacts.contact({ serviceId: String(known.doc['id']) })
    if (contact === null) return known
    const { [MASK]: _mask, ...rest } = known.doc
    const said = fields.map((field) => [field, contact[CHANNEL_OF[field]]] as const).filter(([, value]) => value !== null)
    return { ver: known.ver, doc: { ...rest, ...Object.fromEntries(said) } }
  }

  const envoiOf = (rows: readonly OutboxRow[], known: boolean, clash: boolean): Envoi => {
    const states = new Set(rows.map(({ state }) => state))
    if (clash || states.has('conflict')) return 'conflit'
    if (states.has('rejected') || states.has('blocked')) return 'refuse'
    if (states.has('pending')) return known ? 'attente' : 'local'
    return 'a-jour'
  }

  const clashing = (userId: string | null): ReadonlySet<string> =>
    userId === null ? new Set() : new Set(conflicts.keys(userId).map(({ kind, id }) => JSON.stringify([kind, id])))

  /** v1 says what the block says, also of what waits. */
  const projected = (doc: Doc, rows: readonly OutboxRow[]): Doc =>
    rows.some((row) => CHANGED_BLOCK(table.contentOf(row).patch)) ? clean({ ...doc, ...projection(doc) }) : doc
  const clean = (doc: Doc): Doc => Object.fromEntries(Object.entries(doc).filter(([, value]) => value !== null))

  const seen = (
    userId: string | null,
    key: { readonly kind: string; readonly id: string },
    told: Known | null,
    rows: readonly OutboxRow[],
    clashes: ReadonlySet<string>,
  ): SeenRow | null => {
    const ownRow = userId === null ? null : own.get({ userId, ...key })
    const known = unmasked(newest(ownRow, told))
    const doc = userId === null ? (known?.doc ?? null) : view.ofListing({ userId, ...key }, known, { rows })
    if (doc === null) return null
    const isKnown = known !== null || rows.some((row) => row.state === 'acked' || !isEmpty(table.contentOf(row).base))
    const envoi = envoiOf(rows, isKnown, clashes.has(JSON.stringify([key.kind, key.id])))
    return { ...key, doc: key.kind === 'service' ? projected(doc, rows) : doc, envoi, known: isKnown }
  }

  /** One that cannot be read back hides no other. */
  const readable = <T>(read: () => T): T | null => {
    try {
      return read()
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }

  return {
    /** One listing; null when there is none, or it waits to be removed. */
    of: (key: { readonly kind: string; readonly id: string }, told: Told | null): SeenRow | null => {
      const userId = accounts.currentId()
      const rows = userId === null ? [] : table.ofKey({ userId, ...key })
      return seen(userId, key, told === null ? null : newest(told), rows, clashing(userId))
    },
    /** Several at once, of these kinds: those told, and those that only the account knows. Unordered. */
    all: (kinds: readonly string[], told: readonly Told[]): SeenRow[] => {
      const userId = accounts.currentId()
      const clashes = clashing(userId)
      const best = new Map<string, Known>()
      const keys = new Map<string, { kind: string; id: string }>()
      const name = (kind: string, id: string) => {
        const found = JSON.stringify([kind, id])
        if (!keys.has(found)) keys.set(found, { kind, id })
        return found
      }
      for (const one of told) {
        const known = newest(best.get(name(one.kind, one.id)), one)
        if (known !== null) best.set(name(one.kind, one.id), known)
      }
      const waiting = new Map<string, OutboxRow[]>()
      if (userId !== null) {
        for (const kind of kinds) for (const id of own.ids(userId, kind)) name(kind, id)
        for (const row of table.ofKinds(userId, kinds)) {
          const at = name(row.kind, row.id)
          waiting.set(at, [...(waiting.get(at) ?? []), row])
        }
      }
      return [...keys].flatMap(
        ([at, key]) => readable(() => seen(userId, key, best.get(at) ?? null, waiting.get(at) ?? [], clashes)) ?? [],
      )
    },
    /** For the recorder: what is under a change, when the catalogue tells of the row. */
    under: (told: Told | null) => ({
      of: (key: RowKey, before?: number): Doc | null =>
        view.ofListing(key, unmasked(newest(own.get(key), told)), before === undefined ? {} : { before }),
      version: (key: RowKey): number => newest(own.get(key), told)?.ver ?? 0,
    }),
  }
}
