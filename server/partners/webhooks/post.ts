import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'
import type { EchecWebhook } from '#shared/partners/webhook.ts'
import { AddressRefused, guardedAddress, type GuardOptions } from '../address-guard.ts'

/** One attempt: what the receiver answers is read as far as its status, and no further. */

export const WITHIN_MS = 10_000
const USER_AGENT = 'DORA-webhooks/1'

export type Attempt = {
  readonly arrive: boolean
  readonly statut: number | null
  readonly echec: EchecWebhook | null
  /** Milliseconds that the receiver asks to be left alone (`retry-after`, in seconds); null when it does not say. */
  readonly attendre: number | null
}

const failed = (echec: EchecWebhook, statut: number | null = null, attendre: number | null = null): Attempt => ({
  arrive: false,
  statut,
  echec,
  attendre,
})

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''

/** By the code of Node or of OpenSSL. */
const failureOf = (error: unknown): EchecWebhook => {
  if (error instanceof AddressRefused) return error.code
  const code = codeOf(error)
  if (/^(?:CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/.test(code) || code === 'EPROTO') return 'certificat'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'adresse-introuvable'
  if (/^(?:ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL)$/.test(code)) return 'injoignable'
  return 'coupe'
}

const ofStatus = (statut: number, retryAfter: string | undefined): Attempt => {
  if (statut >= 200 && statut < 300) return { arrive: true, statut, echec: null, attendre: null }
  if (statut === 410) return failed('parti', statut)
  const wait = /^\d{1,9}$/.test(retryAfter ?? '') ? Number(retryAfter) * 1000 : null
  return failed(statut >= 300 && statut < 400 ? 'redirection' : 'statut', statut, wait)
}

export type PostOptions = {
  readonly guard: GuardOptions
  /** Milliseconds for the whole of it, name resolution included. */
  readonly within?: number
  /** Ends it, as a cut does. */
  readonly signal: AbortSignal
}

/** Posts JSON. Never rejects; never follows a redirect. */
export const post = async (
  address: string,
  { body, headers }: { readonly body: string; readonly headers: Readonly<Record<string, string>> },
  { guard, within = WITHIN_MS, signal }: PostOptions,
): Promise<Attempt> => {
  const late = AbortSignal.timeout(within)
  const stop = AbortSignal.any([late, signal])
  try {
    const { url, agent } = await abortable(guardedAddress(address, guard), stop)
    return await new Promise<Attempt>((resolve, reject) => {
      const sending = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
        method: 'POST',
        agent,
        signal: stop,
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': String(Buffer.byteLength(body)),
          'user-agent': USER_AGENT,
        },
      })
      sending.on('error', reject).on('response', (answer) => {
        resolve(ofStatus(answer.statusCode ?? 0, answer.headers['retry-after']))
        // Whatever it goes on to say, and for however long.
        sending.destroy()
      })
      sending.end(body)
    })
  } catch (error) {
    return failed(late.aborted ? 'delai' : failureOf(error))
  }
}

/** A name that does not resolve takes as long as it likes. */
const abortable = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((resolve, reject) => {
    const end = () => reject(new Error('aborted'))
    if (signal.aborted) end()
    signal.addEventListener('abort', end, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', end))
  })
