import type { ServiceLine } from '#shared/contract/listing.ts'
import { tableText as t } from '../../../i18n/listing.ts'
import { href } from '../../../lib/route.ts'
import type { IconName } from '../../../ui/Icon.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { nameOf } from '../lines.ts'
import { RowMenu } from './RowMenu.tsx'
import { useServices } from './context.ts'

type State = {
  readonly tone: 'neutral' | 'accent' | 'warn' | 'bad'
  readonly icon: IconName
  readonly label: string
  readonly title?: string
}

const SENT: Readonly<Record<Exclude<ServiceLine['envoi'], 'a-jour'>, State>> = {
  local: { tone: 'accent', icon: 'exchange', label: t.tags.local },
  attente: { tone: 'accent', icon: 'exchange', label: t.tags.attente },
  refuse: { tone: 'bad', icon: 'error', label: t.tags.refuse },
  conflit: { tone: 'bad', icon: 'warning', label: t.tags.conflit },
}

/** What one should know of a service before opening it, most pressing first. */
export const statesOf = (line: ServiceLine): readonly State[] => [
  ...(line.envoi === 'a-jour' ? [] : [SENT[line.envoi]]),
  ...(line.manques.length > 0 && line.statut !== 'ARCHIVED'
    ? [
        {
          tone: 'warn' as const,
          icon: 'warning' as const,
          label: t.tags.incomplet,
          title: `${t.tags.incompletOf(line.manques.length)}\u202f: ${line.manques.map(({ message }) => message).join(' ')}`,
        },
      ]
    : []),
  ...(line.copie ? [{ tone: 'accent' as const, icon: 'pencil' as const, label: t.tags.copie }] : []),
  ...(line.modele?.change === true
    ? [{ tone: 'warn' as const, icon: 'copy' as const, label: t.tags.modele, title: line.modele.nom }]
    : []),
  ...(line.brouillon_ancien ? [{ tone: 'neutral' as const, icon: 'clock' as const, label: t.tags.ancien }] : []),
]

/** The service, by its name that opens it, and its states in words. */
export const NameCell = ({ line }: { readonly line: ServiceLine }) => {
  const states = statesOf(line)
  const { id: structureId } = useServices().listing.structure
  return (
    <div className="listing-name" data-states={states.length > 0 || undefined}>
      <div className="listing-name-words">
        <Link href={href.modifier('service', structureId, line.id)} quiet className="listing-name-link">
          {nameOf(line)}
        </Link>
        {states.length > 0 && (
          <span className="listing-name-states">
            {states.map(({ label, tone, icon, title }) => (
              <span key={label} title={title}>
                <Tag tone={tone} icon={icon}>
                  {label}
                </Tag>
              </span>
            ))}
          </span>
        )}
      </div>
      <RowMenu line={line} />
    </div>
  )
}
