import type { ReactNode } from 'react'
import { Checkbox as AriaCheckbox, type CheckboxProps } from 'react-aria-components/Checkbox'
import { cx } from '../lib/cx.ts'
import { Icon } from './Icon.tsx'
import './Checkbox.css'
import './Field.css'

type Props = Omit<CheckboxProps, 'className' | 'children'> & {
  readonly children: ReactNode
  readonly description?: ReactNode
  readonly className?: string
}

/** `<Checkbox isSelected={on} onChange={setOn}>J’ai recueilli l’accord</Checkbox>`; inside CheckboxGroup, give `value` only. */
export const Checkbox = ({ children, description, className, ...rest }: Props) => (
  <AriaCheckbox {...rest} className={cx('ui-check', className)}>
    {({ isSelected, isIndeterminate }) => (
      <>
        <span className="ui-check-mark">
          {isIndeterminate ? <Icon name="minus" size={14} /> : isSelected && <Icon name="check" size={14} />}
        </span>
        <span className="ui-check-text">
          {children}
          {description !== undefined && <span className="ui-description">{description}</span>}
        </span>
      </>
    )}
  </AriaCheckbox>
)
