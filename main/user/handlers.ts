import type { Favourite } from '#shared/contract/user.ts'
import { DoraError, type ErrorCode } from '#shared/errors.ts'
import { draftServiceOf } from '#shared/orientation/snapshot.ts'
import type { Card } from '#shared/search/result.ts'
import type { CatalogueReads } from '../catalogue/handlers.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import type { Secrets } from '../platform/types.ts'
import type { RemoteOf } from '../worker/protocol.ts'
import { workerUrl } from '../worker/locate.ts'
import { type RunningWorker, startWorker } from '../worker/start.ts'
import { senderIn } from './sender.ts'
import type { UserWorkerMethods } from './worker.ts'

/** What favourites and drafts ask of the catalogue: its own handlers, called from this side of the bridge. */
export type DeskCatalogue = Pick<CatalogueReads, 'catalogue.cards' | 'catalogue.service' | 'catalogue.structure'>

export type UserHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `favourites.${string}` | `drafts.${string}`>>

type Options = {
  /** Absolute path of the folder of `user.db`. */
  readonly folder: string
  readonly secrets: Pick<Secrets, 'loadKey'>
  readonly catalogue: DeskCatalogue
  readonly emit: Emit
  /** A change that an account's outbox may now hold: the synchronisation has something to look at. */
  readonly onFavourites?: () => void
}

const MAX_CARDS = 500

const isCode = (error: unknown, code: ErrorCode) => error instanceof DoraError && error.code === code

/** False only when the catalogue says that the record has left; a catalogue that cannot answer proves nothing. */
const stillListed = async (ask: () => unknown, gone: ErrorCode): Promise<boolean> => {
  try {
    await ask()
    return true
  } catch (error) {
    return !isCode(error, gone)
  }
}

/** Cards by service id; null when the catalogue cannot answer, so that nothing is said to have left it. */
const cardsOf = async (catalogue: DeskCatalogue, ids: readonly string[]): Promise<ReadonlyMap<string, Card> | null> => {
  try {
    const cards = new Map<string, Card>()
    for (let from = 0; from < ids.length; from += MAX_CARDS) {
      for (const card of await catalogue['catalogue.cards']({ ids: ids.slice(from, from + MAX_CARDS) })) cards.set(card.id, card)
    }
    return cards
  } catch {
    return null
  }
}

/**
 * Opens the user's file on the first call. A failed opening (key out of reach, damaged file) fails that call
 * with its code and is tried again on the next: unlocking the session's keyring is enough, no restart.
 */
export const createUserHandlers = ({
  folder,
  secrets,
  catalogue,
  emit,
  onFavourites,
}: Options): {
  readonly handlers: UserHandlers
  /** The user's file, opened by the first to ask: what the synchronisation calls (`outbox.*`, `account.*`) goes through here. */
  readonly remote: () => Promise<RemoteOf<UserWorkerMethods>>
  readonly close: () => Promise<void>
} => {
  let opening: Promise<RunningWorker<UserWorkerMethods>> | null = null
  let closed = false

  const open = async (): Promise<RunningWorker<UserWorkerMethods>> => {
    const key = await secrets.loadKey('user')
    const worker = startWorker<UserWorkerMethods>(workerUrl('user'))
    try {
      await worker.remote.open({ folder, key })
      // A thread that dies (memory, disk) fails the calls it had; the next one opens the file again in another.
      void worker.exited.then(() => {
        opening = null
      })
      return worker
    } catch (error) {
      await worker.stop()
      throw error
    }
  }

  const user = async () => {
    if (closed) throw new DoraError('interne')
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return (await opening).remote
  }

  const favouritesChanged = () => {
    emit('favourites.changed', {})
    onFavourites?.()
  }
  const draftChanged = (id: string) => emit('drafts.changed', { id })

  const handlers: UserHandlers = {
    'favourites.list': async () => {
      const kept = await (await user())['favourites.list'](undefined)
      const cards = await cardsOf(
        catalogue,
        kept.filter(({ kind }) => kind === 'service').map(({ id }) => id),
      )
      return Promise.all(
        kept.map(async (favourite): Promise<Favourite> => {
          if (favourite.kind === 'structure') {
            const ask = () => catalogue['catalogue.structure']({ id: favourite.id })
            return { ...favourite, card: null, disponible: await stillListed(ask, 'structure-introuvable') }
          }
          const card = cards?.get(favourite.id) ?? null
          return { ...favourite, card, disponible: cards === null || card !== null }
        }),
      )
    },
    'favourites.ids': async () => (await user())['favourites.ids'](undefined),
    'favourites.add': async (input) => {
      await (await user())['favourites.add'](input)
      favouritesChanged()
    },
    'favourites.remove': async (input) => {
      await (await user())['favourites.remove'](input)
      favouritesChanged()
    },
    'favourites.update': async (input) => {
      await (await user())['favourites.update'](input)
      favouritesChanged()
    },
    'favourites.renameList': async (input) => {
      await (await user())['favourites.renameList'](input)
      favouritesChanged()
    },
    'favourites.removeList': async (input) => {
      await (await user())['favourites.removeList'](input)
      favouritesChanged()
    },
    'drafts.list': async () => (await user())['drafts.list'](undefined),
    'drafts.create': async ({ serviceId, plan = '' }) => {
      const sheet = await catalogue['catalogue.service']({ id: serviceId })
      const file = await user()
      const known = { ...senderIn(await file['account.known'](undefined)), plan }
      const created = await file['drafts.create']({ service: draftServiceOf(sheet), known })
      draftChanged(created.id)
      return created
    },
    'drafts.get': async (input) => {
      const draft = await (await user())['drafts.get'](input)
      const ask = () => catalogue['catalogue.service']({ id: draft.serviceId })
      return { ...draft, serviceDisponible: await stillListed(ask, 'service-introuvable') }
    },
    'drafts.save': async (input) => {
      const saved = await (await user())['drafts.save'](input)
      draftChanged(input.id)
      return saved
    },
    'drafts.remove': async (input) => {
      await (await user())['drafts.remove'](input)
      draftChanged(input.id)
    },
    'drafts.restore': async (input) => {
      await (await user())['drafts.restore'](input)
      draftChanged(input.id)
    },
    'drafts.attachBegin': async (input) => (await user())['drafts.attachBegin'](input),
    'drafts.attachPart': async (input) => (await user())['drafts.attachPart'](input),
    'drafts.attachEnd': async (input) => {
      const { attachmentId, draftId } = await (await user())['drafts.attachEnd'](input)
      draftChanged(draftId)
      return { attachmentId }
    },
    'drafts.detach': async (input) => {
      await (await user())['drafts.detach'](input)
      draftChanged(input.draftId)
    },
  }

  return {
    handlers,
    remote: user,
    close: async () => {
      closed = true
      const worker = await opening?.catch(() => null)
      if (worker === null || worker === undefined) return
      try {
        await worker.remote.close(undefined)
      } finally {
        await worker.stop()
      }
    },
  }
}
