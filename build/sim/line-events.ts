import { SyncFailure } from '#main/sync/ports.ts'
import { administer, ingestSome } from './administer.ts'
import type { World } from './run.ts'

/** What happens on the server between two requests of one exchange. */
export const meanwhile = async (world: World, request: number): Promise<void> => {
  const { sync, server, shelf } = world
  if (sync === null || sync.meanwhile === null || sync.meanwhile.at !== request) return
  switch (sync.meanwhile.what) {
    case 'edit':
      return administer(world, 'edit', world.random.int(10))
    case 'import':
      return ingestSome(world, 3 + world.random.int(6))
    case 'rotate':
      return shelf.rotate()
    case 'purge': {
      const { seq } = await server.store().read((reader) => reader.head())
      await server.store().purgeTombstones(Math.max(0, seq - world.random.int(3)))
    }
  }
}

/** Bytes of a snapshot, as a line and a cache may spoil them. */
export async function* blob(world: World, url: string, from: number): AsyncGenerator<Uint8Array> {
  const { sync, shelf, random } = world
  const snapshot = shelf.get(url)
  if (snapshot === null || sync?.blob === 'rotated') throw new SyncFailure('not_found')
  const bytes = Buffer.from(snapshot.packed)
  const spoil = sync?.blob ?? null
  if (spoil === 'flip') {
    const at = random.int(bytes.length)
    bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << random.int(8)), at)
  }
  const end = spoil === 'cut' ? from + random.int(Math.max(1, bytes.length - from)) : bytes.length
  for (let at = from; at < end;) {
    const next = Math.min(end, at + 1 + random.int(12_000))
    yield bytes.subarray(at, next)
    at = next
  }
  if (spoil === 'cut') throw new SyncFailure('network')
}
