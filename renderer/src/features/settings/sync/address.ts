/** Machines that are this one: the only ones reached without encryption. */
const HERE: readonly string[] = ['localhost', '127.0.0.1', '[::1]']

/** The address of a server as typed, made whole; null when it is none that the desk accepts. */
export const serverAddress = (typed: string): string | null => {
  const text = typed.trim()
  let url: URL
  try {
    url = new URL(text.includes('://') ? text : `https://${text}`)
  } catch {
    return null
  }
  const secure = url.protocol === 'https:' || (url.protocol === 'http:' && HERE.includes(url.hostname))
  if (!secure || url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  return url.href.replace(/\/$/, '')
}
