import { Calls } from '#shared/moderation/calls.ts'
import { DossierView } from '#shared/moderation/dossier.ts'
import { Doublons, DoublonView } from '#shared/moderation/doublon.ts'
import { Queue } from '#shared/moderation/queue.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { z } from 'zod'
import { type AccountApi, done } from '../account/api.ts'
import type { DoraHandlers } from '../emit.ts'

export type RemoteHandlers = Pick<
  DoraHandlers,
  | 'moderation.queue'
  | 'moderation.dossier'
  | 'moderation.moderators'
  | 'moderation.calls'
  | 'moderation.doublons'
  | 'moderation.doublon'
  | 'moderation.lookForDoublons'
  | 'moderation.decideDoublon'
  | 'moderation.unmerge'
>

type Parts = {
  readonly ask: AccountApi['ask']
  /** The server changed sheets: they come back by the exchanges. */
  readonly onMerge: () => void
}

const V1 = ['moderation', 'v1'] as const
const Moderators = z.array(z.object({ user_id: z.string(), nom: z.string() }))

/** What only the server knows of moderation: these fail with `compte-hors-ligne` without it. */
export const createRemoteHandlers = ({ ask, onMerge }: Parts): RemoteHandlers => {
  const dossier = ({ kind, id }: Cible): readonly string[] => [...V1, 'dossiers', kind, id]
  return {
    'moderation.queue': () => ask('GET', [...V1, 'queue'], { answer: Queue }),
    'moderation.dossier': (cible) => ask('GET', dossier(cible), { answer: DossierView }),
    'moderation.moderators': (cible) => ask('GET', [...dossier(cible), 'moderateurs'], { answer: Moderators }),
    'moderation.calls': ({ n }) => ask('GET', [...V1, 'calls'], { answer: Calls, query: { n: String(n) } }),
    'moderation.doublons': () => ask('GET', [...V1, 'doublons'], { answer: Doublons }),
    'moderation.doublon': ({ id }) => ask('GET', [...V1, 'doublons', id], { answer: DoublonView }),
    'moderation.lookForDoublons': () => ask('POST', [...V1, 'doublons'], { answer: done }),
    'moderation.decideDoublon': async ({ id, acte }) => {
      await ask('POST', [...V1, 'doublons', id], { answer: done, body: acte })
      onMerge()
    },
    'moderation.unmerge': async ({ kind, garde }) => {
      await ask('DELETE', [...V1, 'fusions', kind, garde], { answer: done })
      onMerge()
    },
  }
}
