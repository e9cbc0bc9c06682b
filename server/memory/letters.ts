import type { Logger } from 'pino'
import { addDays, parisDay } from '#shared/listing/days.ts'
import { isNothing, marksAt, newsBetween } from '#shared/memory/marks.ts'
import { JOURS } from '#shared/memory/search.ts'
import type { AccountParts } from '../accounts/context.ts'
import { described } from '../http/failures.ts'
import { queueMail } from '../mail/queue.ts'
import type { Reader, User } from '../store/types.ts'
import { findAll, type FoundServices } from './found.ts'
import { toldOf } from './letter.ts'
import type { Places } from './places.ts'
import { followedSearch, followedSearches, type FollowedSearch, type Following, followingOf, keepFollowing } from './rows.ts'
import { STOP_SEARCHES_PATH, stopSearchesToken } from './stop-token.ts'

/** Letters of kept searches (dora-backend.md §7.3), on a clock that tests can move: what is new, what changed, what disappeared. */

const JOB = 'recherches'
const DONE_ON = 'recherches-jour'
/** In one go: the next hour takes the rest. */
const MOST_AT_ONCE = 500

type Parts = AccountParts & {
  readonly log: Logger
  /** Without a final « / ». */
  readonly publicUrl: () => string
  /** Whether e-mails reach anyone: news that nobody gets would be lost. */
  readonly delivers: boolean
  readonly places: () => Promise<Places>
}
type Due = { readonly search: FollowedSearch; readonly following: Following | null }

const isDue = ({ search, following }: Due, today: string): boolean => {
  const days = JOURS[search.frequence]
  // A clock set back must not silence a search for years.
  return days !== null && (following === null || following.dernier > today || addDays(following.dernier, days) <= today)
}

export const createSearchLetters = (parts: Parts) => {
  const { store, seal, now, log, publicUrl, delivers, places, onMail } = parts

  const dueOf = async (reader: Reader, today: string): Promise<Due[]> => {
    const due: Due[] = []
    for (const search of await followedSearches(reader, seal)) {
      const one = { search, following: await followingOf(reader, seal, search.rowId) }
      if (isDue(one, today)) due.push(one)
    }
    return due
  }

  /**
   * Of one person: what was told and the letter that tells it are one transaction, made of what stands then. A search that changed
   * since it was read is left for the next time. Answers whether a letter leaves.
   */
  const write = async (user: User, mine: readonly Due[], found: FoundServices, today: string): Promise<boolean> => {
    const linkOf = (id: string): string => `${publicUrl()}/service/${encodeURIComponent(id)}`
    const { value } = await store.write((writer) =>
      writer.step(async () => {
        const told: ReturnType<typeof toldOf>[] = []
        for (const { search } of mine) {
          const services = found.get(search.rowId)
          if (services === undefined) continue
          const still = await followedSearch(writer, seal, search.rowId)
          const following = await followingOf(writer, seal, search.rowId)
          if (still === null || !isDue({ search: still, following }, today)) continue
          await keepFollowing(writer, seal, search.rowId, {
            dernier: today,
            vue: marksAt(new Date(now()).toISOString(), services),
          })
          if (following === null) continue
          const news = newsBetween(following.vue, services)
          if (!isNothing(news)) told.push(toldOf(still, news, services, linkOf))
        }
        if (told.length === 0) return false
        const arret = `${publicUrl()}${STOP_SEARCHES_PATH}?jeton=${stopSearchesToken(seal, user.id)}`
        const template = { kind: 'recherches' as const, recherches: told, lien: `${publicUrl()}/ouvrir?vers=accueil`, arret }
        await queueMail(writer, seal, { to: user.courriel, template }, now())
        return true
      }),
    )
    return value
  }

  const work = async (): Promise<number> => {
    const today = parisDay(now())
    if ((await store.read((reader) => reader.setting(DONE_ON))) === today) return 0
    const due = await store.read((reader) => dueOf(reader, today))
    let letters = 0
    let left = false
    if (due.length > 0) {
      const geography = await places()
      const wanted = due.map(({ search: { rowId, query } }) => ({ key: rowId, query }))
      const found = await store.read((reader) => findAll(reader, geography, wanted, today))
      for (const [userId, mine] of Map.groupBy(due, ({ search }) => search.userId)) {
        if (letters >= MOST_AT_ONCE) {
          left = true
          break
        }
        // One that fails keeps the others from nothing.
        try {
          const user = await store.accounts.userById(userId)
          if (user === null || !user.actif || !user.valide) continue
          if (await write(user, mine, found, today)) letters += 1
        } catch (error) {
          left = true
          log.error({ job: JOB, ...described(error) }, 'letter of searches not written')
        }
      }
    }
    if (!left) await store.write((writer) => writer.setSetting(DONE_ON, today))
    if (letters > 0) {
      log.info({ letters }, 'letters of searches queued')
      onMail()
    }
    return letters
  }

  return {
    /** Does what is due, once a day. Answers how many letters were queued; 0 when another replica is at it. */
    run: async (): Promise<number> => (delivers ? ((await store.exclusively(JOB, work)) ?? 0) : 0),
  }
}
