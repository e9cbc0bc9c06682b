import { createReadStream } from 'node:fs'

/** JSON records, one a line: what the main thread hands to the other, and a format in itself. */

const NEWLINE = 0x0a
const READ_BYTES = 256 * 1024

/** Lines of our own files, without their ends; an empty one is none. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let kept: Buffer[] = []
  for await (const chunk of createReadStream(file, { highWaterMark: READ_BYTES }) as AsyncIterable<Buffer>) {
    let start = 0
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      const line = chunk.toString('utf8', start, end)
      // Joined as bytes: a character may be cut between two of them.
      yield kept.length === 0 ? line : Buffer.concat([...kept, chunk.subarray(start, end)]).toString('utf8')
      kept = []
      start = end + 1
    }
    if (start < chunk.length) kept.push(chunk.subarray(start))
  }
  if (kept.length > 0) yield Buffer.concat(kept).toString('utf8')
}

export async function* recordsOf<Row>(file: string): AsyncGenerator<Row> {
  for await (const line of linesOf(file)) yield JSON.parse(line) as Row
}
