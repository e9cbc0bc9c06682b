import { decode } from './decode.ts'
import { MAX_ROW_BYTES, type ReadRow, type Rows } from './read.ts'

const NEWLINE = 0x0a

/** One JSON object a line. A damaged line is one row lost, whatever it holds. */
export async function* readLines(stream: AsyncIterable<Buffer>): Rows {
  let kept: Buffer[] = []
  let keptBytes = 0
  let skipping = false
  let ligne = 0
  const take = (bytes: Buffer): ReadRow | null => {
    ligne++
    const text = decode(bytes)
      .trim()
      .replace(/^\ufeff/, '')
    return text === '' ? null : parse(text, ligne)
  }
  for await (const chunk of stream) {
    const batch: ReadRow[] = []
    let start = 0
    for (;;) {
      const end = chunk.indexOf(NEWLINE, start)
      if (end < 0) break
      if (skipping) {
        skipping = false
        ligne++
      } else {
        const row = take(kept.length === 0 ? chunk.subarray(start, end) : Buffer.concat([...kept, chunk.subarray(start, end)]))
        if (row !== null) batch.push(row)
      }
      kept = []
      keptBytes = 0
      start = end + 1
    }
    if (!skipping && start < chunk.length) {
      kept.push(chunk.subarray(start))
      keptBytes += chunk.length - start
      if (keptBytes > MAX_ROW_BYTES) {
        batch.push({ kind: 'unreadable', ligne: ligne + 1, raison: 'Ligne de plus de 8 Mo : ignorée.' })
        kept = []
        keptBytes = 0
        skipping = true
      }
    }
    if (batch.length > 0) yield batch
  }
  if (!skipping && keptBytes > 0) {
    const row = take(Buffer.concat(kept))
    if (row !== null) yield [row]
  }
}

const parse = (text: string, ligne: number): ReadRow => {
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return { kind: 'row', ligne, row: value as Readonly<Record<string, unknown>>, hint: null }
    }
    return { kind: 'unreadable', ligne, raison: 'La ligne n’est pas un objet JSON.' }
  } catch {
    return { kind: 'unreadable', ligne, raison: 'JSON illisible sur cette ligne.' }
  }
}
