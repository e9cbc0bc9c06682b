import * as openid from 'openid-client'
import type { OidcConfig } from '../../config-accounts.ts'
import { createDiscovery } from './discovery.ts'

/** The identity provider, as the ways in need it: where to send a browser, who came back, where to end its session. */
export type Provider = {
  /** To write on a button. */
  readonly name: string
  /** Rejects when the provider cannot be asked. */
  readonly authorizationUrl: (asked: {
    readonly returnTo: string
    readonly state: string
    readonly nonce: string
    readonly verifieur: string
    readonly loginHint: string | undefined
  }) => Promise<URL>
  /**
   * Exchanges what a browser came back with, and checks all of it: issuer, audience, nonce, signature and its algorithm, level of
   * assurance, and that the token and the claims are of one person. Rejects when anything is not right, or the provider does not
   * answer: its errors may quote what was received, and are never shown.
   */
  readonly identify: (back: {
    readonly url: URL
    readonly state: string
    readonly nonce: string
    readonly verifieur: string
  }) => Promise<{ readonly claims: Readonly<Record<string, unknown>>; readonly idToken: string }>
  /** Null when the provider has no such page. Rejects when it cannot be asked. */
  readonly endSessionUrl: (asked: {
    readonly idToken: string
    readonly returnTo: string
    readonly state: string
  }) => Promise<URL | null>
}

/** Longer than what the desk takes (SignedOut): then the provider is left to ask who leaves. */
const MAX_ADDRESS = 4_096

/** @param now milliseconds since 1970. */
export const createProvider = (config: OidcConfig, now: () => number): Provider => {
  const discovered = createDiscovery(config, now)
  const { acrValues } = config
  return {
    name: config.name,
    authorizationUrl: async ({ returnTo, state, nonce, verifieur, loginHint }) =>
      openid.buildAuthorizationUrl(await discovered(), {
        redirect_uri: returnTo,
        scope: config.scope,
        state,
        nonce,
        code_challenge: await openid.calculatePKCECodeChallenge(verifieur),
        code_challenge_method: 'S256',
        ...(acrValues.length === 0 ? {} : { acr_values: acrValues.join(' ') }),
        ...(loginHint === undefined ? {} : { login_hint: loginHint }),
      }),
    identify: async ({ url, state, nonce, verifieur }) => {
      const configuration = await discovered()
      const tokens = await openid.authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifieur,
        idTokenExpected: true,
      })
      const known = tokens.claims()
      if (known === undefined || tokens.id_token === undefined) throw new Error('The provider gave no identity.')
      if (acrValues.length > 0 && !acrValues.includes(String(known.acr)))
        throw new Error('The level of assurance is not accepted.')
      const told =
        configuration.serverMetadata().userinfo_endpoint === undefined
          ? {}
          : await openid.fetchUserInfo(configuration, tokens.access_token, known.sub)
      return { claims: { ...known, ...told }, idToken: tokens.id_token }
    },
    endSessionUrl: async ({ idToken, returnTo, state }) => {
      const configuration = await discovered()
      if (configuration.serverMetadata().end_session_endpoint === undefined) return null
      const parameters = { post_logout_redirect_uri: returnTo, state }
      const page = openid.buildEndSessionUrl(configuration, { ...parameters, id_token_hint: idToken })
      return page.href.length <= MAX_ADDRESS ? page : openid.buildEndSessionUrl(configuration, parameters)
    },
  }
}
