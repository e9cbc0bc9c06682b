import type { Info, PullRequest, PushAnswer, PushRequest, SnapshotInfo } from '#shared/sync/wire.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import type { CommandContext } from './commands/command.ts'
import { readInfo } from './info.ts'
import { pull } from './pull.ts'
import { push } from './push.ts'
import type { Seal } from './seal.ts'
import type { Versions } from './versions.ts'

/** Milliseconds since 1970: stamps what is stored and answered, never orders anything. */
export type ServerClock = { readonly now: () => number }

export type SyncParts = {
  readonly store: SyncStore
  readonly clock: ServerClock
  readonly seal: Seal
  /** Catalogue files ready to download (snapshot/shelf.ts). */
  readonly snapshots: { readonly list: () => readonly SnapshotInfo[] }
  readonly versions: Versions
  /** Address of the page that leads to a screen of the desk, for the letters of commands; none are written without it. */
  readonly linkTo?: (screen: 'accueil') => string
  /** Address of this server, without a final « / », for links of letters; none are written without it. */
  readonly publicUrl?: () => string
  /** Reads signed tokens of Les Emplois, where this server knows their key. */
  readonly emplois?: NonNullable<CommandContext['emplois']>
}

/** The protocol without HTTP: requests come parsed by wire.ts. Every method rejects with SyncProblem for a refusal. */
export type SyncCore = {
  readonly info: () => Promise<Info>
  /** The answer as JSON text: stored documents are spliced in as they are. `user` is null without a token. */
  readonly pull: (request: PullRequest, user: User | null) => Promise<string>
  readonly push: (request: PushRequest, user: User) => Promise<PushAnswer>
}

export const createSyncCore = (parts: SyncParts): SyncCore => ({
  info: readInfo(parts),
  pull: (request, user) => pull(parts, request, user),
  push: (request, user) => push(parts, request, user),
})
