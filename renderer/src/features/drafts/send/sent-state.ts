import type { OrientationView } from '#shared/contract/orientation.ts'
import type { SyncStatus } from '#shared/contract/sync.ts'
import { isAway } from '../../../lib/exchange-state.ts'

/** What became of a request just sent: it goes on being true while one looks at it. */
export type SentState = 'transmise' | 'attente' | 'pieces' | 'depart' | 'retenue' | 'refusee'

export const sentState = (
  { etat, envoi }: Pick<OrientationView['line'], 'etat' | 'envoi'>,
  status: Pick<SyncStatus, 'etat'> | undefined,
): SentState => {
  if (envoi === 'refuse') return 'refusee'
  if (envoi !== 'a-jour' && isAway(status)) return 'attente'
  if (envoi === 'pieces') return 'pieces'
  if (envoi === 'attente') return 'depart'
  return etat === 'MODÉRATION_EN_COURS' ? 'retenue' : 'transmise'
}
