import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps } from 'react-aria-components/Button'
import { cx } from '../lib/cx.ts'
import { Icon, type IconName } from './Icon.tsx'
import './Button.css'

type Props = Omit<ButtonProps, 'className' | 'children'> & {
  /** `primary`: the one main action of a place. `danger`: what destroys. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 'm' | 's'
  readonly icon?: IconName
  readonly children: ReactNode
  readonly className?: string
}

/**
 * `<Button variant="primary" icon="plus" onPress={…}>Préparer une orientation</Button>`. `isPending`: keeps the focus and its name,
 * and does nothing meanwhile. Not the library's own: it announces the button when it is done, which leaves an image without a name
 * when the button has gone by then.
 */
export const Button = (props: Props) => {
  const { variant = 'secondary', size = 'm', icon, children, className, isPending = false, onPress, type, ...rest } = props
  const acts = isPending ? {} : { ...(onPress !== undefined && { onPress }), ...(type !== undefined && { type }) }
  return (
    <AriaButton
      {...rest}
      {...acts}
      {...(isPending && { 'aria-disabled': true, 'data-pending': true })}
      className={cx('ui-button', `ui-button-${variant}`, size === 's' && 'ui-button-s', className)}
    >
      {icon !== undefined && <Icon name={icon} size={size === 's' ? 16 : 18} />}
      <span>{children}</span>
    </AriaButton>
  )
}
