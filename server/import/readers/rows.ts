import { createWriteStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { DoraError } from '#shared/errors.ts'
import { bytesOf, compressionOf, peek } from '../input/bytes.ts'
import { readCsv } from './csv.ts'
import { HEAD_BYTES, layoutOf } from './detect.ts'
import { readJson } from './json.ts'
import { readLines } from './lines.ts'
import { readParquet } from './parquet.ts'
import type { Rows } from './read.ts'

export type FileToRead = {
  readonly path: string
  /** How the file is called in messages. */
  readonly name: string
  /** Where a compressed Parquet file is unpacked: it must be read from its end. */
  readonly scratch: string
  readonly onRead: (bytes: number) => void
  readonly signal?: AbortSignal
  /** Longest silence of the decoding of a Parquet file, for tests. */
  readonly patienceMs?: number
}

/** Rows of a file of any format, plain or compressed, recognised by its content. Fails with `import-format-inconnu` or `import-fichier-tronque`. */
export async function* readRows({ signal, ...file }: FileToRead): Rows {
  const stream = bytesOf(file.path, file.name, file.onRead, signal)
  try {
    yield* laidOut(stream, file)
  } finally {
    // Closes the file even when nothing was asked of it after its head.
    await stream.return(undefined)
  }
}

async function* laidOut(
  stream: AsyncGenerator<Buffer>,
  { path, name, scratch, onRead, patienceMs }: Omit<FileToRead, 'signal'>,
): Rows {
  const { head, all } = await peek(stream, HEAD_BYTES)
  const layout = layoutOf(head)
  switch (layout.format) {
    case 'unknown':
      throw new DoraError('import-format-inconnu', { fichier: name, raison: layout.raison })
    case 'lines':
      yield* readLines(all)
      return
    case 'json':
      yield* readJson(all, layout.depth, name)
      return
    case 'csv':
      yield* readCsv(all, head, name)
      return
    case 'parquet': {
      if ((await compressionOf(path)) === null) {
        yield* readParquet(path, name, onRead, patienceMs)
        return
      }
      try {
        await pipeline(all, createWriteStream(scratch))
        yield* readParquet(scratch, name, () => undefined, patienceMs)
      } finally {
        await rm(scratch, { force: true })
      }
    }
  }
}
