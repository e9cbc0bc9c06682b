import { setImmediate } from 'node:timers/promises'
import { z } from 'zod'
import { DoraError } from '#shared/errors.ts'
import { Board, BoardLine } from '#shared/moderation/board.ts'

/** The board of all of France is 27 MB of text: it is read a little at a time, so that screens are answered in between. */

/** Some milliseconds each. */
const SLICE_BYTES = 512 * 1024

const HEAD = /^\{"version":("(?:[^"\\\n]|\\.)*"),"lignes":\[\n/
const END = '\n]}'
const NEWLINE = 0x0a

const Lines = z.array(BoardLine)

/** @throws DoraError `sync-reponse-illisible` */
const parsed = <T>(schema: z.ZodType<T>, text: string): T => {
  try {
    return schema.parse(JSON.parse(text))
  } catch {
    // Not the reason: it may quote what was read.
    throw new DoraError('sync-reponse-illisible')
  }
}

/** Of an answer that does not fit, nothing is kept. @throws DoraError `sync-reponse-illisible` */
export const readBoard = async (bytes: Buffer): Promise<Board> => {
  const head = HEAD.exec(bytes.subarray(0, 1_000).toString())
  const end = bytes.length - END.length
  // Written otherwise, by a server of another time, it is read whole.
  if (head === null || end < head[0].length || bytes.subarray(end).toString() !== END) return parsed(Board, bytes.toString())
  const version = parsed(z.string(), head[1] ?? '')
  const lignes: BoardLine[] = []
  for (let from = head[0].length; from < end;) {
    const next = bytes.indexOf(NEWLINE, Math.min(end, from + SLICE_BYTES))
    const to = next < 0 || next > end ? end : next
    // Within a text a newline is written otherwise: lines end here, each with its comma.
    const text = bytes.subarray(from, to).toString()
    for (const line of parsed(Lines, `[${text.endsWith(',') ? text.slice(0, -1) : text}]`)) lignes.push(line)
    from = to + 1
    await setImmediate()
  }
  return { version, lignes }
}
