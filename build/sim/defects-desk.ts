import { writeFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { zstdDecompressSync } from 'node:zlib'
import { catalogueFileName, POINTER_FILE } from '#shared/catalogue/file.ts'
import type { Outbox, Replica, Transport } from '#main/sync/ports.ts'
import type { Sums } from '#shared/sync/wire.ts'
import type { Defect } from './defects.ts'

/** Defects of a desk, as wrappers of its real parts. */

export const aroundReplica = (defect: Defect | null, real: Replica, { folder }: { readonly folder: string }): Replica => {
  switch (defect) {
    case 'cursor_first':
      return {
        ...real,
        apply: async (page) => {
          await real.apply({ ...page, changes: [] })
          return real.apply(page)
        },
      }
    case 'flip_before_verify':
      return {
        ...real,
        install: async (snapshot, blob, onProgress, signal) => {
          const chunks: Uint8Array[] = []
          for await (const chunk of blob(snapshot.url, 0, signal)) chunks.push(chunk)
          const file = catalogueFileName(snapshot.epoch, snapshot.seq).replace(/\.db$/, '9.db')
          mkdirSync(folder, { recursive: true })
          const packed = Buffer.concat(chunks)
          let raw: Buffer = packed
          try {
            raw = zstdDecompressSync(packed)
          } catch {
            // Whatever came is what is opened.
          }
          writeFileSync(join(folder, file), raw)
          writeFileSync(
            join(folder, POINTER_FILE),
            JSON.stringify({ file, epoch: snapshot.epoch, seq: snapshot.seq, genere_le: '2026-06-01T00:00:00.000Z' }),
          )
          await real.install(snapshot, blob, onProgress, signal)
        },
      }
    default:
      return real
  }
}

/** `ignore_epoch` and `adopt_checksum` are about what the server says: they bend it on its way in. */
export const aroundTransport = (defect: Defect | null, real: Transport): Transport => {
  if (defect === 'ignore_epoch') {
    let first: string | null = null
    const bend = <T extends { readonly epoch: string }>(answer: T): T => ({ ...answer, epoch: (first ??= answer.epoch) })
    let server: string | null = null
    return {
      ...real,
      info: async () => {
        const answer = await real.info()
        server = answer.epoch
        first ??= answer.epoch
        return { ...bend(answer), snapshots: answer.snapshots.map(bend) }
      },
      pull: async (request, token) => bend(await real.pull({ ...request, epoch: request.epoch === null ? null : server }, token)),
      push: async (request, token) => bend(await real.push({ ...request, epoch: request.epoch == null ? null : server }, token)),
    }
  }
  if (defect === 'adopt_checksum') {
    return {
      ...real,
      pull: async (request, token) => {
        const answer = await real.pull(request, token)
        return { ...answer, results: answer.results.map((one) => ({ ...one, sums: null as Sums | null })) }
      },
    }
  }
  return real
}

export const aroundOutbox = (defect: Defect | null, real: Outbox): Outbox => {
  switch (defect) {
    case 'delete_on_send':
      return {
        ...real,
        take: async (userId, now) => {
          const taken = await real.take(userId, now)
          const { epoch } = await real.state()
          if (epoch === null || taken.mutations.length === 0) return taken
          const results = taken.mutations.map(({ mut_id }) => ({ mut_id, status: 'applied' as const, seq: 0, ver: 1 }))
          await real.settle({ epoch, head: 0, durableSeq: Number.MAX_SAFE_INTEGER, results })
          return taken
        },
      }
    case 'no_repush':
      return {
        ...real,
        settle: (answer) => real.settle({ ...answer, durableSeq: Number.MAX_SAFE_INTEGER }),
        applyMine: (page) => real.applyMine({ ...page, durableSeq: Number.MAX_SAFE_INTEGER }),
      }
    default:
      return real
  }
}
