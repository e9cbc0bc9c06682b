import { SireneUnreachable } from './sirene.ts'

/** Larger than 25 organisations with 30 establishments each. */
const MAX_BYTES = 4 * 1024 * 1024

export type Asking = {
  readonly timeoutMs: number
  /** The register asks not to be called again before so many milliseconds. */
  readonly onHold: (ms: number) => void
}

const HOLD_MS = 5_000
const LONGEST_HOLD_MS = 60_000

const holdOf = (response: Response): number => {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return seconds > 0 ? Math.min(seconds * 1_000, LONGEST_HOLD_MS) : HOLD_MS
}

const wholeOf = async (body: NonNullable<Response['body']>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    if (bytes > MAX_BYTES) throw new SireneUnreachable('reponse')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

const parsed = (bytes: Buffer): unknown => {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw new SireneUnreachable('reponse')
  }
}

/**
 * The JSON that `url` answers, within `timeoutMs` from the first byte asked to the last one read. A redirection is not followed: it
 * is a network's sign-in page, or someone else. Rejects with SireneUnreachable.
 */
export const askJson = async (url: URL, { timeoutMs, onHold }: Asking): Promise<unknown> => {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    const response = await fetch(url, {
      redirect: 'manual',
      signal,
      headers: { accept: 'application/json', 'user-agent': 'dora-desk' },
    })
    const { status, body } = response
    const isJson = /^application\/([\w.+-]+\+)?json\b/i.test(response.headers.get('content-type') ?? '')
    if (status !== 200 || !isJson || body === null) {
      await body?.cancel()
      if (status === 429 || status === 503) onHold(holdOf(response))
      throw new SireneUnreachable(status === 429 ? 'limite' : 'reponse')
    }
    return parsed(await wholeOf(body))
  } catch (error) {
    if (error instanceof SireneUnreachable) throw error
    throw new SireneUnreachable(signal.aborted ? 'delai' : 'reseau')
  }
}
