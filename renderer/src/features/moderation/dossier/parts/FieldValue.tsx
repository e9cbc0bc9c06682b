import { parseHours } from '#shared/listing/hours/parse.ts'
import type { Json } from '#shared/rpc.ts'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { ExternalLink } from '../../../../lib/ExternalLink.tsx'
import { listingValue } from '../../../../lib/listing-value.ts'
import { sayPlan } from '../../../../ui/hours/say.ts'
import { Markdown } from '../../../../ui/sheet/Markdown.tsx'

const WRITTEN: ReadonlySet<string> = new Set(['description', 'publics_precisions', 'frais_precisions'])

type Props = { readonly champ: string; readonly value: Json; readonly nameOf: (code: string) => string | null }

/** The value of a field as it is read: a number to call, an address to write to, a site to open, hours in sentences. */
export const FieldValue = ({ champ, value, nameOf }: Props) => {
  if (typeof value === 'string') {
    if (WRITTEN.has(champ)) return <Markdown source={value} />
    if (champ === 'telephone') return <ExternalLink url={telephoneUrl(value)}>{displayPhone(value)}</ExternalLink>
    if (champ === 'courriel') return <ExternalLink url={`mailto:${value}`}>{value}</ExternalLink>
    if (/^https?:\/\//i.test(value)) return <ExternalLink url={value}>{value}</ExternalLink>
    const plan = champ === 'horaires_accueil' ? parseHours(value) : null
    if (plan !== null) return sayPlan(plan).map((line) => <p key={line}>{line}</p>)
  }
  if (Array.isArray(value) && value.length > 1)
    return (
      <ul className="dossier-bullets">
        {value.map((one: Json) => {
          const words = listingValue(champ, one, nameOf)
          return <li key={words}>{words}</li>
        })}
      </ul>
    )
  return listingValue(champ, value, nameOf)
}
