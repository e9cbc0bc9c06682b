import { type ProblemCode, Problem } from '#shared/sync/wire.ts'
import type { z } from 'zod'
import { type FailureCode, SyncFailure } from './ports.ts'

const PROBLEM_BYTES = 64 * 1024
const LONGEST_WAIT_MS = 3_600_000

/** Told each time bytes arrive, so that a silence can be told from a slow line. */
export type Alive = () => void

/** A cut line, or bytes that are not what they were announced to be. */
const brokenBody = (error: unknown): SyncFailure => {
  const { cause } = error as { cause?: { code?: unknown } }
  const code = (error as { code?: unknown }).code ?? cause?.code
  // zlib's own: the compressed bytes are damaged; a truncated stream is a line that was cut.
  const damaged = typeof code === 'string' && (code.startsWith('Z_') || code.startsWith('ZSTD_')) && code !== 'Z_BUF_ERROR'
  return new SyncFailure(damaged ? 'malformed' : 'network', { cause: error })
}

/** The body, at most `limit` bytes once decompressed. @throws SyncFailure */
export const readBytes = async (response: Response, limit: number, alive: Alive): Promise<Buffer> => {
  if (response.body === null) return Buffer.alloc(0)
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    for await (const chunk of response.body) {
      alive()
      size += chunk.byteLength
      if (size > limit) throw new SyncFailure('malformed')
      chunks.push(chunk)
    }
  } catch (error) {
    throw error instanceof SyncFailure ? error : brokenBody(error)
  }
  return Buffer.concat(chunks)
}

/** The body as text. @throws SyncFailure */
export const readText = async (response: Response, limit: number, alive: Alive): Promise<string> =>
  new TextDecoder().decode(await readBytes(response, limit, alive))

/** `Retry-After`, in seconds or as a date (RFC 9110 §10.2.3), the date by the server's own clock. */
export const retryAfterMs = (headers: Headers, now: number): number | null => {
  const text = headers.get('retry-after')?.trim()
  if (text === undefined || text === '') return null
  const date = headers.get('date')
  const ms = /^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text) - (date === null ? now : Date.parse(date))
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), LONGEST_WAIT_MS) : null
}

const mediaType = (response: Response): string =>
  (response.headers.get('content-type') ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? ''

/** What a refusal without our own words means: a proxy before the server, or something that is not the server. */
const codeOfStatus = (status: number): FailureCode => {
  if (status === 413) return 'too_large'
  if (status === 429) return 'rate_limited'
  // 511: a network that asks for a sign-in of its own (RFC 6585 §6).
  if (status >= 500 && status !== 511) return 'unavailable'
  return 'portal'
}

const json = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Why the server refused. Never throws for what it reads. @throws SyncFailure when the line is cut */
export const refusal = async (response: Response, now: number, alive: Alive): Promise<SyncFailure> => {
  const wait = { retryAfterMs: retryAfterMs(response.headers, now) }
  // The line was too slow for what was sent: nothing is said of what that was.
  if (response.status === 408) {
    await response.body?.cancel()
    return new SyncFailure('network', wait)
  }
  if (mediaType(response) === 'application/problem+json') {
    const problem = Problem.safeParse(json(await readText(response, PROBLEM_BYTES, alive)))
    if (problem.success) {
      const code: ProblemCode = problem.data.code
      return new SyncFailure(code, { ...wait, scope: problem.data.scope ?? null, motif: problem.data.motif ?? null })
    }
  } else await response.body?.cancel()
  return new SyncFailure(codeOfStatus(response.status), wait)
}

/** @throws SyncFailure: `portal` when it is no JSON at all, `malformed` when it is not what was expected. */
export const readAnswer = async <T>(response: Response, schema: z.ZodType<T>, limit: number, alive: Alive): Promise<T> => {
  if (mediaType(response) !== 'application/json') {
    await response.body?.cancel()
    throw new SyncFailure('portal')
  }
  const parsed = schema.safeParse(json(await readText(response, limit, alive)))
  // Not the reason: it may quote what a person wrote.
  if (!parsed.success) throw new SyncFailure('malformed')
  return parsed.data
}

export const isPage = (response: Response): boolean => mediaType(response) === 'text/html'
