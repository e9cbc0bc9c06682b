import type { Listing } from '#shared/contract/listing.ts'
import { receivedText as t } from '../../../i18n/listing.ts'
import { isSignedIn, memberships } from '../../../lib/account.ts'
import { useCall } from '../../../lib/api.ts'
import { href, navigate } from '../../../lib/route.ts'
import { useAccount } from '../../../lib/use-account.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon, type IconName } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { receivedBy, type Received } from '../received.ts'

type LineProps = {
  readonly icon: IconName
  readonly words: string
  readonly act: string
  readonly view: string
  readonly first: boolean
}

const Line = ({ icon, words, act, view, first }: LineProps) => (
  <li className="listing-task">
    <Icon name={icon} size={18} />
    <span className="listing-task-words">{words}</span>
    <span className="listing-task-acts">
      <Button size="s" variant={first ? 'primary' : 'secondary'} onPress={() => navigate(href.demandes('recues', `vue=${view}`))}>
        {act}
      </Button>
    </span>
  </li>
)

const Waiting = ({ received: { a_traiter, en_retard, a_constater } }: { readonly received: Received }) => (
  <ul aria-label={t.title}>
    {a_traiter > 0 && <Line icon="mail" words={t.toTreat(a_traiter, en_retard)} act={t.answer} view="a-traiter" first />}
    {a_constater > 0 && <Line icon="user" words={t.outcome(a_constater)} act={t.tell} view="acceptees" first={a_traiter === 0} />}
  </ul>
)

/** What people wait for comes before everything else. Told to the members of the structure alone: for others, nothing is shown. */
export const ReceivedRequests = ({ listing }: { readonly listing: Listing }) => {
  const account = useAccount()
  const mine = isSignedIn(account) ? memberships(account) : []
  const isMember = mine.some(({ structure_id }) => structure_id === listing.structure.id)
  const { data, error, refetch } = useCall('orientations.list', undefined, { enabled: isMember })
  if (!isMember) return null
  if (error !== null && data === undefined) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  if (data === undefined) return null
  const received = receivedBy(data.lignes, listing.structure.id)
  const waits = received.a_traiter + received.a_constater > 0
  return (
    <section className="listing-tasks" aria-labelledby="listing-received">
      <div className="listing-tasks-head">
        <h2 id="listing-received">{t.title}</h2>
        {received.toutes > 0 && <Link href={href.demandes('recues')}>{t.see}</Link>}
      </div>
      {data.illisibles > 0 && <p className="muted">{t.unreadable}</p>}
      {waits ? (
        <Waiting received={received} />
      ) : (
        <p className="listing-fine">
          <Icon name="check" size={18} />
          {received.toutes === 0 ? t.none : t.quiet(received.toutes)}
        </p>
      )}
    </section>
  )
}
