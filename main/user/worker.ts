import type { Contact } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import type { DraftContent, DraftService } from '#shared/orientation/draft.ts'
import type { Session } from '#shared/sync/wire.ts'
import { serveWorker } from '../worker/serve.ts'
import type { Choice } from './decisions.ts'
import { coded } from './failures.ts'
import type { FavouriteKey } from './favourite-doc.ts'
import type { ListingStore } from './listing-store.ts'
import type { OutboxPort } from './outbox-store.ts'
import { createFolderMethods } from './folders-worker.ts'
import { createListMethods } from './lists-worker.ts'
import { createModerationMethods } from './moderation-acts-worker.ts'
import { createBriefMethods } from './requests-briefs.ts'
import { createRequestMethods } from './requests-worker.ts'
import { createSearchMethods } from './searches-worker.ts'
import { openUserStore, type UserStore } from './store.ts'
import { createUsageMethods } from './usage-worker.ts'

/** The only thread that opens `user.db`: writing waits for the disk (synchronous FULL), the screens' thread must not. */
let store: UserStore | null = null

type Settled = Parameters<OutboxPort['settle']>[0]
type MinePage = Parameters<OutboxPort['applyMine']>[0]
/** What a method of the listing is asked. */
type Asked<K extends keyof ListingStore> = ListingStore[K] extends (ask: infer A) => unknown ? A : never
type PieceRefused = {
  userId: string
  piece: Parameters<OutboxPort['pieceRefused']>[1]
  why: Parameters<OutboxPort['pieceRefused']>[2]
}
type PutOff = { mutIds: readonly string[]; nextAt: number; failure: Parameters<OutboxPort['postpone']>[2] }

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
  'drafts.create': (input: { service: DraftService; known?: Partial<DraftContent> }) =>
    on(({ drafts }) => drafts.create(input.service, input.known)),
  'drafts.ofPlan': (input: { planId: string }) => on(({ drafts }) => drafts.ofPlan(input.planId)),
  'drafts.save': (input: { id: string; content: DraftContent; base?: number | undefined }) =>
    on(({ drafts }) => drafts.save(input)),
  'drafts.remove': (input: { id: string }) => on(({ drafts }) => drafts.remove(input.id)),
  'drafts.restore': (input: { id: string }) => on(({ drafts }) => drafts.restore(input.id)),
  'drafts.attachBegin': (input: { draftId: string; nom: string; taille: number; pour: string }) =>
    on(({ uploads }) => uploads.begin(input)),
  'drafts.attachPart': (input: { uploadId: string; base64: string }) => on(({ uploads }) => uploads.part(input)),
  'drafts.attachEnd': (input: { uploadId: string }) => on(({ uploads }) => uploads.end(input)),
  'drafts.detach': (input: { draftId: string; attachmentId: string }) => on(({ attachments }) => attachments.remove(input)),
  'listing.read': (ask: Asked<'read'>) => on(({ listing }) => listing.read(ask)),
  'listing.whose': (ask: Asked<'whose'>) => on(({ listing }) => listing.whose(ask)),
  'listing.edit': (ask: Asked<'edit'>) => on(({ listing }) => listing.edit(ask)),
  'listing.save': (ask: Asked<'save'>) => on(({ listing }) => listing.save(ask)),
  'listing.choose': (ask: Asked<'choose'>) => on(({ listing }) => listing.choose(ask)),
  'listing.submit': (ask: Asked<'submit'>) => on(({ listing }) => listing.submit(ask)),
  'listing.create': (ask: Asked<'create'>) => on(({ listing }) => listing.create(ask)),
  'listing.discard': (ask: Asked<'discard'>) => on(({ listing }) => listing.discard(ask)),
  'listing.restore': (ask: Asked<'restore'>) => on(({ listing }) => listing.restore(ask)),
  'listing.change': (ask: Asked<'change'>) => on(({ listing }) => listing.change(ask)),
  'listing.setStatus': (ask: Asked<'setStatus'>) => on(({ listing }) => listing.setStatus(ask)),
  'listing.verify': (ask: Asked<'verify'>) => on(({ listing }) => listing.verify(ask)),
  'listing.setAvailability': (ask: Asked<'setAvailability'>) => on(({ listing }) => listing.setAvailability(ask)),
  'listing.followModel': (ask: Asked<'followModel'>) => on(({ listing }) => listing.followModel(ask)),
  'listing.remove': (ask: Asked<'remove'>) => on(({ listing }) => listing.remove(ask)),
  'listing.bring': (ask: Asked<'bring'>) => on(({ listing }) => listing.bring(ask)),
  'listing.undoing': (ask: Asked<'undoing'>) => on(({ listing }) => listing.undoing(ask)),
  'listing.undo': (ask: Asked<'undo'>) => on(({ listing }) => listing.undo(ask)),
  'listing.place': (ask: Asked<'place'>) => on(({ listing }) => listing.place(ask)),
  'suggestions.mine': (_: undefined) => on(({ listing }) => listing.mine()),
  'suggestions.make': (ask: Asked<'make'>) => on(({ listing }) => listing.make(ask)),
  'suggestions.answer': (ask: Asked<'answer'>) => on(({ listing }) => listing.answer(ask)),
  ...createRequestMethods(on),
  ...createBriefMethods(on),
  ...createModerationMethods(on),
  ...createUsageMethods(on),
  ...createSearchMethods(on),
  ...createFolderMethods(on),
  ...createListMethods(on),
  'outbox.state': (_: undefined) => on(({ outbox }) => outbox.state()),
  'outbox.take': (input: { userId: string; now: number }) => on(({ outbox }) => outbox.take(input.userId, input.now)),
  'outbox.settle': (answer: Settled) => on(({ outbox }) => outbox.settle(answer)),
  'outbox.pieces': (input: { userId: string; now: number }) => on(({ outbox }) => outbox.pieces(input.userId, input.now)),
  'outbox.piecePart': (input: { userId: string; id: string; from: number; most: number }) =>
    on(({ outbox }) => outbox.piecePart(input.userId, input.id, input.from, input.most)),
  'outbox.pieceArrived': (input: { userId: string; id: string }) =>
    on(({ outbox }) => outbox.pieceArrived(input.userId, input.id)),
  'outbox.pieceRefused': (input: PieceRefused) => on(({ outbox }) => outbox.pieceRefused(input.userId, input.piece, input.why)),
  'outbox.postpone': (input: PutOff) => on(({ outbox }) => outbox.postpone(input.mutIds, input.nextAt, input.failure)),
  'outbox.forked': (clientId: string) => on(({ outbox }) => outbox.forked(clientId)),
  'outbox.applyMine': (page: MinePage) => on(({ outbox }) => outbox.applyMine(page)),
  'outbox.sumsMine': (userId: string) => on(({ outbox }) => outbox.sumsMine(userId)),
  'outbox.resetMine': (userId: string) => on(({ outbox }) => outbox.resetMine(userId)),
  'outbox.sessionExpired': (session: { userId: string; token: string }) => on(({ outbox }) => outbox.sessionExpired(session)),
  'outbox.nextAt': (_: undefined) => on(({ outbox }) => outbox.nextAt()),
  'outbox.list': (_: undefined) => on(({ outbox }) => outbox.list()),
  'outbox.retry': (input: { mutId: string }) => on(({ outbox }) => outbox.retry(input)),
  'outbox.cancel': (input: { mutId: string }) => on(({ outbox }) => outbox.cancel(input)),
  'outbox.conflicts': (_: undefined) => on(({ outbox }) => outbox.conflicts()),
  'outbox.resolve': (input: { id: string; choix: Choice }) => on(({ outbox }) => outbox.resolve(input)),
  'outbox.counts': (_: undefined) => on(({ outbox }) => outbox.counts()),
  'account.get': (_: undefined) => on(({ account }) => account.get()),
  'account.set': (input: { session: Session; serveur: string }) => on(({ account }) => account.set(input)),
  'account.session': (_: undefined) => on(({ account }) => account.session()),
  'account.renewal': (input: { token: string }) => on(({ account }) => account.renewal(input)),
  'account.renewed': (input: { token: string; session: Session }) => on(({ account }) => account.renewed(input)),
  'account.known': (_: undefined) => on(({ account }) => account.known()),
  'account.chooseStructure': (input: { structureId: string | null }) => on(({ account }) => account.chooseStructure(input)),
  'account.contact': (input: { serviceId: string }) => on(({ account }) => account.contact(input)),
  'account.keepContact': (input: { userId: string; serviceId: string; contact: Contact }) =>
    on(({ account }) => account.keepContact(input)),
  'account.keepContacts': (input: { userId: string; contacts: Readonly<Record<string, Contact>> }) =>
    on(({ account }) => account.keepContacts(input)),
  'account.forgetContact': (input: { serviceId: string }) => on(({ account }) => account.forgetContact(input)),
  'account.clear': (input: { effacer: boolean }) => on(({ account }) => account.clear(input)),
}

export type UserWorkerMethods = typeof methods

serveWorker(methods)
