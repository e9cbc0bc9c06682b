import { protocol } from 'electron'
import { readAsset } from '../hosts/assets.ts'
import { APP_SCHEME, isAppUrl } from './origin.ts'

/** Before the application is ready. Never `bypassCSP`: the pages obey the policy that `assets.ts` sends. */
export const declareScheme = (): void =>
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])

/** Serves the built renderer as `app://dora/…`: the same files, policy and nonce as the HTTP host. */
export const serveScheme = (root: string): void =>
  protocol.handle(APP_SCHEME, async (request) => {
    const url = URL.parse(request.url)
    if (url === null || !isAppUrl(request.url) || request.method !== 'GET') return new Response(null, { status: 404 })
    const { status, headers, body } = await readAsset(root, url.pathname)
    return new Response(new Uint8Array(body), { status, headers })
  })
