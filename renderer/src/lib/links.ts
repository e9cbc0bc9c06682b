import { useEffect } from 'react'
import { type Link, linkTo, readLink, readWebLink } from '#shared/link.ts'
import { fromAddress, toAddress } from '#shared/search/address.ts'
import { app as t } from '../i18n/app.ts'
import { client } from './api.ts'
import { href, navigate, parseScreen } from './route.ts'
import { showToast } from './toasts.ts'

type Read = NonNullable<ReturnType<typeof readWebLink>>

/** A `dora:` link, or the address of a public page; null for any other text. */
export const linkIn = (text: string): Read | null => readLink(text) ?? readWebLink(text)

const screenOf = async (link: Read): Promise<string | null> => {
  switch (link.name) {
    case 'recherche':
      return href.recherche(toAddress(link.query))
    case 'service':
    case 'structure':
    case 'brouillon':
      return href[link.name](link.id)
    case 'code': {
      const found = await client.call('catalogue.coded', { kind: link.kind, code: link.code })
      return found === null ? null : href[link.kind](found.id)
    }
  }
}

/** Shows what a link leads to; says so when nothing here does. */
export const followLink = async (link: Read | null): Promise<void> => {
  try {
    const to = link === null ? null : await screenOf(link)
    if (to === null) showToast({ message: link === null ? t.linkUnreadable : t.linkNotHere })
    else {
      navigate(to)
      // As when the browser goes back: a screen that is already there reads its address again.
      window.dispatchEvent(new PopStateEvent('popstate', { state: window.history.state as unknown }))
    }
  } catch (error) {
    showToast({ message: error instanceof Error ? error.message : t.linkNotHere })
  }
}

/** The `dora:` link of the screen before one’s eyes; null when it shows nothing that a link leads to. */
const linkHere = (): string | null => {
  const { pathname, search } = window.location
  const screen = parseScreen(pathname)
  const link: Link | null =
    screen.name === 'recherche'
      ? { name: 'recherche', query: fromAddress(search) }
      : screen.name === 'service' || screen.name === 'structure' || screen.name === 'brouillon'
        ? { name: screen.name, id: screen.id }
        : null
  return link === null ? null : linkTo(link)
}

/** Copies the link of this screen, and says what became of it. */
export const copyLinkHere = async (): Promise<void> => {
  const link = linkHere()
  if (link === null) {
    showToast({ message: t.linkNone })
    return
  }
  try {
    await navigator.clipboard.writeText(link)
    showToast({ message: t.linkCopied })
  } catch {
    showToast({ tone: 'erreur', message: t.linkNotCopied })
  }
}

const takeLink = async (): Promise<void> => {
  const text = await client.call('app.takeLink', undefined)
  if (text !== null) await followLink(readLink(text))
}

/** Links that the system hands to the application: the one that opened it, and those that come while it is open. */
export const useSystemLinks = (): void => {
  useEffect(() => {
    // A link that could not be asked for is none: the next one asks again.
    const take = () => void takeLink().catch(() => {})
    take()
    return client.on('app.linked', take)
  }, [])
}
