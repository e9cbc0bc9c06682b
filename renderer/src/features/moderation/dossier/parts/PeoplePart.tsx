import type { DossierView } from '#shared/moderation/dossier.ts'
import { dossier, peoplePart as t } from '../../../../i18n/moderation-dossier.ts'
import { ExternalLink } from '../../../../lib/ExternalLink.tsx'
import { formatDate } from '../../../../lib/format.ts'
import { href } from '../../../../lib/route.ts'
import { Link } from '../../../../ui/Link.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'
import { Since } from './Since.tsx'

const TAGS = {
  membre: { tone: 'good', icon: 'check' },
  invitation: { tone: 'neutral', icon: 'mail' },
  demande: { tone: 'warn', icon: 'clock' },
} as const

/** Members, invitations and requests to join, each with its role. */
export const PeoplePart = ({ view, sheet }: { readonly view: DossierView; readonly sheet: Sheet }) => {
  const { personnes, droits, dossier: kept } = view
  // Of its first administrator, why it is in the queue says since when.
  const told = view.item?.raisons.find(({ motif }) => motif === 'premier-administrateur')?.depuis
  return (
    <Part
      title={dossier.sections.personnes}
      aside={
        droits.voir_membres &&
        sheet.structure !== null && <Link href={href.membres(sheet.structure.id)}>{dossier.link.membres}</Link>
      }
    >
      {personnes.length === 0 ? (
        <p className="muted">{t.none}</p>
      ) : (
        <ul className="dossier-rows">
          {personnes.map((one) => (
            <li key={one.user_id}>
              <p>
                <strong>{one.nom}</strong> <ExternalLink url={`mailto:${one.courriel}`}>{one.courriel}</ExternalLink>
              </p>
              <span className="dossier-tags">
                {/* A role is of a member. */}
                {!(one.admin && one.etat === 'membre') && <Tag {...TAGS[one.etat]}>{t.etat[one.etat]}</Tag>}
                {one.admin && (
                  <Tag tone="accent" icon="shield">
                    {t.admin}
                  </Tag>
                )}
                {!one.actif && (
                  <Tag tone="bad" icon="lock">
                    {t.closed}
                  </Tag>
                )}
                {one.depuis !== told && <Since at={one.depuis} />}
              </span>
            </li>
          ))}
        </ul>
      )}
      {kept.invite_le !== null && <p className="muted">{t.invited(formatDate(kept.invite_le))}</p>}
    </Part>
  )
}
