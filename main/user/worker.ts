import { DoraError } from '#shared/errors.ts'
import type { DraftContent, DraftService } from '#shared/orientation/draft.ts'
import { serveWorker } from '../worker/serve.ts'
import { coded } from './failures.ts'
import type { FavouriteKey } from './favourites-store.ts'
import { openUserStore, type UserStore } from './store.ts'

/** The only thread that opens `user.db`: writing waits for the disk (synchronous FULL), the screens' thread must not. */
let store: UserStore | null = null

/** Runs one act of the store, its failures coded. `open` comes first: handlers.ts sees to it. */
const on = <T>(act: (store: UserStore) => T): T => {
  if (store === null) throw new DoraError('interne')
  const opened = store
  return coded(() => act(opened))
}

const methods = {
  open: (options: { readonly folder: string; readonly key: Uint8Array }): void => {
    store ??= coded(() => openUserStore(options))
  },
  close: (_: undefined): void => {
    store?.close()
    store = null
  },
  'favourites.list': (_: undefined) => on(({ favourites }) => favourites.list()),
  'favourites.ids': (_: undefined) => on(({ favourites }) => favourites.ids()),
  'favourites.add': (input: FavouriteKey & { nom: string }) => on(({ favourites }) => favourites.add(input)),
  'favourites.remove': (input: FavouriteKey) => on(({ favourites }) => favourites.remove(input)),
  'favourites.update': (input: FavouriteKey & { note?: string | undefined; listes?: readonly string[] | undefined }) =>
    on(({ favourites }) => favourites.update(input)),
  'favourites.renameList': (input: { de: string; vers: string }) => on(({ favourites }) => favourites.renameList(input)),
  'favourites.removeList': (input: { nom: string }) => on(({ favourites }) => favourites.removeList(input)),
  'drafts.list': (_: undefined) => on(({ drafts }) => drafts.list()),
  'drafts.get': (input: { id: string }) => on(({ drafts }) => drafts.get(input.id)),
  'drafts.create': (service: DraftService) => on(({ drafts }) => drafts.create(service)),
  'drafts.save': (input: { id: string; content: DraftContent; base?: number | undefined }) =>
    on(({ drafts }) => drafts.save(input)),
  'drafts.remove': (input: { id: string }) => on(({ drafts }) => drafts.remove(input.id)),
  'drafts.restore': (input: { id: string }) => on(({ drafts }) => drafts.restore(input.id)),
  'drafts.attachBegin': (input: { draftId: string; nom: string; taille: number; pour: string }) =>
    on(({ uploads }) => uploads.begin(input)),
  'drafts.attachPart': (input: { uploadId: string; base64: string }) => on(({ uploads }) => uploads.part(input)),
  'drafts.attachEnd': (input: { uploadId: string }) => on(({ uploads }) => uploads.end(input)),
  'drafts.detach': (input: { draftId: string; attachmentId: string }) => on(({ attachments }) => attachments.remove(input)),
}

export type UserWorkerMethods = typeof methods

serveWorker(methods)
