/** What binds a sign-in to the browser that began it: one cookie, read by hand. */

export type BrowserCookie = { readonly name: string; readonly attributes: string }

const NAME = 'dora-connexion'
/** What `newSecret` makes. */
const VALUE = /^[\w-]{43}$/

/**
 * Over https, a cookie that no neighbouring site can put there (`__Host-`). `Lax`: the provider's page leads back here, and it is
 * of another site.
 * @param lifeMs how long the browser keeps it.
 */
export const browserCookie = (publicUrl: string, lifeMs: number): BrowserCookie => {
  const secure = publicUrl.startsWith('https:')
  return {
    name: secure ? `__Host-${NAME}` : NAME,
    attributes: `Path=/; Max-Age=${Math.round(lifeMs / 1000)}; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}`,
  }
}

/** Its value in a `Cookie` header; null when it is not there, is none of ours, or is there twice: somebody else put one. */
export const readCookie = (header: string | undefined, name: string): string | null => {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  const [value] = values
  return value !== undefined && values.length === 1 && VALUE.test(value) ? value : null
}

export const writeCookie = ({ name, attributes }: BrowserCookie, value: string): string => `${name}=${value}; ${attributes}`
