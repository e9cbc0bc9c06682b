import type { Verification } from '#shared/catalogue/record.ts'
import { groupsOf, type ListingKind } from '#shared/listing/groups.ts'
import { trust } from '../../i18n/trust.ts'
import { formatDate } from '../../lib/format.ts'
import { Disclosure } from '../Disclosure.tsx'
import { Icon } from '../Icon.tsx'

type Props = {
  readonly kind: ListingKind
  readonly verifications: Readonly<Record<string, Verification>> | undefined
  readonly level: 3 | 4
}

/** What was said to be still right, group by group: when, by whom. Nothing at all when nobody ever said so. */
export const Verifications = ({ kind, verifications, level }: Props) => {
  if (verifications === undefined) return null
  const said = groupsOf(kind).flatMap(({ code }) => verifications[code]?.le ?? [])
  const days = said.toSorted()
  const [oldest, latest] = [days[0], days.at(-1)]
  if (oldest === undefined || latest === undefined) return null
  // A part is never shown as the whole.
  const whole = said.length === groupsOf(kind).length
  return (
    <Disclosure title={whole ? trust.verifie(formatDate(oldest)) : trust.verifieEnPartie(formatDate(latest))} level={level}>
      <p className="muted">{trust.verifieDetail}</p>
      <ul className="sheet-points" aria-label={trust.verifications}>
        {groupsOf(kind).map(({ code, label }) => {
          const one = verifications[code]
          return (
            <li key={code}>
              <Icon name={one === undefined ? 'minus' : 'check'} />
              <span>
                <strong>{label}</strong>
                {' · '}
                <span className="muted">
                  {one === undefined ? trust.jamais : `${trust.verifie(formatDate(one.le))} ${trust.par[one.par]}`}
                </span>
              </span>
            </li>
          )
        })}
      </ul>
    </Disclosure>
  )
}
