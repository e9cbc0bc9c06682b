import { ingest } from '#server/sync/ingest/ingest.ts'
import { openStaged } from '#server/sync/ingest/staged.ts'
import { ensure, STEPS } from '../../prepare.ts'
import { ensureCatalogue } from '../catalogue.ts'
import type { Random } from '../random.ts'
import { openTown, type Town } from './town.ts'
import { makeQueue, type Sorte } from './triage-scene.ts'

/** A server with two hundred items to moderate, and a desk of the team, both real. */

const SERVICES = 1_000

export type TriageTown = Town<ReadonlyMap<string, Sorte>>

/** @throws when something of it cannot be made */
export const openTriageTown = async (random: Random, progress: (text: string) => void): Promise<TriageTown> => {
  progress('écrans, catalogue de démonstration')
  await ensure(STEPS.screens)
  const catalogue = await ensureCatalogue(SERVICES)
  if (catalogue === null) throw new Error('le catalogue de démonstration n’a pas pu être fait')
  progress('200 éléments à modérer')
  return openTown({
    name: 'triage',
    progress,
    before: async (parts) => {
      const staged = openStaged(catalogue.file)
      await ingest(parts, staged)
      staged.close()
    },
    fill: ({ store, seal }) => makeQueue(store, { seal, random, now: Date.now() }),
  })
}
