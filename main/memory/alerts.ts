import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { type Marks, marksAt, type News, newsBetween } from '#shared/memory/marks.ts'
import { type Alerte, criteresOf, nomProposeOf, type Nouveautes } from '#shared/memory/search.ts'
import type { SearchQuery } from '#shared/search/query.ts'
import type { Card } from '#shared/search/result.ts'
import { fnv } from '#shared/text/fnv.ts'
import type { Settings } from '#shared/contract/app.ts'
import type { CatalogueServices } from '../catalogue/handlers.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Platform } from '../platform/types.ts'
import type { Clock } from '../sync/ports.ts'
import { systemClock } from '../sync/system-clock.ts'
import { createTelling } from '../sync/telling.ts'
import { createTimer } from '../sync/timer.ts'
import type { KeptSearch } from '../user/searches-doc.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { lookAt, type Looked } from './alerts-look.ts'
import { createAlertsMemory, decideAlerts } from './alerts-notice.ts'
import { createRecentHandlers } from './recent.ts'

export type AlertHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `alertes.${string}`>>
export type SearchesFile = () => Promise<
  Pick<RemoteOf<UserWorkerMethods>, Extract<keyof UserWorkerMethods, `searches.${string}`>>
>

type Options = {
  readonly catalogue: Pick<CatalogueServices, 'marks' | 'handlers'>
  readonly user: SearchesFile
  readonly settings: () => Settings
  readonly notify: Platform['notify']
  /** Where what notices have told is remembered. */
  readonly noticesFile: string
  readonly emit: Emit
  /** An account's outbox may hold something new. */
  readonly onOutbox: () => void
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
}

/** After the application is there: a first search needs the processor more. */
const FIRST_LOOK_MS = 60_000
/** Changes come by many pages: they are waited for, not for ever. */
const SETTLED_MS = 3_000
const MOST_STALE_MS = 60_000
/** Of a list that is shown: after what the screen itself reads. */
const SOON_MS = 200
const MOST_CARDS = 500

const NO_NEWS: Nouveautes = { nouveaux: 0, modifies: 0, disparus: 0 }
const counted = ({ nouveaux, modifies, disparus }: News): Nouveautes => ({
  nouveaux: nouveaux.length,
  modifies: modifies.length,
  disparus: disparus.length,
})

/** What is known of one, until the catalogue changes. */
type Known = Pick<Alerte, 'total' | 'nouveautes' | 'vue_le' | 'probleme'> & { readonly cle: string }

/** Paging says nothing of what is searched. */
const whole = (query: SearchQuery): SearchQuery => ({ ...query, offset: 0, limit: 50 })

/** Searches that are kept, and what changed in what each finds (dora-screens.md §2.8): all of it on this desk, without network. */
export const createAlertHandlers = (options: Options) => {
  const { catalogue, user, settings, notify, noticesFile, emit, onOutbox, log, clock = systemClock } = options
  const memory = createAlertsMemory(noticesFile, log)
  const known = new Map<string, Known>()
  /** What the screen shows of one: what is marked as seen is that, not what has come since. */
  const shown = new Map<string, Marks>()
  const timer = createTimer(clock)
  const noticeTimer = createTimer(clock)
  let owner: string | null = null
  let closed = false
  let isStale = true
  /** Since when what is known is of an earlier catalogue; null when it is not. */
  let staleSince: number | null = null
  let isSoon = false

  const instant = (): string => new Date(clock.now()).toISOString()

  /** The first look of this desk at a search tells nothing: all of it was there. */
  const seenOf = async (id: string, looked: Looked): Promise<Marks> => {
    const file = await user()
    const seen = await file['searches.marks']({ id })
    if (seen !== null) return seen
    const first = marksAt(instant(), looked.services)
    if (looked.probleme !== null) return first
    // A file that a newer application wrote is only read: nothing is kept, and nothing is told.
    await file['searches.look']({ id, seen: first }).catch((error: unknown) => {
      if (!(error instanceof DoraError)) throw error
    })
    return first
  }

  const compare = async ({ id, query }: KeptSearch) => {
    const looked = await lookAt(catalogue, query)
    const seen = await seenOf(id, looked)
    const news = looked.probleme === null ? newsBetween(seen, looked.services) : { nouveaux: [], modifies: [], disparus: [] }
    known.set(id, {
      total: looked.total,
      probleme: looked.probleme,
      nouveautes: counted(news),
      vue_le: seen.le,
      cle: fnv(JSON.stringify(news), 0x811c9dc5),
    })
    return { looked, news }
  }

  const view = (search: KeptSearch): Alerte => {
    const { total, nouveautes, vue_le, probleme } = known.get(search.id) ?? {
      total: null,
      nouveautes: NO_NEWS,
      vue_le: search.cree_le,
      probleme: null,
    }
    return { ...search, criteres: criteresOf(search.query, search.lieu), total, nouveautes, vue_le, probleme }
  }

  /** Those of another person are nobody's business here. */
  const whose = async (): Promise<string> => {
    const now = await (await user())['searches.owner'](undefined)
    if (owner !== null && owner !== now) {
      known.clear()
      shown.clear()
      isStale = true
    }
    owner = now
    return now
  }

  const tell = (mine: string, kept: readonly KeptSearch[]): void => {
    const news = kept.flatMap(({ id }) => {
      const one = known.get(id)
      return one === undefined ? [] : [{ id, cle: one.cle, nouveautes: one.nouveautes }]
    })
    const decision = decideAlerts({ owner: mine, news, memory: memory.get(), settings: settings(), now: clock.now() })
    // Kept first: a notice told twice is worse than one lost.
    if (kept.length > 0 || memory.get() !== null) memory.keep(decision.memory)
    noticeTimer.clear()
    if (decision.again !== null) noticeTimer.set(Math.max(1_000, decision.again - clock.now()), () => looking.tell())
    const { notice } = decision
    if (notice !== null && !notify(notice, () => emit('alertes.noticeFollowed', {}))) emit('alertes.notice', notice)
  }

  const look = async (): Promise<void> => {
    const mine = await whose()
    const kept = await (await user())['searches.list'](undefined)
    const all = isStale
    isStale = false
    staleSince = null
    isSoon = false
    let changed = false
    for (const search of kept) {
      if (closed) return
      const before = known.get(search.id)
      if (!all && before !== undefined) continue
      await compare(search)
      changed ||= JSON.stringify(before) !== JSON.stringify(known.get(search.id))
    }
    for (const id of known.keys()) if (!kept.some((one) => one.id === id)) known.delete(id)
    if (closed || (await whose()) !== mine) return
    tell(mine, kept)
    if (changed) emit('alertes.changed', {})
  }
  const looking = createTelling(
    () =>
      look().catch((error: unknown) => {
        // A file of the person that does not open is said by the screens that need it.
        if (!(error instanceof DoraError)) log('alerts', error)
      }),
    () => {},
  )

  const cardsOf = async (ids: readonly string[]): Promise<ReadonlyMap<string, Card>> => {
    const cards = new Map<string, Card>()
    for (let from = 0; from < ids.length; from += MOST_CARDS)
      for (const card of await catalogue.handlers['catalogue.cards']({ ids: ids.slice(from, from + MOST_CARDS) }))
        cards.set(card.id, card)
    return cards
  }

  const written = (): void => {
    emit('alertes.changed', {})
    onOutbox()
    looking.tell()
  }

  const handlers: AlertHandlers = {
    'alertes.list': async () => {
      await whose()
      const kept = await (await user())['searches.list'](undefined)
      if (kept.some(({ id }) => !known.has(id)) && !isSoon) {
        isSoon = true
        timer.set(SOON_MS, looking.tell)
      }
      return kept.map(view)
    },
    'alertes.creer': async ({ query: asked, nom, lieu, frequence }) => {
      const query = whole(asked)
      const looked = await lookAt(catalogue, query)
      const search = { id: randomUUID(), nom: nom || nomProposeOf(query, lieu), query, lieu, frequence, cree_le: instant() }
      const seen = looked.probleme === null ? marksAt(search.cree_le, looked.services) : null
      await (await user())['searches.make']({ search, seen })
      written()
      return { id: search.id }
    },
    'alertes.modifier': async (change) => {
      await (await user())['searches.change'](change)
      written()
    },
    'alertes.remove': async ({ id }) => {
      await (await user())['searches.remove']({ id })
      known.delete(id)
      written()
    },
    'alertes.restore': async ({ id }) => {
      await (await user())['searches.restore']({ id })
      written()
    },
    'alertes.get': async ({ id }) => {
      await whose()
      const search = await (await user())['searches.get']({ id })
      const { looked, news } = await compare(search)
      // What could not be read was not seen.
      if (looked.probleme === null) shown.set(id, marksAt(instant(), looked.services))
      else shown.delete(id)
      const cards = await cardsOf([...news.nouveaux, ...news.modifies.map((one) => one.id)])
      return {
        alerte: view(search),
        nouveaux: news.nouveaux.flatMap((one) => cards.get(one) ?? []),
        modifies: news.modifies.flatMap((one) => {
          const card = cards.get(one.id)
          return card === undefined ? [] : [{ card, champs: [...one.champs] }]
        }),
        disparus: [...news.disparus],
      }
    },
    'alertes.vue': async ({ id }) => {
      await whose()
      const file = await user()
      const search = await file['searches.get']({ id })
      const looked = shown.has(id) ? null : await lookAt(catalogue, search.query)
      if (looked !== null && looked.probleme !== null) return
      const seen = shown.get(id) ?? marksAt(instant(), looked?.services ?? {})
      await file['searches.look']({ id, seen: { ...seen, le: instant() } })
      shown.delete(id)
      await compare(search)
      emit('alertes.changed', {})
      looking.tell()
    },
    ...createRecentHandlers({ user, emit, newId: randomUUID }),
  }

  const stale = (): void => {
    isStale = true
    staleSince ??= clock.now()
    if (isSoon) return
    const waited = clock.now() - staleSince
    timer.set(waited >= 0 && waited < MOST_STALE_MS ? SETTLED_MS : 0, looking.tell)
  }

  return {
    handlers,
    /** Once the window is there: what is new is told without anyone asking, a while later. */
    start: (): void => timer.keep(FIRST_LOOK_MS, looking.tell),
    /** The catalogue has changed: what is known is to be read again, in a moment. */
    catalogueChanged: (): void => {
      if (owner !== null) stale()
    },
    /** Rows of the account have come, or another person is there. */
    rowsChanged: (): void => {
      emit('alertes.changed', {})
      if (owner !== null) looking.tell()
    },
    /** One's own synonyms change what is found, other settings what is told. */
    settingsChanged: (): void => {
      if (owner !== null) stale()
    },
    close: (): void => {
      closed = true
      timer.clear()
      noticeTimer.clear()
      looking.close()
    },
  }
}
