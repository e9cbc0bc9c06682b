import { DoraError } from '#shared/errors.ts'

/** A server that says nothing for so long is at work rather than out of reach (main/sync/transport-http.ts cuts at 20 s of silence). */
const SILENT_MS = 15_000
const TRIES = 3

/**
 * Asks again what the server was too long to answer: it goes on meanwhile, and keeps what it has made (server/gaps/register.ts). What
 * fails at once fails at once. @param now milliseconds
 */
export const patiently = async <T>(ask: () => Promise<T>, now: () => number): Promise<T> => {
  for (let left = TRIES - 1; ; left--) {
    const started = now()
    try {
      return await ask()
    } catch (error) {
      const silent = error instanceof DoraError && error.code === 'compte-hors-ligne' && now() - started >= SILENT_MS
      if (!silent || left === 0) throw error
    }
  }
}
