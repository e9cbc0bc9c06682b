import { randomBytes } from 'node:crypto'
import { readFile, realpath, stat } from 'node:fs/promises'
import { extname, join, resolve, sep } from 'node:path'
import { contentSecurityPolicy, SECURITY_HEADERS, withNonce } from './csp.ts'

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.txt': 'text/plain; charset=utf-8',
  '.wasm': 'application/wasm',
}

export type Asset = { readonly status: 200 | 404; readonly headers: Readonly<Record<string, string>>; readonly body: Buffer }

/**
 * The file of `root` that an address path names, or null: percent-decoded once, confined to `root` (links included),
 * no hidden file, no device name. The caller has not decoded it.
 */
export const confinedPath = async (root: string, pathname: string): Promise<string | null> => {
  let decoded: string
  try {
    decoded = decodeURIComponent(pathname)
  } catch {
    return null
  }
  // A backslash or a colon means another folder on Windows; a percent sign left over was encoded twice.
  if (!decoded.startsWith('/') || /[\\:%\0]/.test(decoded)) return null
  if (decoded.split('/').some((part) => part.startsWith('.'))) return null
  const file = resolve(join(root, decoded))
  if (!file.startsWith(resolve(root) + sep)) return null
  try {
    const real = await realpath(file)
    if (!real.startsWith((await realpath(root)) + sep) || !(await stat(real)).isFile()) return null
    return real
  } catch {
    return null
  }
}

const page = async (file: string): Promise<Asset> => {
  const nonce = randomBytes(18).toString('base64url')
  return {
    status: 200,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': contentSecurityPolicy(nonce),
      'cache-control': 'no-store',
    },
    body: Buffer.from(withNonce(await readFile(file, 'utf8'), nonce)),
  }
}

const notFound = (): Asset => ({
  status: 404,
  headers: {
    ...SECURITY_HEADERS,
    'content-type': 'text/plain; charset=utf-8',
    'content-security-policy': contentSecurityPolicy('none'),
    'cache-control': 'no-store',
  },
  body: Buffer.from('Fichier introuvable.'),
})

/**
 * Serves the built renderer. A path that does not end like one of its files is a screen (the identifier of a service may hold
 * a dot): it gets `index.html` with a nonce of its own.
 * Files under `/assets/` carry a hash in their name (Vite), so they are kept for ever; the rest is asked again.
 */
export const readAsset = async (root: string, pathname: string): Promise<Asset> => {
  const type = CONTENT_TYPES[extname(pathname).toLowerCase()]
  const file = await confinedPath(root, type === undefined ? '/index.html' : pathname)
  if (file === null) return notFound()
  if (type === undefined || type.startsWith('text/html')) return page(file)
  return {
    status: 200,
    headers: {
      ...SECURITY_HEADERS,
      'content-type': type,
      'content-security-policy': contentSecurityPolicy('none'),
      'cache-control': pathname.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
    body: await readFile(file),
  }
}
