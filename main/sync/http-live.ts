import { Poke } from '#shared/sync/wire.ts'
import { createParser } from 'eventsource-parser'

const MAX_EVENT_BYTES = 64 * 1024

const pokeOf = (data: string): Poke | null => {
  try {
    return Poke.safeParse(JSON.parse(data)).data ?? null
  } catch {
    return null
  }
}

/** Reads pokes until the stream ends or says something that no server of ours would. Never rejects. `alive` hears of each byte. */
export const readPokes = async (
  body: ReadableStream<Uint8Array>,
  onPoke: (scopes: readonly string[], head: number, epoch: string) => void,
  alive: () => void,
): Promise<void> => {
  let nonsense = false
  const parser = createParser({
    maxBufferSize: MAX_EVENT_BYTES,
    onEvent: ({ event, data }) => {
      const poke = event === 'head' ? pokeOf(data) : null
      // An event of a later server is not for us.
      if (poke !== null) onPoke(poke.scopes, poke.head, poke.epoch)
    },
    onError: ({ type }) => {
      nonsense ||= type === 'max-buffer-size-exceeded'
    },
  })
  const decoder = new TextDecoder()
  try {
    for await (const chunk of body) {
      alive()
      parser.feed(decoder.decode(chunk, { stream: true }))
      if (nonsense) return
    }
  } catch {
    // Cut: the loop opens another.
  }
}
