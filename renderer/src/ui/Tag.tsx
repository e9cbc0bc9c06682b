import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import './Tag.css'

type Props = {
  readonly tone?: 'neutral' | 'accent' | 'good' | 'warn' | 'bad'
  readonly icon?: IconName
  readonly children: ReactNode
}

/** `<Tag tone="good" icon="check">Orientable</Tag>`: a short state, in words. For a filter one can take away: Chip.tsx. */
export const Tag = ({ tone = 'neutral', icon, children }: Props) => (
  <span className={cx('ui-tag', `ui-tag-${tone}`)}>
    {icon !== undefined && <Icon name={icon} size={14} />}
    <span>{children}</span>
  </span>
)
