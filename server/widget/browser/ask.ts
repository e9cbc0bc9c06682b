/** One question to the server: its JSON, or why there is none. Nothing goes with it: no cookie, no address of the page. */

export type Failure =
  | { readonly etat: 'hors-ligne' | 'panne' | 'refus' | 'inconnu' }
  /** `attente`: seconds before asking again; null when it was not said. */
  | { readonly etat: 'quota'; readonly attente: number | null }
export type Answer = { readonly etat: 'ok'; readonly data: unknown } | Failure

const WAIT_MS = 15_000

const failureOf = (status: number, retryAfter: string | null): Failure => {
  if (status === 429) {
    const attente = Number(retryAfter ?? Number.NaN)
    return { etat: 'quota', attente: Number.isFinite(attente) && attente > 0 ? Math.ceil(attente) : null }
  }
  if (status === 404) return { etat: 'inconnu' }
  return { etat: status >= 500 ? 'panne' : 'refus' }
}

/** Never rejects, but with `AbortError` when `signal` says that another question has come. */
export const ask = async (address: string, signal: AbortSignal): Promise<Answer> => {
  try {
    const answer = await fetch(address, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: 'application/json' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]),
    })
    if (!answer.ok) return failureOf(answer.status, answer.headers.get('retry-after'))
    return { etat: 'ok', data: await answer.json() }
  } catch (error) {
    if (signal.aborted) throw error
    return { etat: navigator.onLine ? 'panne' : 'hors-ligne' }
  }
}
