/** Whoever opens the link of a letter: a browser that holds one cookie and runs nothing. */

export type Visit = { readonly status: number; readonly text: string; readonly to: string | null }

const readHtml = (html: string): string =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

export type Fields = Readonly<Record<string, string | readonly string[]>>

/** What a browser would send of the first form of a page: fields hidden, ticked and written. */
export const fieldsIn = (page: string): Record<string, string | readonly string[]> => {
  const fields: Record<string, string | readonly string[]> = {}
  const form = page.slice(page.indexOf('<form'), page.indexOf('</form>'))
  for (const [input] of form.matchAll(/<input[^>]*>/g)) {
    const of = (attribute: string): string => new RegExp(`\\s${attribute}="([^"]*)"`).exec(input)?.[1] ?? ''
    if (of('type') === 'checkbox' && !/\schecked/.test(input)) continue
    fields[of('name')] = [fields[of('name')] ?? [], readHtml(of('value'))].flat()
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]*\sname="(\w+)"[^>]*>\n?([\s\S]*?)<\/textarea>/g))
    fields[name] = readHtml(value)
  return fields
}

const formOf = (fields: Fields): URLSearchParams => {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one)
  return form
}

export type Visitor = {
  readonly get: (more?: string) => Promise<Visit>
  /** Sends a form; a redirection is not followed. */
  readonly post: (more: string, fields: Fields) => Promise<Visit>
  /** Reads the request, by its button. */
  readonly read: () => Promise<Visit>
  /** The form of an answer, as it is filled beforehand and changed, to its end. */
  readonly answer: (name: string, change: (filled: Fields) => Fields) => Promise<Visit>
}

/** @param address of the page, as the letter gives it */
export const openPage = (address: string): Visitor => {
  let cookie = ''
  const ask = async (more: string, init: RequestInit = {}): Promise<Visit> => {
    const answer = await fetch(address + more, { ...init, redirect: 'manual', headers: cookie === '' ? {} : { cookie } })
    const set = answer.headers.get('set-cookie')
    if (set !== null) cookie = set.split(';', 1)[0] ?? ''
    return { status: answer.status, text: await answer.text(), to: answer.headers.get('location') }
  }
  const get = (more = ''): Promise<Visit> => ask(more)
  const post: Visitor['post'] = (more, fields) => ask(more, { method: 'POST', body: formOf(fields) })
  return {
    get,
    post,
    read: async () => {
      await post('', { quoi: 'lire' })
      return get()
    },
    answer: async (name, change) => {
      let visit = await get(`/${name}`)
      // A refusal takes two pages.
      for (let step = 0; step < 3 && visit.to === null; step += 1) {
        if (visit.status !== 200) throw new Error(`${name}: ${String(visit.status)}`)
        visit = await post(`/${name}`, change(fieldsIn(visit.text)))
      }
      if (visit.to === null)
        throw new Error(
          `${name}: not taken: ${visit.text
            .replace(/<[^>]*>/g, ' ')
            .replace(/\s+/g, ' ')
            .slice(0, 600)}`,
        )
      return visit
    },
  }
}
