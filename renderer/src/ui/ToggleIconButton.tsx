import { ToggleButton, type ToggleButtonProps } from 'react-aria-components/ToggleButton'
import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'
import './Button.css'

type Props = Omit<ToggleButtonProps, 'className' | 'children' | 'aria-label'> & {
  /** Does not change with the state: `aria-pressed` says it. */
  readonly label: string
  readonly icon: IconName
  readonly shortcut?: string
  readonly size?: 'm' | 's'
  readonly className?: string
}

/** `<ToggleIconButton label="Favori" icon="star" isSelected={kept} onChange={…} />`: the drawing fills when selected. */
export const ToggleIconButton = ({ label, icon, shortcut, size = 'm', className, ...rest }: Props) => (
  <Tooltip text={label} {...(shortcut !== undefined && { shortcut })}>
    <ToggleButton {...rest} aria-label={label} className={cx('ui-icon-button', size === 's' && 'ui-icon-button-s', className)}>
      {({ isSelected }) => <Icon name={icon} filled={isSelected} size={size === 's' ? 16 : 18} />}
    </ToggleButton>
  </Tooltip>
)
