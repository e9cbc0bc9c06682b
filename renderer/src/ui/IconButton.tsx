import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import { Tooltip } from './Tooltip.tsx'
import './Button.css'

type Props = Omit<ButtonProps, 'className' | 'children' | 'aria-label'> & {
  /** Said to screen readers and shown on hover and focus. */
  readonly label: string
  readonly icon: IconName
  readonly filled?: boolean
  /** The key that does the same, shown in the tooltip. */
  readonly shortcut?: string
  readonly size?: 'm' | 's'
  readonly className?: string
}

/** `<IconButton label="Imprimer" icon="print" onPress={…} />` */
export const IconButton = ({ label, icon, filled = false, shortcut, size = 'm', className, ...rest }: Props) => (
  <Tooltip text={label} {...(shortcut !== undefined && { shortcut })}>
    <AriaButton {...rest} aria-label={label} className={cx('ui-icon-button', size === 's' && 'ui-icon-button-s', className)}>
      <Icon name={icon} filled={filled} size={size === 's' ? 16 : 18} />
    </AriaButton>
  </Tooltip>
)
