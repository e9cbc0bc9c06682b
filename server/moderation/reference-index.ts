import { COMPTE, RATTACHEMENT, Rattachement } from '#shared/accounts/compte.ts'
import { Dossier } from '#shared/moderation/dossier.ts'
import { Doublon } from '#shared/moderation/doublon.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { SUGGESTION, Suggestion } from '#shared/listing/suggestion.ts'
import { ORIENTATION } from '#shared/orientation/model.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { HISTORIQUE } from '../listing/history.ts'
import type { Entity, Reader } from '../store/types.ts'
import { docOf } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import type { DossierFacts, Facts, HeldFacts, ServiceFacts, StructureLine, SuggestionFacts } from './facts.ts'
import { HELD_KINDS, readHeld } from './reference-held.ts'
import { createCommon, serviceLine, structureLine } from './reference-lines.ts'
import { createRequestsIndex } from './reference-requests.ts'
import { awaited, awaitedSince } from './reference-since.ts'
import type { Turn } from './reference-turns.ts'
import { createViewsIndex } from './reference-views.ts'

/** The facts as a store gives them, row after row, in any order of rows: each takes the place of what was known of it. */

/** Read whole once; what else is followed is looked up where it matters. */
export const SCANNED = ['structure', 'service', RATTACHEMENT, ORIENTATION, SUGGESTION, 'dossier', 'doublon', 'vues'] as const
const FOLLOWED: ReadonlySet<string> = new Set([...SCANNED, HISTORIQUE, COMPTE])

type Row = { readonly kind: string; readonly id: string; readonly ver: number; readonly doc: Doc | null }

export type Index = {
  readonly facts: Facts
  readonly apply: (entity: Entity) => void
  /** Looks up what follows from several rows at once. To be called once the rows of a reading are applied, with its reader. */
  readonly settle: (reader: Reader, now: number, turn: Turn) => Promise<void>
  readonly setToday: (today: string) => void
}

const dossierFacts = ({ cible, prise, invite_le, adresses, valide, decisions }: Dossier): DossierFacts => {
  const last = decisions.findLast(({ avant, apres }) => apres !== null && apres !== avant)
  return {
    cible,
    prise,
    invite_le,
    adresses,
    valide_le: valide?.le ?? null,
    statue: last === undefined ? null : { le: last.le, avant: last.avant, apres: last.apres },
  }
}

/** Lists by key, in the order of `compare`; a key without any is not there. */
const setIn = <T>(lists: Map<string, readonly T[]>, key: string, list: readonly T[]): void => {
  if (list.length === 0) lists.delete(key)
  else lists.set(key, list)
}
const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** @param epoch of the history @param seq that the rows are read at @param today ISO day in Paris */
export const createIndex = (seal: Seal, { epoch, seq, today }: Pick<Facts, 'epoch' | 'seq' | 'today'>): Index => {
  const common = createCommon()
  const structures = new Map<string, StructureLine>()
  const services = new Map<string, ServiceFacts>()
  const servicesOf = new Map<string, Set<string>>()
  const people = new Map<string, readonly Rattachement[]>()
  const suggestions = new Map<string, readonly SuggestionFacts[]>()
  const suggestedOn = new Map<string, string>()
  const dossiers = new Map<string, { readonly ver: number; readonly dossier: DossierFacts }>()
  const doublons = new Map<string, Doublon>()
  const views = createViewsIndex(today)
  const requests = createRequestsIndex(today, common.one)
  const depuis = new Map<string, string>()
  let held: ReadonlyMap<string, readonly HeldFacts[]> = new Map()
  let staleHeld = true
  /** Sheets whose waiting is to be looked up again. */
  const touched = new Map<string, Cible>()
  const known = { epoch, seq, today }

  const touch = (cible: Cible): void => void touched.set(cibleKey(cible), cible)
  const waitsFor = ({ kind, id }: Cible) => {
    const sheet = kind === 'structure' ? structures.get(id) : services.get(id)
    if (sheet === undefined || ('statut' in sheet && sheet.statut !== 'PUBLISHED')) return null
    return awaited(sheet.moderation, dossiers.get(cibleKey({ kind, id }))?.dossier)
  }
  const touchIfWaiting = (cible: Cible): void => {
    if (waitsFor(cible) !== null || depuis.has(cibleKey(cible))) touch(cible)
  }

  const applyService = (id: string, one: ServiceFacts | null): void => {
    const [from, to] = [services.get(id)?.structureId ?? null, one?.structureId ?? null]
    if (one === null) services.delete(id)
    else services.set(id, one)
    if (from !== to && from !== null) {
      const left = servicesOf.get(from)
      left?.delete(id)
      if (left?.size === 0) servicesOf.delete(from)
    }
    if (to !== null) servicesOf.set(to, (servicesOf.get(to) ?? new Set()).add(id))
    touchIfWaiting({ kind: 'service', id })
  }

  const applyPerson = (rowId: string, one: Rattachement | null): void => {
    const cut = rowId.indexOf('/')
    const [userId, structureId] = [rowId.slice(0, cut), rowId.slice(cut + 1)]
    const others = (people.get(structureId) ?? []).filter(({ user_id }) => user_id !== userId)
    setIn(people, structureId, one === null ? others : [...others, one].sort((a, b) => byText(a.user_id, b.user_id)))
  }

  const applySuggestion = (id: string, one: Suggestion | null): void => {
    const before = suggestedOn.get(id)
    if (before !== undefined)
      setIn(
        suggestions,
        before,
        (suggestions.get(before) ?? []).filter((other) => other.id !== id),
      )
    suggestedOn.delete(id)
    if (one?.etat !== 'ouverte') return
    const cible = common.one(cibleKey(one.cible))
    suggestedOn.set(id, cible)
    const next = [...(suggestions.get(cible) ?? []), { id, cible, cree_le: one.cree_le }]
    setIn(
      suggestions,
      cible,
      next.sort((a, b) => byText(a.cree_le, b.cree_le) || byText(a.id, b.id)),
    )
  }

  const applyRow: Readonly<Record<string, (row: Row) => void>> = {
    structure: ({ id, ver, doc }) => {
      if (doc === null) structures.delete(id)
      else structures.set(id, structureLine({ id, ver, doc }, common))
      touchIfWaiting({ kind: 'structure', id })
    },
    service: ({ id, ver, doc }) => applyService(id, doc === null ? null : serviceLine({ id, ver, doc }, common)),
    [RATTACHEMENT]: ({ id, doc }) => applyPerson(id, doc === null ? null : Rattachement.parse(doc)),
    [SUGGESTION]: ({ id, doc }) => applySuggestion(id, doc === null ? null : Suggestion.parse(doc)),
    [ORIENTATION]: ({ id, doc }) => requests.apply(id, doc),
    vues: ({ id, doc }) => views.apply(id, doc),
    dossier: ({ id, ver, doc }) => {
      const was = dossiers.get(id)
      if (doc === null) dossiers.delete(id)
      else dossiers.set(id, { ver, dossier: dossierFacts(Dossier.parse(doc)) })
      const cible = dossiers.get(id)?.dossier.cible ?? was?.dossier.cible
      if (cible !== undefined) touchIfWaiting(cible)
    },
    doublon: ({ id, doc }) => {
      if (doc === null) doublons.delete(id)
      else doublons.set(id, Doublon.parse(doc))
    },
  }

  const facts: Facts = {
    get epoch() {
      return known.epoch
    },
    get seq() {
      return known.seq
    },
    get today() {
      return known.today
    },
    get held() {
      return held
    },
    structures,
    services,
    servicesOf,
    people,
    suggestions,
    dossiers,
    doublons,
    vues: views.vues,
    demandes: requests.demandes,
    requetes: requests.requetes,
    depuis,
  }

  /** `<kind>/<id>/<version>` */
  const touchHistory = (rowId: string): void => {
    const [first, last] = [rowId.indexOf('/'), rowId.lastIndexOf('/')]
    const kind = rowId.slice(0, first)
    if (kind === 'structure' || kind === 'service') touch({ kind, id: rowId.slice(first + 1, last) })
  }

  return {
    facts,
    apply: (entity) => {
      const { kind, id, ver } = entity
      if (!FOLLOWED.has(kind)) return
      known.seq = Math.max(known.seq, entity.seq)
      if (HELD_KINDS.has(kind)) staleHeld = true
      if (kind === HISTORIQUE) touchHistory(id)
      const take = applyRow[kind]
      if (take === undefined || (kind === 'vues' && !views.counts(id))) return
      try {
        take({ kind, id, ver, doc: docOf(seal, entity) })
      } catch {
        // One that this version, or this key, cannot read hides no other: nothing is known of it.
        take({ kind, id, ver, doc: null })
      }
    },
    settle: async (reader, now, turn) => {
      if (staleHeld) {
        held = await readHeld(reader, seal, now)
        staleHeld = false
      }
      for (const [key, cible] of touched) {
        const what = waitsFor(cible)
        const dossier = dossiers.get(key)?.dossier
        const since = what === null ? null : await awaitedSince(reader, seal, { cible, what, dossier })
        if (since === null) depuis.delete(key)
        else depuis.set(key, since)
        touched.delete(key)
        await turn()
      }
    },
    setToday: (day) => {
      if (day === known.today) return
      known.today = day
      views.setToday(day)
      requests.setToday(day)
      // How young an account is counts among what looks odd.
      staleHeld = true
    },
  }
}
