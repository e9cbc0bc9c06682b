import type { Listing } from '#shared/contract/listing.ts'
import { taskText as t } from '../../../i18n/listing.ts'
import { href } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Link } from '../../../ui/Link.tsx'
import { StateMark } from '../../../ui/StateMark.tsx'
import type { Create } from '../use-create.ts'

/** Steps of a structure that begins; the tasks say which are left (dora-screens.md §5.1). */
export const stepsLeft = ({ taches, services }: Listing) => {
  const waits = new Set(taches.map(({ code }) => code))
  return {
    fiche: waits.has('structure-a-completer'),
    collegues: waits.has('inviter-collegues'),
    service: waits.has('premier-service') || !services.some(({ statut }) => statut === 'PUBLISHED'),
  } as const
}

/** Shown to a structure that has no service yet, until it has one. */
export const isStarting = (listing: Listing): boolean =>
  listing.services.length === 0 || listing.taches.some(({ code }) => code === 'premier-service')

type Props = { readonly listing: Listing; readonly create: Create }

export const QuickStart = ({ listing, create }: Props) => {
  const left = stepsLeft(listing)
  const { id } = listing.structure
  const steps = [
    { key: 'fiche', action: <Link href={href.modifier('structure', id, id)}>{t.steps.fiche}</Link> },
    { key: 'collegues', action: <Link href={href.membres(id)}>{t.steps.collegues}</Link> },
    {
      key: 'service',
      action: (
        <Button size="s" variant="primary" icon="plus" onPress={() => create(null)}>
          {t.steps.service}
        </Button>
      ),
    },
  ] as const
  return (
    <section className="listing-start" aria-labelledby="listing-start">
      <h2 id="listing-start">{t.start}</h2>
      <p className="ui-description">{t.startHelp}</p>
      <ol>
        {steps.map(({ key, action }, at) => (
          <li key={key}>
            {left[key] ? <span className="listing-step">{at + 1}</span> : <StateMark tone="good" icon="check" />}
            {left[key] ? (
              action
            ) : (
              <span className="muted">
                {t.steps[key]}. {t.done}.
              </span>
            )}
          </li>
        ))}
      </ol>
    </section>
  )
}
