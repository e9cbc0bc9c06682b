import { clipboard, globalShortcut } from 'electron'
import { linkTo } from '#shared/link.ts'
import { emptyQuery } from '#shared/search/address.ts'

export const GLOBAL_KEYS = 'CommandOrControl+Alt+D'

/** More is a document, not what somebody looks for. */
const LONGEST = 200

/** What was copied; '' for what is no search, or cannot be read. */
const copied = async (): Promise<string> => {
  const text = (await clipboard.readText().catch(() => '')).replace(/\s+/gu, ' ').trim()
  return [...text].length > LONGEST ? '' : text
}

/**
 * Keeps the shortcut of the system as the settings ask. `onSearch` receives the link of a search, at each press. A combination that
 * another program holds stays theirs: `false`, and nothing else happens.
 */
export const keepGlobalShortcut = (wanted: boolean, onSearch: (link: string) => void): boolean => {
  globalShortcut.unregister(GLOBAL_KEYS)
  if (!wanted) return true
  return globalShortcut.register(GLOBAL_KEYS, () => {
    void copied().then((text) => onSearch(linkTo({ name: 'recherche', query: { ...emptyQuery(), text } })))
  })
}
