import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './EmptyState.css'

type Props = {
  readonly icon: IconName
  readonly title: string
  /** What this place is for, and the gesture that fills it. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
  /** Level of its title: 3 inside a section that has one. */
  readonly level?: 2 | 3
}

/** `<EmptyState icon="star" title="Aucun favori">…</EmptyState>`: an empty place that teaches. Never for a failure: Notice.tsx. */
export const EmptyState = ({ icon, title, children, actions, level = 2 }: Props) => {
  const Title = `h${level}` as const
  return (
    <div className="ui-empty">
      <span className="ui-empty-icon">
        <Icon name={icon} size={24} />
      </span>
      <Title>{title}</Title>
      {children !== undefined && <div className="ui-empty-text">{children}</div>}
      {actions !== undefined && <div className="ui-empty-actions">{actions}</div>}
    </div>
  )
}
