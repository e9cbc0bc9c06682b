import type { ReactNode } from 'react'
import { Switch as AriaSwitch } from 'react-aria-components/Switch'
import { Icon } from './Icon.tsx'
import './Checkbox.css'
import './Field.css'

type Props = {
  readonly children: ReactNode
  readonly description?: ReactNode
  readonly isSelected: boolean
  readonly onChange: (on: boolean) => void
  readonly isDisabled?: boolean
}

/** `<Switch isSelected={on} onChange={setOn} description="…">Fonds de carte en ligne</Switch>`: takes effect at once. */
export const Switch = ({ children, description, isSelected, onChange, isDisabled = false }: Props) => (
  <AriaSwitch className="ui-switch" isSelected={isSelected} onChange={onChange} isDisabled={isDisabled}>
    <span className="ui-switch-track">
      <span className="ui-switch-thumb">{isSelected && <Icon name="check" size={12} />}</span>
    </span>
    <span className="ui-check-text">
      {children}
      {description !== undefined && <span className="ui-description">{description}</span>}
    </span>
  </AriaSwitch>
)
