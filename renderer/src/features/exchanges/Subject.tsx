import type { OutgoingChange } from '#shared/contract/sync.ts'
import { kindName } from '../../i18n/sync.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'

/** What a change or a clash is about: its kind and its name, which opens its sheet. */
export const Subject = ({
  of: { kind, nom, cible },
  level,
}: {
  of: Pick<OutgoingChange, 'kind' | 'nom' | 'cible'>
  level: 3
}) => {
  const Title = `h${level}` as const
  return (
    <Title className="exchange-subject">
      <span className="muted">{kindName(kind)}</span>{' '}
      {cible === null ? (
        nom
      ) : (
        <Link href={cible.kind === 'service' ? href.service(cible.id) : href.structure(cible.id)} quiet>
          {nom}
        </Link>
      )}
    </Title>
  )
}
