import { createSign, generateKeyPairSync, type KeyObject, randomBytes } from 'node:crypto'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { OidcConfig } from '../../../config-accounts.ts'
import { memoryAdapter } from './idp-store.ts'

/** A real identity provider on a loopback port: everything but its login form, which answers by itself for who is next. */

export type Person = {
  readonly sub: string
  /** Level of assurance; left out, none is told. */
  readonly acr?: string
  readonly claims: Readonly<Record<string, unknown>>
}

/** What the provider is about to answer. */
export type IdpAnswer = { readonly path: string; body: unknown }

export type Idp = {
  readonly issuer: string
  readonly config: OidcConfig
  /** Who signs in from now on; null gives up. */
  readonly next: (person: Person | null) => void
  /** Changes what it answers; null for an honest provider. */
  readonly tamper: (change: ((answer: IdpAnswer) => void) | null) => void
  /** A token of that content, signed by the provider's key or another. */
  readonly signed: (payload: object, options?: { readonly alg?: string; readonly key?: KeyObject }) => string
  readonly otherKey: KeyObject
  /** Answers from now on, for that server; until then, and after `rest`, it answers that it cannot. */
  readonly serve: (desk: string) => void
  readonly rest: () => void
  /** Addresses asked of it. */
  readonly asked: readonly URL[]
  readonly stop: () => Promise<void>
}

const CLIENT_ID = 'dora-essai'
const CLIENT_SECRET = 'un secret pour les essais: +%&='
const SCOPES = 'openid email given_name usual_name'
const KID = 'cle-1'
/** Long before and long after: the tokens of tests are judged by the machine's clock. */
const KEY = generateKeyPairSync('rsa', { modulusLength: 2_048 })
const OTHER = generateKeyPairSync('rsa', { modulusLength: 2_048 })

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
const signed: Idp['signed'] = (payload, { alg = 'RS256', key = KEY.privateKey } = {}) => {
  const body = `${part({ alg, typ: 'JWT', kid: KID })}.${part(payload)}`
  return `${body}.${alg === 'none' ? '' : createSign('RSA-SHA256').update(body).sign(key).toString('base64url')}`
}

/** @param options.signedClaims claims come as a signed token, as ProConnect's do. */
export const startIdp = async ({ signedClaims = false }: { readonly signedClaims?: boolean } = {}): Promise<Idp> => {
  const people = new Map<string, Person['claims']>()
  let next: Person | null = null
  let change: ((answer: IdpAnswer) => void) | null = null
  const asked: URL[] = []
  let listener: RequestListener | null = null
  const server = createServer((request, response) => {
    if (listener === null) response.writeHead(503).end()
    else listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const providerFor = (desk: string): Provider => {
    const provider = new Provider(issuer, {
      adapter: memoryAdapter(),
      clients: [
        {
          client_id: CLIENT_ID,
          client_secret: CLIENT_SECRET,
          redirect_uris: [`${desk}/auth/v1/oidc/return`],
          post_logout_redirect_uris: [`${desk}/auth/v1/oidc/ended`],
          token_endpoint_auth_method: 'client_secret_post',
          ...(signedClaims ? { userinfo_signed_response_alg: 'RS256' as const } : {}),
        },
      ],
      jwks: { keys: [{ ...KEY.privateKey.export({ format: 'jwk' }), kty: 'RSA', kid: KID, use: 'sig', alg: 'RS256' }] },
      cookies: { keys: [randomBytes(32).toString('hex')] },
      pkce: { required: () => true },
      acrValues: ['eidas1', 'eidas2'],
      scopes: SCOPES.split(' '),
      claims: { email: ['email', 'email_verified'], given_name: ['given_name'], usual_name: ['usual_name', 'family_name'] },
      features: {
        devInteractions: { enabled: false },
        jwtUserinfo: { enabled: true },
        rpInitiatedLogout: {
          enabled: true,
          logoutSource: (ctx, form) => {
            ctx.body = `<!doctype html>${form}`
          },
        },
      },
      interactions: { url: (_, { uid }) => `/interaction/${uid}` },
      ttl: { AccessToken: 600, AuthorizationCode: 600, Grant: 600, IdToken: 3_600, Interaction: 600, Session: 600 },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...people.get(sub), sub }) }),
      loadExistingGrant: async (ctx) => {
        const { Grant } = ctx.oidc.provider
        const [clientId, session] = [ctx.oidc.client?.clientId ?? '', ctx.oidc.session]
        const given = session?.grantIdFor(clientId)
        if (given !== undefined) return Grant.find(given)
        const grant = new Grant({ clientId, ...(session?.accountId === undefined ? {} : { accountId: session.accountId }) })
        grant.addOIDCScope(SCOPES)
        await grant.save()
        return grant
      },
      renderError: (ctx, { error, error_description }) => {
        ctx.body = `${error}: ${error_description ?? ''}`
      },
    })
    provider.use(async (ctx, then) => {
      asked.push(new URL(ctx.href))
      if (!ctx.path.startsWith('/interaction/')) {
        await then()
        change?.(ctx)
        return
      }
      ctx.respond = false
      if (next === null) {
        await provider.interactionFinished(ctx.req, ctx.res, { error: 'access_denied', error_description: 'Abandon' })
        return
      }
      people.set(next.sub, next.claims)
      const login = { accountId: next.sub, ...(next.acr === undefined ? {} : { acr: next.acr }) }
      await provider.interactionFinished(ctx.req, ctx.res, { login }, { mergeWithLastSubmission: false })
    })
    return provider
  }

  return {
    issuer,
    config: {
      issuer,
      clientId: CLIENT_ID,
      clientSecret: CLIENT_SECRET,
      name: 'ProConnect',
      scope: SCOPES,
      acrValues: ['eidas1'],
    },
    next: (person) => {
      next = person
    },
    tamper: (to) => {
      change = to
    },
    signed,
    otherKey: OTHER.privateKey,
    serve: (desk) => {
      listener = providerFor(desk).callback()
    },
    rest: () => {
      listener = null
    },
    asked,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
