import type { Done } from '#shared/contract/listing.ts'
import type { Disponibilite, Verification } from '#shared/catalogue/record.ts'
import { DoraError } from '#shared/errors.ts'
import { wrongAvailability } from '#shared/listing/availability.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { MODELE, PATCH_DETACHED, patchFromModel, patchRefusing } from '#shared/listing/model.ts'
import type { ServiceStatus } from '#shared/listing/status.ts'
import type { Json } from '#shared/rpc.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import { isEmpty } from './combine.ts'
import { bare, difference, patched } from './favourite-doc.ts'
import { isWritable, newestTold, textOf, type Told } from './listing-doc.ts'
import type { ListingChanges } from './listing-changes.ts'
import { newIdOf } from './listing-new.ts'
import { flatStatus, reasonOf, wrongChange } from './listing-rules.ts'
import { createListingUndo } from './listing-undo.ts'
import { createUndos, type Undone } from './listing-undos.ts'
import type { ListingView, SeenRow } from './listing-view.ts'

type Parts = {
  readonly db: WritableDb
  readonly accounts: AccountsStore
  readonly view: ListingView
  readonly changes: ListingChanges
  readonly today: () => string
  readonly uuid: () => string
}

export type OnMany = { readonly structureId: string; readonly ids: readonly string[]; readonly told: readonly Told[] }
/** What an act does to one listing; a text says why it does nothing. */
type Act = (row: SeenRow) => { readonly command: string; readonly patch: Doc } | string

const UNKNOWN = 'Cette fiche n’existe pas, ou plus.'
const NOT_HERE = 'Ce champ ne se modifie pas ici.'
const VERIFICATIONS = 'dora.verifications'
const AVAILABILITY = 'dora.disponibilite'

/** Acts on several listings at once: one change each, all of them in one transaction (dora-screens.md §5.5). */
export const createListingActs = ({ db, accounts, view, changes, today, uuid }: Parts) => {
  const undos = createUndos(uuid)
  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()
  const me = accounts.signedInId

  const onEach = (kind: SeenRow['kind'], { structureId, ids, told }: OnMany, act: Act): Done =>
    inOne(() => {
      const userId = me()
      const tells = newestTold(told)
      const refus: Done['refus'] = []
      const done: Undone[] = []
      let faits = 0
      for (const id of new Set(ids)) {
        const from = tells(kind, id)
        const row = view.of({ kind, id }, from)
        const owner = kind === 'structure' ? id : row?.doc['structure_id']
        const refuse = (raison: string) => refus.push({ id, nom: row === null ? '' : textOf(row.doc, 'nom'), raison })
        if (row === null || owner !== structureId) {
          refuse(UNKNOWN)
          continue
        }
        const what = act(row)
        if (typeof what === 'string') {
          refuse(what)
          continue
        }
        faits++
        const type = `${kind}.${what.command}`
        const removes = what.command === 'remove'
        const patch = removes ? {} : difference(row.doc, patched(row.doc, what.patch))
        if (!removes && isEmpty(patch)) continue
        changes.record(userId, { kind, id, type, base: row.doc, patch }, from)
        done.push({ kind, id, type, before: row.doc, patch })
      }
      return { faits, refus, annuler: undos.keep(userId, done) }
    })

  /** Edits of services, held to the rules of the editor. */
  const editEach = (ask: OnMany, patchOf: (row: SeenRow) => Doc | string): Done =>
    onEach('service', ask, (row) => {
      const patch = patchOf(row)
      if (typeof patch === 'string') return patch
      const wrong = wrongChange('service', row.doc, patched(row.doc, patch))
      return wrong === null ? { command: 'update', patch } : reasonOf(wrong)
    })

  return {
    change: (ask: OnMany & { readonly patch: Doc }): Done => {
      const fields = Object.keys(ask.patch)
      const strange = fields.find((field) => !isWritable('service', field) || field.startsWith('dora.modele'))
      return editEach(ask, () => (strange === undefined ? ask.patch : NOT_HERE))
    },
    setStatus: (ask: OnMany & { readonly statut: ServiceStatus }): Done => editEach(ask, () => ({ 'dora.status': ask.statut })),
    verify: (
      ask: OnMany & {
        readonly kind: 'service' | 'structure'
        readonly groupes: readonly string[]
        readonly par: Verification['par']
        readonly moyen?: 'poste' | 'telephone'
      },
    ): Done => {
      const { kind, groupes, par, moyen = 'poste' } = ask
      // The server hears of a telephone call only from those who moderate (server/sync/commands/say.ts).
      const said = { le: today(), par, moyen: par === 'structure' ? 'poste' : moyen }
      const codes = groupsOf(kind)
        .map(({ code }) => code)
        .filter((code) => groupes.length === 0 || groupes.includes(code))
      return onEach(kind, ask, ({ doc }) => ({
        command: 'verify',
        patch: {
          [VERIFICATIONS]: {
            ...(doc[VERIFICATIONS] as Doc | undefined),
            ...Object.fromEntries(codes.map((code) => [code, said])),
          },
        },
      }))
    },
    setAvailability: (ask: OnMany & { readonly disponibilite: Omit<Disponibilite, 'dit_le'> | null }): Done => {
      const said = ask.disponibilite === null ? null : { ...ask.disponibilite, dit_le: today() }
      const champ = said === null ? null : wrongAvailability(said, today())
      if (champ !== null) throw new DoraError('disponibilite-invalide', { champs: [{ champ, message: '' }] })
      return onEach('service', ask, () => ({ command: 'availability', patch: { [AVAILABILITY]: said as Json } }))
    },
    followModel: (ask: OnMany & { readonly acte: 'mettre-a-jour' | 'refuser' | 'detacher' }): Done => {
      const tells = newestTold(ask.told)
      return editEach(ask, ({ doc }) => {
        const id = doc['dora.modele']
        if (typeof id !== 'string') return 'Ce service ne suit aucun modèle.'
        if (ask.acte === 'detacher') return PATCH_DETACHED
        const model = view.of({ kind: MODELE, id }, tells(MODELE, id))
        if (model === null) return 'Son modèle n’est pas connu de ce poste.'
        return ask.acte === 'refuser' ? patchRefusing(model.doc) : patchFromModel(model.doc)
      })
    },
    /** Of models, `told` has every service that may follow them. */
    remove: (ask: OnMany & { readonly kind: 'service' | 'modele' }): Done => {
      if (ask.kind === 'service')
        return onEach('service', ask, ({ doc }) =>
          flatStatus(doc) === 'SUGGESTION'
            ? { command: 'remove', patch: {} }
            : 'Seule une suggestion se supprime : archivez plutôt ce service.',
        )
      const followed = new Set(view.all(['service'], ask.told).map(({ doc }) => doc['dora.modele']))
      return onEach(MODELE, ask, ({ id }) =>
        followed.has(id) ? 'Des services suivent encore ce modèle : détachez-les d’abord.' : { command: 'remove', patch: {} },
      )
    },
    /**
     * Makes services, and changes others, as an import found them: each is checked as the editor would. `id` null: a new one.
     * `told` has the rows of those that are changed.
     */
    bring: (
      ask: Pick<OnMany, 'told'> & {
        readonly rows: readonly { readonly kind: 'service' | 'structure'; readonly id: string | null; readonly doc: Doc }[]
      },
    ): Done =>
      inOne(() => {
        const userId = me()
        const tells = newestTold(ask.told)
        const refus: Done['refus'] = []
        const done: Undone[] = []
        let faits = 0
        for (const { kind, id: given, doc } of ask.rows) {
          const id = given ?? newIdOf('service', uuid())
          const from = tells(kind, id)
          const row = view.of({ kind, id }, from)
          if (given !== null && row === null) {
            refus.push({ id, nom: textOf(doc, 'nom'), raison: UNKNOWN })
            continue
          }
          const before = row?.doc ?? {}
          const wanted = row === null ? bare({ ...doc, id, source: 'dora', date_maj: today() }) : patched(before, doc)
          const wrong = wrongChange(kind, row === null ? null : before, wanted)
          if (wrong !== null) {
            refus.push({ id, nom: textOf(wanted, 'nom'), raison: reasonOf(wrong) })
            continue
          }
          faits++
          const type = `${kind}.${row === null ? 'create' : 'update'}`
          const patch = row === null ? wanted : difference(before, wanted)
          if (isEmpty(patch)) continue
          changes.record(userId, { kind, id, type, base: before, patch }, from)
          done.push({ kind, id, type, before, patch })
        }
        return { faits, refus, annuler: undos.keep(userId, done) }
      }),
    ...createListingUndo({ inOne, me, view, changes, undos }),
  }
}
