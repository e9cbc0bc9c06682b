import type { MouseEvent, ReactNode } from 'react'
import { client } from './api.ts'
import { showToast } from './toasts.ts'
import { Icon } from '../ui/Icon.tsx'
import '../ui/Link.css'

type Props = { readonly url: string; readonly children: ReactNode }

/**
 * A link out of the application, opened by the host after its own checks (`app.openExternal`): https, mailto or tel.
 * `<ExternalLink url="https://…">Site de la structure</ExternalLink>`
 */
export const ExternalLink = ({ url, children }: Props) => {
  const outside = /^https?:/i.test(url)
  const open = (event: MouseEvent) => {
    event.preventDefault()
    client.call('app.openExternal', { url }).catch((error: Error) => showToast({ tone: 'erreur', message: error.message }))
  }
  return (
    <a className="ui-link ui-link-external" href={url} onClick={open} rel="noreferrer noopener">
      {children}
      {outside && <Icon name="external" size={14} />}
    </a>
  )
}
