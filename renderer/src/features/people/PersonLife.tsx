import type { Histoire } from '#shared/contract/personnes.ts'
import { folders } from '../../i18n/people-folders.ts'
import { useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Link } from '../../ui/Link.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'

const t = folders.life

const LOOKS = {
  plan: { icon: 'list', to: href.plan },
  brouillon: { icon: 'document', to: href.brouillon },
  demande: { icon: 'send', to: (id: string) => href.demande('envoi', id) },
} as const

const Line = ({ line: { le, quoi, id, texte } }: { readonly line: Histoire }) => (
  <li>
    <Icon name={LOOKS[quoi].icon} size={16} />
    <span>
      <Link href={LOOKS[quoi].to(id)}>{texte}</Link>
      <time dateTime={le}>{formatDate(le)}</time>
    </span>
  </li>
)

/** What was done for the person: plans, drafts, requests and what became of them, the last first. */
export const PersonLife = ({ id }: { readonly id: string }) => {
  const { data, error, refetch } = useCall('personnes.histoire', { id })
  return (
    <section className="person-life" aria-labelledby="person-life">
      <h2 id="person-life">{t.title}</h2>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton lines={3} />}
      {data?.length === 0 && <p className="muted">{t.empty}</p>}
      {data !== undefined && data.length > 0 && (
        <ul>
          {data.map((line) => (
            <Line key={`${line.quoi} ${line.id}`} line={line} />
          ))}
        </ul>
      )}
    </section>
  )
}
