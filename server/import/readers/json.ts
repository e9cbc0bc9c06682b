import { DoraError } from '#shared/errors.ts'
import { decode } from './decode.ts'
import { MAX_ROW_BYTES, type ReadRow, type Rows } from './read.ts'

const QUOTE = 0x22
const BACKSLASH = 0x5c
const NEWLINE = 0x0a

/** Keys of a wrapper that say what their rows are. */
const HINTS: Readonly<Record<string, 'structure' | 'service'>> = { structures: 'structure', services: 'service' }

/**
 * Objects at `depth` of a JSON text of any length, one at a time: only the object being read is in memory. The text is cut by
 * counting brackets, then each object goes through JSON.parse, so that one damaged object costs one row.
 * Fails with `import-fichier-tronque` when the text ends inside an array or an object.
 */
export async function* readJson(stream: AsyncIterable<Buffer>, depth: 0 | 1 | 2, name: string): Rows {
  const cutter = objectCutter(depth)
  for await (const chunk of stream) {
    const batch = cutter.push(chunk)
    if (batch.length > 0) yield batch
  }
  if (!cutter.isClosed())
    throw new DoraError('import-fichier-tronque', { fichier: name, raison: 'le texte JSON s’arrête avant la fin' })
}

type Cutter = { readonly push: (chunk: Buffer) => readonly ReadRow[]; readonly isClosed: () => boolean }

const objectCutter = (rowDepth: 0 | 1 | 2): Cutter => {
  let depth = 0
  let inString = false
  let escaped = false
  let ligne = 1
  /** Start of the current object in this chunk; -1 when outside, -2 when it began in an earlier chunk. */
  let start = -1
  let startLine = 0
  let kept: Buffer[] = []
  let keptBytes = 0
  /** Deeper objects only count inside an array (« crs » of a FeatureCollection is no row). */
  let inRows = rowDepth < 2
  let key = ''
  let keyStart = -1

  const finish = (chunk: Buffer, end: number): ReadRow => {
    const own = chunk.subarray(start === -2 ? 0 : start, end)
    const bytes = kept.length === 0 ? own : Buffer.concat([...kept, own])
    start = -1
    kept = []
    keptBytes = 0
    try {
      return {
        kind: 'row',
        ligne: startLine,
        row: JSON.parse(decode(bytes)) as Readonly<Record<string, unknown>>,
        hint: HINTS[key] ?? null,
      }
    } catch {
      return { kind: 'unreadable', ligne: startLine, raison: 'Objet JSON illisible.' }
    }
  }
  /** A line break inside a string is no JSON: the damaged object is given up, and reading goes on after it. */
  const giveUp = (): ReadRow => {
    inString = false
    depth = rowDepth
    start = -1
    kept = []
    keptBytes = 0
    return { kind: 'unreadable', ligne: startLine, raison: 'Objet JSON illisible.' }
  }

  return {
    isClosed: () => depth <= 0 && !inString && start === -1,
    push: (chunk) => {
      const batch: ReadRow[] = []
      for (let at = 0; at < chunk.length; at++) {
        const byte = chunk[at]
        if (inString) {
          if (escaped) escaped = false
          else if (byte === BACKSLASH) escaped = true
          else if (byte === QUOTE) {
            inString = false
            if (keyStart >= 0) {
              key = chunk.subarray(keyStart, at).toString('utf8')
              keyStart = -1
            }
          } else if (byte === NEWLINE) {
            ligne++
            if (start !== -1) batch.push(giveUp())
          }
          continue
        }
        if (byte === QUOTE) {
          inString = true
          if (rowDepth === 2 && depth === 1) keyStart = at + 1
        } else if (byte === 0x7b || byte === 0x5b) {
          if (byte === 0x7b && depth === rowDepth && inRows && start === -1) {
            start = at
            startLine = ligne
          }
          depth++
          if (rowDepth === 2 && depth === 2) inRows = byte === 0x5b
        } else if (byte === 0x7d || byte === 0x5d) {
          depth--
          if (rowDepth === 2 && depth === 1) inRows = false
          if (depth === rowDepth && start !== -1) batch.push(finish(chunk, at + 1))
          if (depth < 0) depth = 0
        } else if (byte === NEWLINE) ligne++
      }
      if (start !== -1) {
        const own = chunk.subarray(start === -2 ? 0 : start)
        kept.push(own)
        keptBytes += own.length
        start = -2
        if (keptBytes > MAX_ROW_BYTES) batch.push(giveUp())
      }
      // A key cut between two chunks is rare and only costs a hint.
      keyStart = -1
      return batch
    },
  }
}
