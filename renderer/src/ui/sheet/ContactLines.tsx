import { sheet } from '../../i18n/sheet.ts'
import { ExternalLink } from '../../lib/ExternalLink.tsx'
import { Icon } from '../Icon.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { CopyButton } from './CopyButton.tsx'

type Props = {
  readonly nom?: string | null | undefined
  readonly telephone: string | null
  readonly courriel: string | null
  readonly site?: string | null | undefined
}

const hostOf = (url: string): string => {
  try {
    return new URL(url).hostname.replace(/^www\./, '')
  } catch {
    return url
  }
}

/** Phone, e-mail and site, each to use or to copy. */
export const ContactLines = ({ nom, telephone, courriel, site }: Props) => {
  if (!telephone && !courriel && !site && !nom) return <p className="sheet-nothing">{sheet.contactNonRenseigne}</p>
  return (
    <ul className="sheet-contact">
      {nom && (
        <li>
          <Icon name="user" />
          <span>{nom}</span>
        </li>
      )}
      {telephone && (
        <li>
          <Icon name="phone" />
          <VisuallyHidden>{sheet.telephone}</VisuallyHidden>
          <span className="tabular sheet-contact-main">
            <ExternalLink url={telephoneUrl(telephone)}>{displayPhone(telephone)}</ExternalLink>
          </span>
          <CopyButton size="s" label={sheet.copier('le numéro')} text={displayPhone(telephone)} />
        </li>
      )}
      {courriel && (
        <li>
          <Icon name="mail" />
          <VisuallyHidden>{sheet.courriel}</VisuallyHidden>
          <span className="sheet-contact-main">
            <ExternalLink url={`mailto:${courriel}`}>{courriel}</ExternalLink>
          </span>
          <CopyButton size="s" label={sheet.copier('l’adresse')} text={courriel} />
        </li>
      )}
      {site && (
        <li>
          <Icon name="globe" />
          <VisuallyHidden>{sheet.site}</VisuallyHidden>
          <span className="sheet-contact-main">
            <ExternalLink url={site}>{hostOf(site)}</ExternalLink>
          </span>
        </li>
      )}
    </ul>
  )
}
