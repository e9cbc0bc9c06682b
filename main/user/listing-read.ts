import type { Listing, ModelLine, ServiceLine } from '#shared/contract/listing.ts'
import { Disponibilite, type Service, type Structure } from '#shared/catalogue/record.ts'
import { scoreService } from '#shared/catalogue/score.ts'
import { DoraError } from '#shared/errors.ts'
import { deep } from '#shared/listing/flat.ts'
import { isExpiredDraft, structureUpdateNeeded, sureOn, updateNeeded } from '#shared/listing/freshness.ts'
import { modelChanged, MODELE } from '#shared/listing/model.ts'
import { publicationProblems, structureProblems } from '#shared/listing/problems.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountsStore } from './accounts-store.ts'
import { textOf, type Told, wireDoc } from './listing-doc.ts'
import { flatStatus } from './listing-rules.ts'
import { type People, tasksOf } from './listing-tasks.ts'
import type { ListingView, SeenRow } from './listing-view.ts'
import type { CopyName, WorkingCopies } from './working-copies.ts'

/** What the caller tells of a structure: rows, and what is no row. */
export type OfStructure = {
  readonly structureId: string
  /** The structure, its services, its models and its parent's, its suggestions: as the catalogue and the server have them. */
  readonly told: readonly Told[]
  readonly parent: Listing['parent']
  readonly antennes: Listing['antennes']
  readonly droits: Listing['droits']
  readonly people: People
  /** Null when the server did not say. */
  readonly vues: { readonly structure: number; readonly services: Readonly<Record<string, number>> } | null
  readonly page: string | null
  readonly complet: boolean
}

type Parts = {
  readonly accounts: AccountsStore
  readonly view: ListingView
  readonly copies: WorkingCopies
  readonly suggestions: { readonly all: (told: readonly Told[]) => Suggestion[] }
  readonly today: () => string
  /** Milliseconds since 1970. */
  readonly nowMs: () => number
}

const isDay = (value: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(value)

/** The listing of a structure, as the person sees it. */
export const createListingRead = ({ accounts, view, copies, suggestions, today, nowMs }: Parts) => {
  const copiesOf = (structureId: string): readonly CopyName[] => {
    const userId = accounts.currentId()
    return userId === null ? [] : copies.names(userId).filter((one) => one.structureId === structureId)
  }
  /** New listings that were never sent: all that there is of them is the copy. */
  const unsent = (names: readonly CopyName[], seen: ReadonlySet<string>): SeenRow[] => {
    const userId = accounts.currentId()
    return names.flatMap(({ kind, id }) => {
      const copy = userId === null || seen.has(`${kind} ${id}`) ? null : copies.get({ userId, kind, id })
      // Opened and left without a word.
      if (copy === null || copy.origine === null || (copy.origine === 'vide' && copy.version === 1)) return []
      return [{ kind, id, doc: copy.doc, envoi: 'local' as const, known: false }]
    })
  }
  const dated = (doc: Doc, day: string): Doc => (isDay(textOf(doc, 'date_maj')) ? doc : { ...doc, date_maj: day })

  const serviceLine = (
    row: SeenRow,
    models: ReadonlyMap<string, SeenRow>,
    copied: ReadonlySet<string>,
    vues: OfStructure['vues'],
    day: string,
  ): ServiceLine => {
    const flatDoc = dated(row.doc, day)
    const service = deep(flatDoc) as unknown as Service
    const model = textOf(flatDoc, 'dora.modele')
    const followed = models.get(model)
    const disponibilite = Disponibilite.safeParse(flatDoc['dora.disponibilite']).data ?? null
    return {
      id: row.id,
      doc: wireDoc(row.doc),
      statut: flatStatus(flatDoc),
      envoi: row.envoi,
      copie: copied.has(`service ${row.id}`),
      a_actualiser: updateNeeded(service, day),
      brouillon_ancien: isExpiredDraft(service, day),
      sur_le: sureOn('service', service),
      disponibilite,
      manques: publicationProblems(flatDoc).map((one) => ({ ...one })),
      score: scoreService(service, new Date(nowMs())).score,
      modele:
        model === ''
          ? null
          : {
              id: model,
              nom: followed === undefined ? '' : textOf(followed.doc, 'nom'),
              change: followed !== undefined && modelChanged(followed.doc, flatDoc),
            },
      vues: vues === null ? null : (vues.services[row.id] ?? 0),
    }
  }

  return {
    read: (ask: OfStructure): Listing => {
      const { structureId, told, parent, antennes, droits, people, vues, page, complet } = ask
      const day = today()
      const seen = view.all(['service', MODELE, 'structure'], told)
      const known = new Set(seen.map(({ kind, id }) => `${kind} ${id}`))
      const names = copiesOf(structureId)
      const copied = new Set(names.map(({ kind, id }) => `${kind} ${id}`))
      const all = [...seen, ...unsent(names, known)]
      const structureRow = all.find(({ kind, id }) => kind === 'structure' && id === structureId)
      if (structureRow === undefined) throw new DoraError('structure-introuvable')

      const owners = new Set([structureId, ...(parent === null ? [] : [parent.id])])
      const modelRows = all.filter(({ kind, doc }) => kind === MODELE && owners.has(textOf(doc, 'structure_id')))
      const models = new Map(modelRows.map((row) => [row.id, row]))
      const services = all
        .filter(({ kind, doc }) => kind === 'service' && doc['structure_id'] === structureId)
        .map((row) => serviceLine(row, models, copied, vues, day))
        .sort((a, b) => textOf(a.doc, 'nom').localeCompare(textOf(b.doc, 'nom'), 'fr') || (a.id < b.id ? -1 : 1))
      const modeles = modelRows
        .map((row): ModelLine => {
          const following = services.filter(({ modele }) => modele?.id === row.id)
          return {
            id: row.id,
            doc: wireDoc(row.doc),
            herite: row.doc['structure_id'] !== structureId,
            services: following.length,
            a_mettre_a_jour: following.filter(({ modele }) => modele?.change === true).length,
            copie: copied.has(`${MODELE} ${row.id}`),
            envoi: row.envoi,
          }
        })
        .sort((a, b) => textOf(a.doc, 'nom').localeCompare(textOf(b.doc, 'nom'), 'fr') || (a.id < b.id ? -1 : 1))
      const asStructure = deep(dated(structureRow.doc, day)) as unknown as Structure
      const structure: Listing['structure'] = {
        id: structureId,
        doc: wireDoc(structureRow.doc),
        envoi: structureRow.envoi,
        copie: copied.has(`structure ${structureId}`),
        manques: structureProblems(structureRow.doc).map((one) => ({ ...one })),
        a_actualiser: structureUpdateNeeded(asStructure, day),
        sur_le: sureOn('structure', asStructure),
      }
      const asked = suggestions.all(told).filter(({ structure_id }) => structure_id === structureId)
      return {
        structure,
        parent,
        antennes,
        droits,
        services,
        modeles,
        suggestions: asked,
        taches: tasksOf({ structure, services, modeles, suggestions: asked, people, droits, today: day }),
        vues: vues?.structure ?? null,
        page,
        complet,
      }
    },
    /** Where a listing that the catalogue does not tell is; null when the account knows nothing of it either. */
    whose: ({ kind, id }: { readonly kind: string; readonly id: string }): Whose | null => {
      const userId = accounts.currentId()
      const copy = userId === null ? null : copies.get({ userId, kind, id })
      const origine = copy?.origine === 'vide' ? null : (copy?.origine ?? null)
      if (copy !== null) return { structureId: copy.structureId, origine }
      if (kind === 'structure') return { structureId: id, origine: null }
      const structureId = textOf(view.of({ kind, id }, null)?.doc ?? {}, 'structure_id')
      return structureId === '' ? null : { structureId, origine: null }
    },
  }
}
export type Whose = { readonly structureId: string; readonly origine: { readonly kind: string; readonly id: string } | null }
