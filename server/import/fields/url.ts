/** A web address made safe to keep: http(s) only, scheme added when missing (data-inclusion.md §3.5). Null when it is no address. */
export const asUrl = (text: string): string | null => {
  const trimmed = text.trim().replace(/\s+/g, '%20')
  const withScheme =
    /^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[\w.-]+:\d+(\/|$)/.test(trimmed)
      ? trimmed
      : `https://${trimmed.replace(/^\/+/, '')}`
  const repaired = withScheme.replace(/^(https?):\/*(?=[^/])/i, '$1://').replace(/^(https?:\/\/)(https?:\/\/)/i, '$2')
  if (repaired.length > 2083 || !URL.canParse(repaired)) return null
  const url = new URL(repaired)
  const host = url.hostname
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  if (url.username !== '' || url.password !== '') return null
  if (!/^(?=.{4,253}$)([a-z0-9_]([a-z0-9_-]*[a-z0-9_])?\.)+([a-z]{2,63}|xn--[a-z0-9-]{2,59})$/i.test(host)) return null
  return repaired
}
