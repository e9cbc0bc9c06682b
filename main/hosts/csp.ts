/** Tiles of the IGN (option off by default) are the only thing a page may load from elsewhere. */
const TILES = 'https://data.geopf.fr'

/** The policy of every page, the same for both hosts. `nonce` serves one response: react-aria adds one inline style. */
export const contentSecurityPolicy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    `img-src 'self' data: ${TILES}`,
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-src 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ')

/** Puts the nonce where react-aria looks for it (`getNonce`). The built page has exactly one `<head>`. */
export const withNonce = (html: string, nonce: string): string =>
  html
    .replace(/<meta\s+property="csp-nonce"[^>]*>/i, '')
    .replace(/<head(\s[^>]*)?>/i, (head) => `${head}<meta property="csp-nonce" nonce="${nonce}">`)

/** Sent with every response of both hosts, whatever it holds. */
export const SECURITY_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), payment=(), usb=(), serial=(), hid=(), geolocation=(self)',
} as const
