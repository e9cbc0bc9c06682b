import type { Sens } from '#shared/contract/orientation.ts'
import type { Envoi, Reception } from '#shared/orientation/model.ts'
import { type Brief, briefOfReceived, briefOfSent } from './requests-brief.ts'
import type { SeenRequest } from './requests-types.ts'
import type { UserStore } from './store.ts'

type On = <T>(act: (store: UserStore) => T) => T
type Key = { readonly sens: Sens; readonly id: string }

/** What has changed among requests since an answer that this thread gave. */
export type BriefChanges = {
  /** Of this answer: to say with the next question. */
  readonly revision: number
  /** The answer before is not known here: these are all there are. */
  readonly whole: boolean
  readonly changed: readonly Brief[]
  readonly removed: readonly Key[]
  /** Rows that could not be read back. */
  readonly illisibles: number
}

type Found = {
  readonly envois: readonly SeenRequest<Envoi>[]
  readonly receptions: readonly SeenRequest<Reception>[]
}

const nameOf = ({ sens, id }: Key): string => `${sens} ${id}`

/** Requests, many at a time: whole, thousands of them would take as long to cross to the screens' thread as to be read. */
export const createBriefMethods = (on: On) => {
  /** Rows that nothing changed are the same objects at each reading (requests-view.ts). */
  const made = new WeakMap<object, Brief>()
  let revision = 0
  let last: ReadonlyMap<string, Brief> = new Map()

  const briefOf = <T extends Envoi | Reception>(seen: SeenRequest<T>, make: (seen: SeenRequest<T>) => Brief): Brief => {
    const known = made.get(seen.doc)
    if (known !== undefined && known.envoi === seen.envoi && known.muette === seen.muette) return known
    const brief = make(seen)
    made.set(seen.doc, brief)
    return brief
  }

  return {
    /** `since`: the revision of the last answer; -1 for none. */
    'requests.briefs': ({ since }: { since: number }): BriefChanges =>
      on(({ requests }) => {
        const { envois, receptions, illisibles } = requests.all()
        const now = new Map<string, Brief>()
        for (const seen of envois) now.set(`envoi ${seen.doc.id}`, briefOf(seen, briefOfSent))
        for (const seen of receptions) now.set(`reception ${seen.doc.id}`, briefOf(seen, briefOfReceived))
        const whole = since !== revision
        const before = whole ? new Map<string, Brief>() : last
        const changed = [...now].flatMap(([name, brief]) => (before.get(name) === brief ? [] : [brief]))
        const removed = [...before].flatMap(([name, { sens, id }]) => (now.has(name) ? [] : [{ sens, id }]))
        revision += 1
        last = now
        return { revision, whole, changed, removed, illisibles }
      }),
    /** Those of that list that are there, whole. */
    'requests.some': (keys: readonly Key[]): Found =>
      on(({ requests }) => {
        const { envois, receptions } = requests.all()
        const asked = new Set(keys.map(nameOf))
        return {
          envois: envois.filter(({ doc }) => asked.has(`envoi ${doc.id}`)),
          receptions: receptions.filter(({ doc }) => asked.has(`reception ${doc.id}`)),
        }
      }),
  }
}
