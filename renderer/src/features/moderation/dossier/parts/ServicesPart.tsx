import type { DossierView } from '#shared/moderation/dossier.ts'
import { displayName } from '#shared/text/names.ts'
import { statut as statutLabel } from '../../../../i18n/moderation-acts.ts'
import { dossier, servicesPart as t } from '../../../../i18n/moderation-dossier.ts'
import { formatDate } from '../../../../lib/format.ts'
import { href } from '../../../../lib/route.ts'
import { Link } from '../../../../ui/Link.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import { Part } from './Part.tsx'

type Sibling = DossierView['services'][number]
const waits = ({ moderation, a_actualiser }: Sibling): boolean =>
  a_actualiser || (moderation !== null && moderation !== 'VALIDATED')

/** Services of the structure, or the others of the same structure, each with where it stands; folded when none waits for anything. */
export const ServicesPart = ({ view: { cible, services } }: { readonly view: DossierView }) => {
  if (services.length === 0 && cible.kind === 'service') return null
  const waiting = services.filter(waits).length
  // Of a service, the others are no part of what is decided.
  const folded = services.length > 0 && (cible.kind === 'service' || waiting === 0)
  return (
    <Part
      title={cible.kind === 'structure' ? dossier.sections.services : dossier.sections.autres}
      folded={folded ? t.count(services.length, waiting) : undefined}
    >
      {services.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul className="dossier-rows">
          {services.map((one) => (
            <li key={one.id}>
              <p>
                <Link href={href.dossier(`service/${one.id}`)}>{displayName(one.nom)}</Link>
              </p>
              <span className="dossier-tags">
                <Tag {...(one.statut === 'PUBLISHED' && { tone: 'good' as const, icon: 'check' as const })}>
                  {dossier.status[one.statut] ?? one.statut}
                </Tag>
                {one.moderation !== null && one.moderation !== 'VALIDATED' && (
                  <Tag tone="warn" icon="shield">
                    {statutLabel[one.moderation]}
                  </Tag>
                )}
                {one.a_actualiser && (
                  <Tag tone="warn" icon="clock">
                    {t.due}
                  </Tag>
                )}
                <span className="muted">{`${t.updated(formatDate(one.date_maj))} · ${t.views(one.vues)}`}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Part>
  )
}

/** Branches and models: names, and the way to each. */
export const RelatedPart = ({ view: { antennes, modeles, cible } }: { readonly view: DossierView }) => (
  <>
    {antennes.length > 0 && (
      <Part title={dossier.sections.antennes}>
        <ul className="dossier-bullets">
          {antennes.map(({ id, nom }) => (
            <li key={id}>
              <Link href={href.dossier(`structure/${id}`)}>{displayName(nom)}</Link>
            </li>
          ))}
        </ul>
      </Part>
    )}
    {modeles.length > 0 && (
      <Part title={dossier.sections.modeles}>
        <ul className="dossier-bullets">
          {modeles.map(({ id, nom }) => (
            <li key={id}>
              <Link href={href.modifier('modele', cible.id, id)}>{displayName(nom)}</Link>
            </li>
          ))}
        </ul>
      </Part>
    )}
  </>
)
