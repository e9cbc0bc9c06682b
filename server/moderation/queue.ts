import { parisDay } from '#shared/listing/days.ts'
import {
  isTaken,
  MOTIFS,
  type Motif,
  priorityOf,
  type Prise,
  type Queue,
  QUEUE_MAX,
  type QueueItem,
  type Raison,
} from '#shared/moderation/queue.ts'
import { structureState } from '#shared/moderation/structure-state.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { Facts, ServiceFacts, StructureLine } from './facts.ts'
import { administrators, moderates, peopleOf, standingOf, targetOf, viewsOf } from './reference-reads.ts'
import { awaited } from './reference-since.ts'

/** The queue of whoever moderates, computed from the facts: nothing of it is kept. */

const DAY_MS = 24 * 3600_000
/** A structure that has administrators has so long to answer a suggestion. */
const SUGGESTION_DAYS = 7

type Instants = readonly string[]
/** The instants of what there is to look at, any of which may be unreadable; none for no reason. */
const reason = (motif: Motif, instants: Instants, now: number): Raison[] => {
  if (instants.length === 0) return []
  const known = instants.filter((one) => !Number.isNaN(Date.parse(one)))
  const depuis = known.reduce(
    (first, one) => (Date.parse(one) < Date.parse(first) ? one : first),
    known[0] ?? new Date(now).toISOString(),
  )
  return [{ motif, depuis: new Date(depuis).toISOString(), nombre: instants.length }]
}

const dossierOf = (facts: Facts, cible: Cible) => facts.dossiers.get(cibleKey(cible))?.dossier
/** Where no history tells since when: the day of the last edit. */
const waitingSince = (facts: Facts, cible: Cible, { date_maj }: { readonly date_maj: string }): string =>
  facts.depuis.get(cibleKey(cible)) ?? date_maj

/** Suggestions that somebody else than the structure must look at: it has had its time, or nobody keeps it. */
const left = (facts: Facts, cible: Cible, structureId: string | null, now: number): Instants => {
  const kept = structureId !== null && administrators(peopleOf(facts, structureId)).length > 0
  return (facts.suggestions.get(cibleKey(cible)) ?? [])
    .map(({ cree_le }) => cree_le)
    .filter((cree_le) => !kept || now - Date.parse(cree_le) >= SUGGESTION_DAYS * DAY_MS)
}

const bounced = (facts: Facts, cible: Cible): Instants => (dossierOf(facts, cible)?.adresses ?? []).map(({ le }) => le)

/**
 * A structure is to be validated where it is said to be so on the board: somebody is tied to it, and one may answer. It is for its
 * first administrator when its first moderation is asked and exactly one person keeps it: joining a structure asks for that only
 * where nobody kept it (server/accounts/join.ts, first-admin.ts), so that this person is the one who has taken it.
 */
const toValidate = (facts: Facts, line: StructureLine, now: number): Raison[] => {
  const cible = { kind: 'structure', id: line.id } as const
  const what = awaited(line.moderation, dossierOf(facts, cible))
  if (what === null) return []
  const standing = standingOf(facts, line.id, parisDay(now))
  if (standing === null || structureState(standing.told) !== 'a-valider') return []
  const [first, ...others] = administrators(peopleOf(facts, line.id))
  return what === 'NEED_INITIAL_MODERATION' && first !== undefined && others.length === 0
    ? reason('premier-administrateur', [first.cree_le], now)
    : reason('structure-a-valider', [waitingSince(facts, cible, line)], now)
}

const ofStructure = (facts: Facts, line: StructureLine, now: number): Raison[] => {
  const cible = { kind: 'structure', id: line.id } as const
  const held = facts.held.get(line.id) ?? []
  const odd = held.filter(({ suspecte }) => suspecte)
  const requests = [
    ...reason(
      'demandes-retenues',
      held.map(({ cree_le }) => cree_le),
      now,
    ),
    ...reason(
      'demandes-suspectes',
      odd.map(({ cree_le }) => cree_le),
      now,
    ),
  ]
  // Shown to nobody any more: only people who wait still matter.
  if (line.obsolete) return requests
  return [
    ...requests,
    ...toValidate(facts, line, now),
    ...reason('adresse-refusee', bounced(facts, cible), now),
    ...reason('suggestion', left(facts, cible, line.id, now), now),
  ]
}

const ofService = (facts: Facts, one: ServiceFacts, now: number): Raison[] => {
  const cible = { kind: 'service', id: one.id } as const
  const structure = one.structureId === null ? undefined : facts.structures.get(one.structureId)
  if (structure?.obsolete === true || one.statut === 'ARCHIVED') return []
  const what = one.statut === 'PUBLISHED' ? awaited(one.moderation, dossierOf(facts, cible)) : null
  const motif = what === 'NEED_INITIAL_MODERATION' ? 'service-publie' : 'service-modifie'
  return [
    ...reason('adresse-refusee', bounced(facts, cible), now),
    ...reason('suggestion', left(facts, cible, one.structureId, now), now),
    ...(what === null ? [] : reason(motif, [waitingSince(facts, cible, one)], now)),
  ]
}

const taken = (prise: Prise | null | undefined, now: number): Prise | null =>
  prise != null && isTaken(prise, now) ? prise : null

type About = Pick<
  QueueItem,
  'id' | 'cible' | 'autre' | 'nom' | 'autre_nom' | 'structure_nom' | 'commune' | 'departement' | 'statut' | 'prise'
>
const made = (about: About, raisons: readonly Raison[], vues: number, now: number): QueueItem | null => {
  if (raisons.length === 0) return null
  const inOrder = raisons.toSorted((a, b) => MOTIFS.indexOf(a.motif) - MOTIFS.indexOf(b.motif))
  const depuis = raisons.reduce((first, one) => (one.depuis < first ? one.depuis : first), raisons[0]?.depuis ?? '')
  return { ...about, raisons: inOrder, depuis, vues, priorite: priorityOf(raisons, vues, now) }
}

/** The item of a sheet; null when nothing is to be looked at, or it is not there. Rights are the caller’s. @param now milliseconds since 1970 */
export const itemOf = (facts: Facts, cible: Cible, now: number): QueueItem | null => {
  const common = { id: cibleKey(cible), cible, autre: null, autre_nom: null, prise: taken(dossierOf(facts, cible)?.prise, now) }
  const vues = viewsOf(facts, cible)
  if (cible.kind === 'structure') {
    const line = facts.structures.get(cible.id)
    if (line === undefined) return null
    const { nom, commune, departement, moderation: statut } = line
    return made({ ...common, nom, structure_nom: null, commune, departement, statut }, ofStructure(facts, line, now), vues, now)
  }
  const one = facts.services.get(cible.id)
  if (one === undefined) return null
  const structure = one.structureId === null ? undefined : facts.structures.get(one.structureId)
  const about = {
    ...common,
    nom: one.nom,
    structure_nom: structure?.nom ?? null,
    commune: one.commune ?? structure?.commune ?? null,
    departement: one.departement ?? structure?.departement ?? null,
    statut: one.moderation,
  }
  return made(about, ofService(facts, one, now), vues, now)
}

const isGone = (facts: Facts, { kind, id }: Cible): boolean => {
  if (kind === 'structure') return facts.structures.get(id)?.obsolete !== false
  const one = facts.services.get(id)
  const structure = one?.structureId == null ? undefined : facts.structures.get(one.structureId)
  return one === undefined || one.statut === 'ARCHIVED' || structure?.obsolete === true
}

/** Pairs that may be one thing, both of whose sheets this person moderates. */
const pairsFor = (facts: Facts, actor: Actor, now: number): QueueItem[] =>
  [...facts.doublons.values()].flatMap(({ id, kind, paire, etat, trouve_le }) => {
    const [one, other] = paire.map((sheet) => ({ kind, id: sheet })) as [Cible, Cible]
    const theirs = [one, other].every((side) => !isGone(facts, side) && may(actor, 'doublon.decider', targetOf(facts, side)))
    if (etat !== 'propose' || !theirs) return []
    const vues = [one, other].reduce((sum, side) => sum + viewsOf(facts, side), 0)
    const prises = [one, other].map((side) => taken(dossierOf(facts, side)?.prise, now))
    const [sheet, twin] = [one, other].map((side) => (kind === 'structure' ? facts.structures : facts.services).get(side.id))
    const structureId = kind === 'structure' ? null : (facts.services.get(one.id)?.structureId ?? null)
    const about = {
      id: `doublon/${id}`,
      cible: one,
      autre: other,
      nom: sheet?.nom ?? '',
      autre_nom: twin?.nom ?? '',
      structure_nom: structureId === null ? null : (facts.structures.get(structureId)?.nom ?? null),
      commune: sheet?.commune ?? null,
      departement: sheet?.departement ?? targetOf(facts, one)?.departement ?? null,
      statut: null,
      prise: prises.find((prise) => prise !== null) ?? null,
    }
    return made(about, reason('doublon', [trouve_le], now), vues, now) ?? []
  })

/** Sheets that may have something to look at: few, of all there are. */
const candidates = (facts: Facts): Iterable<Cible> => {
  const found = new Map<string, Cible>()
  const add = (cible: Cible): void => void found.set(cibleKey(cible), cible)
  for (const { id, moderation } of facts.structures.values())
    if (moderation !== null && moderation !== 'VALIDATED') add({ kind: 'structure', id })
  for (const { id, moderation } of facts.services.values())
    if (moderation !== null && moderation !== 'VALIDATED') add({ kind: 'service', id })
  for (const id of facts.held.keys()) add({ kind: 'structure', id })
  for (const { dossier } of facts.dossiers.values()) if (dossier.adresses.length > 0) add(dossier.cible)
  for (const key of facts.suggestions.keys()) {
    const cut = key.indexOf('/')
    add({ kind: key.slice(0, cut) === 'service' ? 'service' : 'structure', id: key.slice(cut + 1) })
  }
  return found.values()
}

const byUrgency = (a: QueueItem, b: QueueItem): number =>
  b.priorite - a.priorite || (a.depuis < b.depuis ? -1 : a.depuis > b.depuis ? 1 : 0) || (a.id < b.id ? -1 : 1)

/** Everything that this person may act upon, the most pressing first. @param now milliseconds since 1970 */
export const itemsFor = (facts: Facts, actor: Actor, now: number): QueueItem[] => {
  const items = pairsFor(facts, actor, now)
  for (const cible of candidates(facts)) {
    const item = moderates(facts, actor, cible) ? itemOf(facts, cible, now) : null
    if (item !== null) items.push(item)
  }
  return items.sort(byUrgency)
}

/** The same as it is answered: cut, with how many there are. @param now milliseconds since 1970 */
export const queueFor = (facts: Facts, actor: Actor, now: number): Queue => {
  const items = itemsFor(facts, actor, now)
  return { items: items.slice(0, QUEUE_MAX), total: items.length, moi: actor?.id ?? '' }
}
