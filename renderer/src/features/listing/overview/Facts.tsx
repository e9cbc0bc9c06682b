import type { Listing } from '#shared/contract/listing.ts'
import { daysBetween } from '#shared/listing/days.ts'
import { listingText as t } from '../../../i18n/listing.ts'
import { formatAge } from '../../../lib/format.ts'
import { href } from '../../../lib/route.ts'
import { displayName } from '#shared/text/names.ts'
import { Link } from '../../../ui/Link.tsx'

/** One line under the title: how much, how old, how read. A figure that nobody told is not shown as zero. */
export const Facts = ({ listing, today }: { readonly listing: Listing; readonly today: string }) => {
  const { services, parent, vues, complet, structure } = listing
  const count = (statut: string) => services.filter((line) => line.statut === statut).length
  const drafts = count('DRAFT')
  const facts = [
    t.published(count('PUBLISHED')),
    ...(drafts > 0 ? [t.drafts(drafts)] : []),
    t.structureSure(formatAge(Math.max(0, daysBetween(structure.sur_le, today)))),
    ...(vues === null ? (complet ? [] : [t.viewsUnknown]) : [t.views(vues)]),
  ]
  return (
    <p className="listing-facts muted">
      {parent !== null && (
        <span className="listing-parent">
          {t.antenneDe} <Link href={href.structure(parent.id)}>{displayName(parent.nom)}</Link>
          {' · '}
        </span>
      )}
      {facts.join(' · ')}
    </p>
  )
}
