import type { DossierView } from '#shared/moderation/dossier.ts'
import { dossier, peoplePart as t } from '../../../../i18n/moderation-dossier.ts'
import { ExternalLink } from '../../../../lib/ExternalLink.tsx'
import { formatDate } from '../../../../lib/format.ts'
import { href } from '../../../../lib/route.ts'
import { Link } from '../../../../ui/Link.tsx'
import { Tag } from '../../../../ui/Tag.tsx'
import type { Sheet } from '../sheet-of.ts'
import { Part } from './Part.tsx'

const TAGS = {
  membre: { tone: 'good', icon: 'check' },
  invitation: { tone: 'neutral', icon: 'mail' },
  demande: { tone: 'warn', icon: 'clock' },
} as const

/** Members, invitations and requests to join, each with its role. */
export const PeoplePart = ({ view, sheet }: { readonly view: DossierView; readonly sheet: Sheet }) => {
  const { personnes, droits, dossier: kept } = view
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
                <Tag {...TAGS[one.etat]}>{t.etat[one.etat]}</Tag>
                <Tag {...(one.admin && { tone: 'accent' as const, icon: 'shield' as const })}>{one.admin ? t.admin : t.user}</Tag>
                {!one.actif && (
                  <Tag tone="bad" icon="lock">
                    {t.closed}
                  </Tag>
                )}
                <span className="muted">{t.since(formatDate(one.depuis))}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
      {kept.invite_le !== null && <p className="muted">{t.invited(formatDate(kept.invite_le))}</p>}
    </Part>
  )
}
