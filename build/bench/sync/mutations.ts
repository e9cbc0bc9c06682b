/**
 * Durable mutations per second: desks that each push one change, wait for its answer, and push the next. The whole command runs:
 * rights, merge, seal, feed, sums, answer kept, commit on the disk. Without HTTP, whose cost `fanout` counts.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { newUser } from '#server/accounts/user.ts'
import { openPostgresqlStore } from '#server/store/postgresql.ts'
import { openSqliteStore } from '#server/store/sqlite.ts'
import type { SyncStore } from '#server/store/types.ts'
import { createSyncCore } from '#server/sync/core.ts'
import { createSeal } from '#server/sync/seal.ts'
import { VERSIONS } from '#server/sync/versions.ts'
import { startPostgres } from '#server/testing/postgres.ts'
import { PROTO, SCHEMA } from '#shared/sync/wire.ts'
import { randomBytes, randomUUID } from 'node:crypto'
import { cacheFolder } from '../catalogue.ts'
import { inChild, memory } from '../in-child.ts'

export type MutationsInput = { readonly engine: 'sqlite' | 'postgresql'; readonly desks: number; readonly seconds: number }
export type MutationsFigures = {
  readonly perSecond: number
  readonly answered: number
  readonly p95Ms: number
  readonly peakMb: number
}

const open = async (engine: MutationsInput['engine']): Promise<{ store: SyncStore; close: () => Promise<void> }> => {
  if (engine === 'sqlite') {
    // On the disk of the project: a temporary folder may be in memory, where nothing is ever made durable.
    const folder = mkdtempSync(join(cacheFolder(), 'mutations-'))
    const store = await openSqliteStore({ file: join(folder, 'store.db') })
    return {
      store,
      close: async () => {
        await store.close()
        rmSync(folder, { recursive: true, force: true })
      },
    }
  }
  const postgres = await startPostgres({ durable: true })
  const store = await openPostgresqlStore({ url: await postgres.newDatabase(), connections: 16 })
  return {
    store,
    close: async () => {
      await store.close()
      await postgres.stop()
    },
  }
}

await inChild<MutationsInput, MutationsFigures>(async ({ engine, desks, seconds }, progress) => {
  const { store, close } = await open(engine)
  const core = createSyncCore({
    store,
    clock: { now: Date.now },
    seal: createSeal(randomBytes(32)),
    snapshots: { list: () => [] },
    versions: VERSIONS,
  })
  const took: number[] = []
  const until = performance.now() + seconds * 1_000
  const desk = async (index: number): Promise<void> => {
    const user = newUser({ id: `user-${index}`, courriel: `personne-${index}@exemple.fr`, nom: `Personne ${index}` }, Date.now())
    await store.accounts.addUser(user)
    for (let n = 0; performance.now() < until; n++) {
      const began = performance.now()
      const { results } = await core.push(
        {
          proto: PROTO,
          client_id: `desk-${index}`,
          mutations: [
            {
              mut_id: randomUUID(),
              n,
              deps: [],
              schema: SCHEMA,
              type: 'favourite.create',
              key: { kind: 'favourite', id: `${user.id}/service:s-${n}` },
              base_ver: 0,
              base: {},
              patch: { nom: 'Aide au permis de conduire', note: 'Rappeler lundi matin', listes: ['Mobilité'] },
              client_time: new Date().toISOString(),
            },
          ],
        },
        user,
      )
      if (results[0]?.status !== 'applied') throw new Error(JSON.stringify(results))
      took.push(performance.now() - began)
    }
  }
  progress(`${desks} postes, ${seconds} s…`)
  const began = performance.now()
  await Promise.all(Array.from({ length: desks }, (_, index) => desk(index)))
  const elapsed = performance.now() - began
  const { peakMb } = memory()
  await close()
  took.sort((a, b) => a - b)
  return {
    perSecond: took.length / (elapsed / 1_000),
    answered: took.length,
    p95Ms: took[Math.floor(took.length * 0.95)] ?? NaN,
    peakMb,
  }
})
