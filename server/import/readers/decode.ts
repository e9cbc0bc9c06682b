import { isUtf8 } from 'node:buffer'

/** Text of some bytes: UTF-8, else what old spreadsheets write (windows-1252). */
export const decode = (bytes: Buffer): string =>
  isUtf8(bytes) ? bytes.toString('utf8') : new TextDecoder('windows-1252').decode(bytes)

/** True when a text begins like UTF-8, even if its last character is cut. */
export const startsAsUtf8 = (head: Buffer): boolean => {
  if (isUtf8(head)) return true
  for (let cut = 1; cut <= 3 && cut <= head.length; cut++) {
    const byte = head[head.length - cut] ?? 0
    if (byte < 0x80) return false
    // The first byte of a character whose end is missing.
    if (byte >= 0xc2) return isUtf8(head.subarray(0, head.length - cut))
  }
  return false
}

/** Text of a stream, cut anywhere, in one encoding. */
export async function* decodeStream(stream: AsyncIterable<Buffer>, encoding: 'utf-8' | 'windows-1252'): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of stream) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
}
