import type { Lancement, Tache } from '#shared/administration/tache.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import type { JobRuns } from '#server/ops/job-runs.ts'
import type { User } from '#server/store/types.ts'
import { keeps, tenir } from './right.ts'

/** What the server does by itself, for the team. All reject with Forbidden. */

export const tasksFor = async (parts: AccountParts, user: User, runs: JobRuns): Promise<readonly Tache[]> => {
  await keeps(parts, user)
  return parts.store.read((reader) => runs.list(reader))
}

/** Begins a job without waiting for its hour. Rejects with AccountRefusal `tache-inconnue`. */
export const launchTask = async (parts: AccountParts, user: User, runs: JobRuns, id: string): Promise<Lancement> => {
  await runAccount(parts, user, async ({ actor, journal }) => {
    tenir(actor)
    if (!runs.knows(id)) throw new AccountRefusal('tache-inconnue')
    await journal({ action: 'tache.lancee', objet: { kind: 'tache', id } })
  })
  return runs.launch(id)
}
