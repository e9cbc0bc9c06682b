import { DoraError } from '#shared/errors.ts'
import type { ListingKind } from '#shared/listing/groups.ts'
import type { Actor } from '#shared/rights.ts'
import { type AccountApi, createAccountApi } from '../account/api.ts'
import type { CatalogueTold } from '../catalogue/handlers.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Clock } from '../sync/ports.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { systemClock } from '../sync/system-clock.ts'
import { createTelling } from '../sync/telling.ts'
import type { UserWorkerMethods } from '../user/worker.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { createRemoteHandlers } from './remote.ts'
import { createServerRows } from './server-rows.ts'
import { createStructures, type Key, type Structures } from './structures.ts'
import { createSuggestionHandlers } from './suggestions.ts'

export type ListingHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `listing.${string}` | `suggestions.${string}`>>

type Options = {
  readonly catalogue: CatalogueTold
  readonly link: Pick<ServerLink, 'request' | 'readBack'>
  readonly user: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly actor: () => Promise<Actor>
  readonly emit: Emit
  /** Something new waits to be sent. */
  readonly onOutbox: () => void
  readonly log: (what: string, error: unknown) => void
  readonly clock?: Clock
}

/** What tables (main/listing/tables.ts) are read into and written from. */
export type ListingDesk = {
  readonly structures: Structures
  readonly user: Options['user']
  /** To call when changes of that structure were recorded. */
  readonly recorded: (structureId: string | null) => void
}

export type ListingServices = {
  readonly handlers: ListingHandlers
  readonly desk: ListingDesk
  /** Rows of the account, answers of the server, or the catalogue have changed. */
  readonly changed: () => void
  /** Another person, or nobody: what the server told the former one is forgotten. */
  readonly forget: () => void
}

export const createListingHandlers = (options: Options): ListingServices => {
  const { catalogue, link, user, actor, emit, onOutbox, log, clock = systemClock } = options
  const api: AccountApi = createAccountApi(link)
  const told = (structureId: string | null): void => emit('listing.changed', { structureId })
  const recorded = (structureId: string | null): void => {
    told(structureId)
    onOutbox()
  }
  const server = createServerRows({ ask: api.ask, user, now: clock.now, onChange: told, log })
  const structures = createStructures({ catalogue, server, user, actor })

  /** The place of the catalogue is read before what the server tells afresh: what is retired then shows in one or the other. */
  const tellPlace = async (): Promise<void> => {
    const [place, person] = await Promise.all([catalogue.place(), actor()])
    await server.again(person?.id ?? null)
    if (place !== null) await (await user())['listing.place'](place)
  }
  // A file of the person, or of the catalogue, that does not open is said by the screens that need it.
  const placeTelling = createTelling(
    () =>
      tellPlace().catch((error: unknown) => {
        if (!(error instanceof DoraError)) log('listing place', error)
      }),
    () => {},
  )

  const keysOf = (kind: ListingKind, ids: readonly string[]): Key[] => ids.map((id) => ({ kind, id }))
  /** The rows of many listings of a structure, once it is known that the person may write them. */
  const forMany = async (kind: ListingKind, structureId: string, ids: readonly string[], all = false) => {
    const context = all ? await structures.whole(structureId) : await structures.some(structureId, keysOf(kind, ids))
    structures.check(context, kind)
    return { context, ask: { structureId, ids, told: context.told } }
  }
  /** One listing with all that its editor shows; `alone`: with its own row only. */
  const forOne = async ({ kind, id }: { readonly kind: ListingKind; readonly id: string }, alone = false) => {
    const structureId = await structures.ownerOf({ kind, id })
    const context = alone ? await structures.some(structureId, [{ kind, id }]) : await structures.whole(structureId)
    structures.check(context, kind)
    return { context, ask: { kind, id, structureId, told: context.told } }
  }

  const handlers: ListingHandlers = {
    'listing.read': async ({ structureId }) => (await user())['listing.read'](await structures.listing(structureId)),
    'listing.edit': async (key) => {
      const { context, ask } = await forOne(key)
      return { ...(await (await user())['listing.edit'](ask)), droits: context.droits }
    },
    'listing.create': async ({ kind, structureId, depuis }) => {
      const context = await structures.whole(structureId)
      structures.check(context, kind)
      const made = await (await user())['listing.create']({ kind, structureId, depuis, told: context.told })
      told(structureId)
      return made
    },
    'listing.save': async ({ kind, id, doc, base }) => {
      const { ask } = await forOne({ kind, id }, true)
      const saved = await (await user())['listing.save']({ ...ask, doc, base })
      told(ask.structureId)
      return saved
    },
    'listing.submit': async ({ kind, id, statut }) => {
      const { ask } = await forOne({ kind, id })
      await (await user())['listing.submit']({ ...ask, statut })
      recorded(ask.structureId)
    },
    'listing.choose': async ({ kind, id, choix }) => {
      const { context, ask } = await forOne({ kind, id })
      const edit = await (await user())['listing.choose']({ ...ask, choix })
      told(ask.structureId)
      return { ...edit, droits: context.droits }
    },
    'listing.discard': async (key) => {
      await (await user())['listing.discard'](key)
      told(null)
    },
    'listing.restore': async (key) => {
      await (await user())['listing.restore'](key)
      told(null)
    },

    'listing.change': async ({ structureId, ids, patch }) => {
      const { ask } = await forMany('service', structureId, ids)
      const done = await (await user())['listing.change']({ ...ask, patch })
      recorded(structureId)
      return done
    },
    'listing.setStatus': async ({ structureId, ids, statut }) => {
      const { ask } = await forMany('service', structureId, ids)
      const done = await (await user())['listing.setStatus']({ ...ask, statut })
      recorded(structureId)
      return done
    },
    'listing.verify': async ({ kind, structureId, ids, groupes, moyen = 'poste' }) => {
      const { context, ask } = await forMany(kind, structureId, ids)
      const par = structures.speaksFor(context)
      const done = await (await user())['listing.verify']({ ...ask, kind, groupes, par, moyen })
      recorded(structureId)
      return done
    },
    'listing.setAvailability': async ({ structureId, ids, disponibilite }) => {
      const { ask } = await forMany('service', structureId, ids)
      const done = await (await user())['listing.setAvailability']({ ...ask, disponibilite })
      recorded(structureId)
      return done
    },
    'listing.followModel': async ({ structureId, ids, acte }) => {
      const { ask } = await forMany('service', structureId, ids)
      const done = await (await user())['listing.followModel']({ ...ask, acte })
      recorded(structureId)
      return done
    },
    'listing.remove': async ({ kind, structureId, ids }) => {
      const { ask } = await forMany(kind, structureId, ids, kind === 'modele')
      const done = await (await user())['listing.remove']({ ...ask, kind })
      recorded(structureId)
      return done
    },
    'listing.undo': async ({ annuler }) => {
      const file = await user()
      const keys = await file['listing.undoing']({ annuler })
      const [first] = keys
      // What the server alone tells of a structure one keeps without being of it is part of what is undone.
      const owner = first === undefined ? null : await structures.ownerOf(first as Key).catch(() => null)
      const told = owner === null ? await catalogue.rows(keys) : (await structures.some(owner, keys as readonly Key[])).told
      await file['listing.undo']({ annuler, told })
      recorded(null)
    },
    ...createRemoteHandlers(api, link),
    ...createSuggestionHandlers({ structures, catalogue, user, recorded }),
  }

  return {
    handlers,
    desk: { structures, user, recorded },
    changed: () => {
      told(null)
      placeTelling.tell()
    },
    forget: server.forget,
  }
}
