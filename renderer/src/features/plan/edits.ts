import { MOST_BESOINS, MOST_OPTIONS, type PlanBesoin, type PlanDoc, type PlanOption } from '#shared/plan/plan.ts'

/**
 * Gestures on a plan. Each gives the plan it makes, and what takes that one gesture back from whatever the plan has become since:
 * notes typed meanwhile stay.
 */
export type Change = (doc: PlanDoc) => PlanDoc
export type Edit = { readonly doc: PlanDoc; readonly undo: Change }

export const needOf = (doc: PlanDoc, needId: string): PlanBesoin | undefined => doc.besoins.find(({ id }) => id === needId)

/** Every service of the plan, in its order. */
export const servicesOf = (doc: PlanDoc): string[] =>
  doc.besoins.flatMap(({ options }) => options.map(({ serviceId }) => serviceId))

export const withNeed = (doc: PlanDoc, needId: string, change: (need: PlanBesoin) => PlanBesoin): PlanDoc => ({
  ...doc,
  besoins: doc.besoins.map((need) => (need.id === needId ? change(need) : need)),
})

export const withOption = (
  doc: PlanDoc,
  needId: string,
  serviceId: string,
  change: (option: PlanOption) => PlanOption,
): PlanDoc =>
  withNeed(doc, needId, (need) => ({
    ...need,
    options: need.options.map((option) => (option.serviceId === serviceId ? change(option) : option)),
  }))

const indexOf = (need: PlanBesoin | undefined, serviceId: string): number =>
  need?.options.findIndex((option) => option.serviceId === serviceId) ?? -1

const inserted = <T>(list: readonly T[], at: number, one: T): T[] => [...list.slice(0, at), one, ...list.slice(at)]

/** A service has one place in a plan, and a need holds so many: past that, what was asked is left undone. */
const putBack = (doc: PlanDoc, needId: string, at: number, option: PlanOption): PlanDoc => {
  const need = needOf(doc, needId)
  if (need === undefined || need.options.length >= MOST_OPTIONS || servicesOf(doc).includes(option.serviceId)) return doc
  return withNeed(doc, needId, (one) => ({ ...one, options: inserted(one.options, at, option) }))
}

const without = (doc: PlanDoc, needId: string, serviceId: string): PlanDoc =>
  withNeed(doc, needId, (need) => ({ ...need, options: need.options.filter((option) => option.serviceId !== serviceId) }))

const nothing = (doc: PlanDoc): Edit => ({ doc, undo: (now) => now })

export const removeOption = (doc: PlanDoc, needId: string, serviceId: string): Edit => {
  const need = needOf(doc, needId)
  const at = indexOf(need, serviceId)
  const option = need?.options[at]
  if (option === undefined) return nothing(doc)
  return { doc: without(doc, needId, serviceId), undo: (now) => putBack(now, needId, at, option) }
}

export const replaceOption = (doc: PlanDoc, needId: string, serviceId: string, by: PlanOption): Edit => {
  const option = needOf(doc, needId)?.options.find((one) => one.serviceId === serviceId)
  if (option === undefined || servicesOf(doc).includes(by.serviceId)) return nothing(doc)
  return {
    doc: withOption(doc, needId, serviceId, () => by),
    undo: (now) => (servicesOf(now).includes(serviceId) ? now : withOption(now, needId, by.serviceId, () => option)),
  }
}

/** Never proposed again for this need. `by` takes its place, when there is one. */
export const setAside = (doc: PlanDoc, needId: string, serviceId: string, by: PlanOption | null): Edit => {
  const out = by === null ? removeOption(doc, needId, serviceId) : replaceOption(doc, needId, serviceId, by)
  if (out.doc === doc) return nothing(doc)
  return {
    doc: withNeed(out.doc, needId, (need) => ({ ...need, ecartes: [...new Set([...need.ecartes, serviceId])].slice(-100) })),
    undo: (now) =>
      out.undo(withNeed(now, needId, (need) => ({ ...need, ecartes: need.ecartes.filter((one) => one !== serviceId) }))),
  }
}

export const addOption = (doc: PlanDoc, needId: string, option: PlanOption): Edit => ({
  doc: putBack(doc, needId, needOf(doc, needId)?.options.length ?? 0, option),
  undo: (now) => without(now, needId, option.serviceId),
})

/** The options of several needs at once; those with a note stay, before what is new. */
export const setOptions = (doc: PlanDoc, chosen: ReadonlyMap<string, readonly PlanOption[]>): Edit => {
  const before = new Map(doc.besoins.map(({ id, options }) => [id, options]))
  return {
    doc: {
      ...doc,
      besoins: doc.besoins.map((need) => {
        const next = chosen.get(need.id)
        if (next === undefined) return need
        const kept = need.options.filter(({ note }) => note.trim() !== '')
        const fresh = next.filter(({ serviceId }) => !kept.some((one) => one.serviceId === serviceId))
        return { ...need, options: [...kept, ...fresh].slice(0, MOST_OPTIONS) }
      }),
    },
    undo: (now) => ({
      ...now,
      besoins: now.besoins.map((need) =>
        chosen.has(need.id) ? { ...need, options: before.get(need.id) ?? need.options } : need,
      ),
    }),
  }
}

const moved = <T>(list: readonly T[], at: number, by: number): T[] => {
  const one = list[at]
  const to = at + by
  if (one === undefined || to < 0 || to >= list.length) return [...list]
  return inserted(list.toSpliced(at, 1), to, one)
}

export const moveOption = (doc: PlanDoc, needId: string, serviceId: string, by: number): PlanDoc =>
  withNeed(doc, needId, (need) => ({ ...need, options: moved(need.options, indexOf(need, serviceId), by) }))

export const moveNeed = (doc: PlanDoc, needId: string, by: number): PlanDoc => ({
  ...doc,
  besoins: moved(
    doc.besoins,
    doc.besoins.findIndex(({ id }) => id === needId),
    by,
  ),
})

/** What was typed without the words of a need that is taken away: Enter must not bring it back. */
export const withoutWords = (typed: string, words: string): string => {
  const parts = typed.split(',')
  const left = parts.filter((part) => part.trim().toLowerCase() !== words.trim().toLowerCase())
  return left.length === parts.length ? typed : left.join(',').trim()
}

export const removeNeed = (doc: PlanDoc, needId: string): Edit => {
  const at = doc.besoins.findIndex(({ id }) => id === needId)
  const need = doc.besoins[at]
  if (need === undefined) return nothing(doc)
  return {
    doc: { ...doc, saisie: withoutWords(doc.saisie, need.mots), besoins: doc.besoins.toSpliced(at, 1) },
    undo: (now) => {
      if (needOf(now, needId) !== undefined || now.besoins.length >= MOST_BESOINS) return now
      const taken = new Set(servicesOf(now))
      const options = need.options.filter(({ serviceId }) => !taken.has(serviceId))
      return { ...now, besoins: inserted(now.besoins, at, { ...need, options }) }
    },
  }
}

/** What a need is the same as, whatever the words: its thématiques, else its words. */
const sameness = ({ mots, thematiques }: Pick<PlanBesoin, 'mots' | 'thematiques'>): string =>
  thematiques.length === 0 ? mots.trim().toLowerCase() : thematiques.toSorted().join(' ')

type NewNeed = Pick<PlanBesoin, 'mots' | 'thematiques' | 'publics'>

const blank = (need: NewNeed): PlanBesoin => ({
  id: crypto.randomUUID().slice(0, 8),
  mots: need.mots.slice(0, 200),
  thematiques: [...need.thematiques],
  publics: [...need.publics],
  options: [],
  ecartes: [],
  note: '',
})

/** Adds those that the plan has not yet, as far as it may hold. */
export const addNeeds = (doc: PlanDoc, needs: readonly NewNeed[]): PlanDoc => {
  const besoins = [...doc.besoins]
  for (const need of needs) {
    if (besoins.length < MOST_BESOINS && !besoins.some((one) => sameness(one) === sameness(need))) besoins.push(blank(need))
  }
  return { ...doc, besoins }
}
