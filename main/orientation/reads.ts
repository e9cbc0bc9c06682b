import { fullName, type Compte, type Rattachement } from '#shared/accounts/compte.ts'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import type { Brief } from '../user/requests-brief.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createLineMemo, newestFirst, type Replacements, replacementsIn } from './lines.ts'
import type { Seen } from './view.ts'

export type UserFile = () => Promise<RemoteOf<UserWorkerMethods>>
export type Key = { readonly sens: Sens; readonly id: string }

/** Who works at this desk; what the server told of them, as long as it has told something. */
export type Person = {
  readonly id: string
  readonly nom: string
  readonly courriel: string
  readonly compte: Compte | null
  /** Of which they are members. */
  readonly structures: readonly Rattachement[]
  /** The one in whose name they work. */
  readonly courante: string | null
}

export type Known = {
  /** Null when nobody is signed in. */
  readonly person: Person | null
  /** Newest first. */
  readonly briefs: readonly Brief[]
  readonly replacements: Replacements
  readonly illisibles: number
  /** @param now milliseconds since 1970 */
  readonly lineOf: (one: Brief, now: number) => OrientationLine
}

/** Requests of the person of this desk, read once until something changes. Fails with the codes of the user's file. */
export const createReads = (user: UserFile) => {
  let known: Promise<Known> | null = null

  const person = async (): Promise<Person | null> => {
    const file = await user()
    const [{ compte: account }, { compte, rattachements, structure }] = await Promise.all([
      file['account.get'](undefined),
      file['account.known'](undefined),
    ])
    if (account === null) return null
    return {
      id: account.id,
      nom: compte === null ? account.nom : fullName(compte),
      courriel: compte?.courriel ?? account.courriel,
      compte,
      structures: rattachements.filter(({ etat }) => etat === 'membre'),
      courante: structure,
    }
  }

  const lineOf = createLineMemo()
  let kept: ReadonlyMap<string, Brief> = new Map()
  let revision = -1
  let turn: Promise<unknown> = Promise.resolve()

  /** Only what has changed crosses from the other thread. */
  const refresh = async (): Promise<Known> => {
    const file = await user()
    const [who, { whole, changed, removed, illisibles, ...answer }] = await Promise.all([
      person(),
      file['requests.briefs']({ since: revision }),
    ])
    const next = new Map(whole ? [] : kept)
    for (const { sens, id } of removed) next.delete(`${sens} ${id}`)
    for (const brief of changed) next.set(`${brief.sens} ${brief.id}`, brief)
    kept = next
    revision = answer.revision
    const briefs = [...next.values()].sort(newestFirst)
    const replacements = replacementsIn(briefs)
    return {
      person: who,
      briefs,
      replacements,
      illisibles,
      lineOf: (one, now) => lineOf(one, replacements, { me: who?.id ?? '', now }),
    }
  }
  /** One after the other: each answer follows from the one before. */
  const read = (): Promise<Known> => {
    const reading = turn.then(refresh)
    turn = reading.catch(() => {
      revision = -1
    })
    return reading
  }

  return {
    all: (): Promise<Known> => {
      const reading = (known ??= read())
      reading.catch(() => {
        if (known === reading) known = null
      })
      return reading
    },
    /** Rows, what waits, or who is signed in have changed. */
    forget: (): void => {
      known = null
    },
    person,
    /** @throws DoraError `compte-non-connecte` */
    signedIn: async (): Promise<Person> => {
      const found = await person()
      if (found === null) throw new DoraError('compte-non-connecte')
      return found
    },
    /** @throws DoraError `orientation-introuvable` */
    one: async ({ sens, id }: Key): Promise<Seen> => {
      const { envoi, reception } = await (await user())['requests.one']({ sens, id })
      if (envoi !== null) return { sens: 'envoi', seen: envoi }
      if (reception !== null) return { sens: 'reception', seen: reception }
      throw new DoraError('orientation-introuvable')
    },
    /** One that was sent. @throws DoraError `orientation-introuvable` */
    sent: async (id: string) => {
      const { envoi } = await (await user())['requests.one']({ sens: 'envoi', id })
      if (envoi === null) throw new DoraError('orientation-introuvable')
      return envoi
    },
  }
}
export type Reads = ReturnType<typeof createReads>
