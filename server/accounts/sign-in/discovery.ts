import * as openid from 'openid-client'
import type { OidcConfig } from '../../config-accounts.ts'

/** What the provider says of itself is asked when it is first needed: a provider that does not answer stops nothing else. */

/** For each request to the provider: someone waits before a browser. */
const TIMEOUT_S = 10
/** Then asked again; what was known is used meanwhile, and after, when there is no answer. */
const FRESH_MS = 60 * 60_000
/** A provider that did not answer is left alone for so long. */
const REST_MS = 5_000

const LOOPBACK: readonly string[] = ['127.0.0.1', '[::1]', 'localhost']

/** By a form field where the provider takes it, as most and ProConnect do; else as the specification has it by default. */
const authentication = (secret: string): openid.ClientAuth => {
  const [post, basic] = [openid.ClientSecretPost(secret), openid.ClientSecretBasic(secret)]
  return (server, ...rest) =>
    (server.token_endpoint_auth_methods_supported?.includes('client_secret_post') === true ? post : basic)(server, ...rest)
}

const ask = ({ issuer, clientId, clientSecret }: OidcConfig): Promise<openid.Configuration> => {
  const url = new URL(issuer)
  return openid.discovery(url, clientId, { client_secret: clientSecret }, authentication(clientSecret), {
    timeout: TIMEOUT_S,
    execute: [
      // Signatures are checked even though the answers came by TLS: a proxy in between must not become a provider.
      openid.enableNonRepudiationChecks,
      // In the clear only where nothing leaves this machine.
      ...(url.protocol === 'http:' && LOOPBACK.includes(url.hostname) ? [openid.allowInsecureRequests] : []),
    ],
  })
}

/** @param now milliseconds since 1970. The function rejects when the provider never answered and does not. */
export const createDiscovery = (config: OidcConfig, now: () => number): (() => Promise<openid.Configuration>) => {
  let known: { readonly configuration: openid.Configuration; readonly at: number } | null = null
  let failed: { readonly error: unknown; readonly at: number } | null = null
  let asking: Promise<openid.Configuration> | null = null
  // Also when the clock went back.
  const isWithin = (at: number, ms: number): boolean => Math.abs(now() - at) < ms

  const askOnce = (): Promise<openid.Configuration> =>
    (asking ??= ask(config)
      .then(
        (configuration) => {
          known = { configuration, at: now() }
          failed = null
          return configuration
        },
        (error: unknown) => {
          failed = { error, at: now() }
          throw error
        },
      )
      .finally(() => (asking = null)))

  return async () => {
    if (known !== null && isWithin(known.at, FRESH_MS)) return known.configuration
    try {
      if (failed !== null && isWithin(failed.at, REST_MS)) throw failed.error
      return await askOnce()
    } catch (error) {
      if (known !== null) return known.configuration
      throw error
    }
  }
}
