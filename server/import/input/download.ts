import { createWriteStream } from 'node:fs'
import { Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { DoraError } from '#shared/errors.ts'

/** No byte for this long means that the server has gone. */
const SILENCE_MS = 30_000

/**
 * Fetches `url` into `file`, which is whole once this resolves. Fails with `import-reseau`, in plain French, or
 * `import-interrompu`. `onBytes` hears what has come and what is expected (null when the server does not say).
 */
export const download = async (
  url: string,
  file: string,
  signal: AbortSignal,
  onBytes: (received: number, expected: number | null) => void,
): Promise<void> => {
  const hote = new URL(url).host
  const silence = new AbortController()
  let timer = setTimeout(() => silence.abort(), SILENCE_MS)
  try {
    const response = await fetch(url, { redirect: 'follow', signal: AbortSignal.any([signal, silence.signal]) })
    if (!response.ok || response.body === null) {
      throw new DoraError('import-reseau', { hote, raison: `le serveur a répondu ${response.status}` })
    }
    const length = Number(response.headers.get('content-length'))
    const encoded = response.headers.get('content-encoding') !== null
    const expected = !encoded && Number.isSafeInteger(length) && length > 0 ? length : null
    let received = 0
    const count = new Transform({
      transform: (chunk: Buffer, _, done) => {
        clearTimeout(timer)
        timer = setTimeout(() => silence.abort(), SILENCE_MS)
        received += chunk.length
        onBytes(received, expected)
        done(null, chunk)
      },
    })
    await pipeline(Readable.fromWeb(response.body as import('node:stream/web').ReadableStream), count, createWriteStream(file))
    if (expected !== null && received !== expected) {
      throw new DoraError('import-reseau', { hote, raison: 'la connexion a été coupée avant la fin' })
    }
  } catch (error) {
    if (signal.aborted) throw new DoraError('import-interrompu', undefined, error)
    if (error instanceof DoraError) throw error
    throw new DoraError(
      'import-reseau',
      { hote, raison: silence.signal.aborted ? 'le serveur ne répond plus' : reasonOf(error) },
      error,
    )
  } finally {
    clearTimeout(timer)
  }
}

const REASONS: Readonly<Record<string, string>> = {
  ENOTFOUND: 'nom de serveur introuvable',
  EAI_AGAIN: 'pas de réseau, ou nom de serveur introuvable',
  ECONNREFUSED: 'connexion refusée',
  ECONNRESET: 'connexion coupée',
  ETIMEDOUT: 'le serveur ne répond pas',
  UND_ERR_CONNECT_TIMEOUT: 'le serveur ne répond pas',
  ENETUNREACH: 'réseau injoignable',
  EHOSTUNREACH: 'serveur injoignable',
  CERT_HAS_EXPIRED: 'certificat du serveur expiré',
  UND_ERR_SOCKET: 'connexion coupée',
  ENOSPC: 'le disque est plein',
}

const reasonOf = (error: unknown): string => {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = (at as NodeJS.ErrnoException).code
    if (code !== undefined && REASONS[code] !== undefined) return REASONS[code]
  }
  return 'réseau indisponible'
}
