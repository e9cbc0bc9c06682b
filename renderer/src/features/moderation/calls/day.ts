import { create } from 'zustand'
import type { Call, CallNote } from '#shared/moderation/calls.ts'
import { cibleKey } from '#shared/moderation/target.ts'

/** What is being filled in of a call: kept while one goes and mends the sheet. */
export type Draft = {
  readonly ticked: readonly string[]
  readonly resultat: CallNote['resultat'] | null
  readonly note: string
  /** What has closed is to be shown no more. */
  readonly retire: boolean
}
export const NO_DRAFT: Draft = { ticked: [], resultat: null, note: '', retire: true }

/** The calls one has begun: the list does not move while one works through it, and is still there when one comes back. */
type Day = {
  /** Whose they are; null before the first. */
  readonly userId: string | null
  readonly appels: readonly Call[]
  /** What came of each that was made, by `cibleKey`. */
  readonly done: ReadonlyMap<string, CallNote['resultat']>
  readonly drafts: ReadonlyMap<string, Draft>
  /** Those that this person has taken. */
  readonly taken: ReadonlySet<string>
  readonly currentKey: string | null
}

const NONE: Day = { userId: null, appels: [], done: new Map(), drafts: new Map(), taken: new Set(), currentKey: null }

export const useDay = create<Day>(() => NONE)

export const keyOf = ({ cible }: Pick<Call, 'cible'>): string => cibleKey(cible)

/** The first call after `key` that is still to be made, else the first of the list; null when all are made. */
export const nextCall = (appels: readonly Call[], done: Day['done'], key: string | null): string | null => {
  const at = appels.findIndex((one) => keyOf(one) === key)
  const left = [...appels.slice(at + 1), ...appels.slice(0, at + 1)].find((one) => !done.has(keyOf(one)))
  return left === undefined ? null : keyOf(left)
}

/** Takes the list of today, for that person; those that were made already are not made again. */
export const begin = (userId: string, appels: readonly Call[]): void =>
  useDay.setState((before) => {
    const kept = before.userId === userId ? before : NONE
    const left = appels.filter((one) => !kept.done.has(keyOf(one)))
    return { ...kept, userId, appels: left, currentKey: nextCall(left, kept.done, null) }
  })

export const open = (currentKey: string | null): void => useDay.setState({ currentKey })

export const fill = (key: string, draft: Draft): void =>
  useDay.setState(({ drafts }) => ({ drafts: new Map(drafts).set(key, draft) }))

export const take = (key: string): void => useDay.setState(({ taken }) => ({ taken: new Set(taken).add(key) }))

/** Marks a call as made, and goes to the next one. */
export const made = (key: string, resultat: CallNote['resultat']): void =>
  useDay.setState(({ appels, done: before }) => {
    const done = new Map(before).set(key, resultat)
    return { done, currentKey: nextCall(appels, done, key) }
  })

/** Asks for others. */
export const finish = (): void => useDay.setState({ appels: [], currentKey: null })
