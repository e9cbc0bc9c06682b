import type { StructureView } from '#shared/accounts/wire.ts'
import { membersText as t } from '../../i18n/members.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { Link } from '../../ui/Link.tsx'
import { displayName } from '#shared/text/names.ts'

const Parent = ({ id }: { readonly id: string }) => {
  const { data } = useCall('catalogue.structure', { id })
  return <Link href={href.membres(id)}>{data === undefined ? t.parent : displayName(data.structure.nom)}</Link>
}

/** The branches of a structure, and the one it is a branch of: each has members of its own. */
export const LinkedStructures = ({ structure: { parent, antennes } }: { readonly structure: StructureView }) => {
  if (parent === null && antennes.length === 0) return null
  return (
    <section className="members-group">
      <h2>{t.structures}</h2>
      <dl className="members-linked">
        {parent !== null && (
          <div>
            <dt>{t.parent}</dt>
            <dd>
              <Parent id={parent} />
            </dd>
          </div>
        )}
        {antennes.length > 0 && (
          <div>
            <dt>{t.antennes}</dt>
            {antennes.map(({ id, nom }) => (
              <dd key={id}>
                <Link href={href.membres(id)}>{displayName(nom)}</Link>
              </dd>
            ))}
          </div>
        )}
      </dl>
    </section>
  )
}
