import { parseHours } from '#shared/listing/hours/parse.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { categoryOf } from '#shared/reference/thematiques.ts'
import type { Json } from '#shared/rpc.ts'
import { displayPhone, telephoneUrl } from '#shared/text/contact.ts'
import { sheetPart as t } from '../../../../i18n/moderation-dossier.ts'
import { ExternalLink } from '../../../../lib/ExternalLink.tsx'
import { listingValue } from '../../../../lib/listing-value.ts'
import { sayPlan } from '../../../../ui/hours/say.ts'
import { Markdown } from '../../../../ui/sheet/Markdown.tsx'
import type { Told } from '../sheet-rows.ts'

const WRITTEN: ReadonlySet<string> = new Set(['description', 'publics_precisions', 'frais_precisions'])

type Props = {
  readonly champ: string
  readonly value: Json
  readonly nameOf: (code: string) => string | null
  /** Of values that other fields tell (sheet-rows.ts). */
  readonly told?: ReadonlyMap<string, Told>
}

/** Needs under their category, which is said once. */
const Needs = ({ values }: { readonly values: readonly string[] }) => (
  <ul className="dossier-bullets">
    {[...Map.groupBy(values, categoryOf)].map(([category, needs]) => (
      <li key={category}>
        {t.needs(
          labelOf('thematiques', category),
          needs.filter((need) => need !== category).map((need) => labelOf('thematiques', need)),
        )}
      </li>
    ))}
  </ul>
)

const Detailed = ({ told: { texte, lien } }: { readonly told: Told }) =>
  lien === null ? (
    texte
  ) : (
    <>
      {texte !== null && `${texte}\u202f: `}
      <ExternalLink url={lien}>{lien}</ExternalLink>
    </>
  )

/** The value of a field as it is read: a number to call, an address to write to, a site to open, hours in sentences. */
export const FieldValue = ({ champ, value, nameOf, told }: Props) => {
  if (typeof value === 'string') {
    if (WRITTEN.has(champ)) return <Markdown source={value} />
    if (champ === 'telephone') return <ExternalLink url={telephoneUrl(value)}>{displayPhone(value)}</ExternalLink>
    if (champ === 'courriel') return <ExternalLink url={`mailto:${value}`}>{value}</ExternalLink>
    if (/^https?:\/\//i.test(value)) return <ExternalLink url={value}>{value}</ExternalLink>
    const plan = champ === 'horaires_accueil' ? parseHours(value) : null
    if (plan !== null) return sayPlan(plan, { brief: true }).map((line) => <p key={line}>{line}</p>)
  }
  if (Array.isArray(value)) {
    if (champ === 'thematiques') return <Needs values={value.map(String)} />
    if (value.length > 1 || (told !== undefined && told.size > 0))
      return (
        <ul className="dossier-bullets">
          {value.map((one: Json) => {
            const words = listingValue(champ, one, nameOf)
            const detail = told?.get(String(one))
            return <li key={words}>{detail === undefined ? words : <Detailed told={detail} />}</li>
          })}
        </ul>
      )
  }
  return listingValue(champ, value, nameOf)
}
