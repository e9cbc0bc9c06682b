/** A browser without a screen: cookies by origin, redirections followed one at a time. */

export type Browser = {
  readonly get: (url: string, headers?: Readonly<Record<string, string>>) => Promise<Response>
  readonly submit: (
    url: string,
    fields: Readonly<Record<string, string>>,
    headers?: Readonly<Record<string, string>>,
  ) => Promise<Response>
  /**
   * Follows redirections from `url` until one leads where `until` says, which is not asked. Rejects, with what was answered, when
   * none does.
   */
  readonly follow: (url: string, until: (url: URL) => boolean) => Promise<string>
  readonly cookies: (origin: string) => ReadonlyMap<string, string>
}

const MOST = 20

export const createBrowser = (): Browser => {
  const jars = new Map<string, Map<string, string>>()
  const jarOf = (origin: string): Map<string, string> => {
    const jar = jars.get(origin) ?? new Map<string, string>()
    jars.set(origin, jar)
    return jar
  }
  const send = async (url: string, init: RequestInit): Promise<Response> => {
    const jar = jarOf(new URL(url).origin)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const headers = { ...(cookie === '' ? {} : { cookie }), ...(init.headers as Record<string, string>) }
    const response = await fetch(url, { ...init, headers, redirect: 'manual' })
    for (const line of response.headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split('; ')
      const at = pair.indexOf('=')
      const expires = attributes.find((one) => one.toLowerCase().startsWith('expires='))?.slice(8)
      if (expires !== undefined && Date.parse(expires) <= Date.now()) jar.delete(pair.slice(0, at))
      else jar.set(pair.slice(0, at), pair.slice(at + 1))
    }
    return response
  }
  const browser: Browser = {
    get: (url, headers = {}) => send(url, { headers }),
    submit: (url, fields, headers = {}) => send(url, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    follow: async (from, until) => {
      let url = new URL(from)
      for (let left = MOST; left > 0; left--) {
        if (until(url)) return url.href
        const response = await browser.get(url.href)
        const location = response.headers.get('location')
        const text = await response.text()
        if (location === null) throw new Error(`${url.pathname} answers ${response.status}: ${text}`)
        url = new URL(location, url)
      }
      throw new Error('too many redirections')
    },
    cookies: (origin) => jarOf(origin),
  }
  return browser
}
