import type { ReactNode } from 'react'
import { Icon, type IconName } from './Icon.tsx'
import './EmptyState.css'

type Props = {
  readonly icon: IconName
  readonly title: string
  /** What this place is for, and the gesture that fills it. */
  readonly children?: ReactNode
  readonly actions?: ReactNode
}

/** `<EmptyState icon="star" title="Aucun favori">…</EmptyState>`: an empty place that teaches. Never for a failure: Notice.tsx. */
export const EmptyState = ({ icon, title, children, actions }: Props) => (
  <div className="ui-empty">
    <span className="ui-empty-icon">
      <Icon name={icon} size={24} />
    </span>
    <h2>{title}</h2>
    {children !== undefined && <div className="ui-empty-text">{children}</div>}
    {actions !== undefined && <div className="ui-empty-actions">{actions}</div>}
  </div>
)
