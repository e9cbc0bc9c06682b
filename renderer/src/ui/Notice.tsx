import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { Icon } from './Icon.tsx'
import './Notice.css'

type Props = {
  readonly tone?: 'info' | 'good' | 'warn' | 'bad'
  readonly title?: string
  /** Said at once by screen readers: for what has just gone wrong. */
  readonly urgent?: boolean
  readonly actions?: ReactNode
  readonly children: ReactNode
}

const ICONS = { info: 'info', good: 'check', warn: 'warning', bad: 'error' } as const

/** `<Notice tone="bad" title="La recherche a échoué" urgent actions={<Button…/>}>…</Notice>` */
export const Notice = ({ tone = 'info', title, urgent = false, actions, children }: Props) => (
  <div className={cx('ui-notice', `ui-notice-${tone}`)} role={urgent ? 'alert' : undefined}>
    <Icon name={ICONS[tone]} size={20} />
    <div className="ui-notice-text">
      {title !== undefined && <strong>{title}</strong>}
      <div>{children}</div>
      {actions !== undefined && <div className="ui-notice-actions">{actions}</div>}
    </div>
  </div>
)
