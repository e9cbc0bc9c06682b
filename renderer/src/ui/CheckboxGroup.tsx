import type { ReactNode } from 'react'
import { CheckboxGroup as AriaCheckboxGroup, type CheckboxGroupProps } from 'react-aria-components/CheckboxGroup'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { cx } from '../lib/cx.ts'
import { FieldError } from './FieldError.tsx'
import './Checkbox.css'
import './Field.css'

type Props = Omit<CheckboxGroupProps, 'className' | 'children'> & {
  readonly label: string
  readonly description?: string
  readonly errorMessage?: string | undefined
  readonly inline?: boolean
  readonly className?: string
  readonly children: ReactNode
}

/** `<CheckboxGroup label="Publics" value={v} onChange={setV}><Checkbox value="jeunes">Jeunes</Checkbox></CheckboxGroup>` */
export const CheckboxGroup = ({ label, description, errorMessage, inline = false, className, children, ...rest }: Props) => {
  const failed = errorMessage !== undefined && errorMessage !== ''
  return (
    <AriaCheckboxGroup
      {...rest}
      validationBehavior="aria"
      isInvalid={failed}
      className={cx('ui-group', inline && 'ui-group-inline', className)}
    >
      <Label className="ui-label">
        {label}
        {rest.isRequired === true && <span aria-hidden="true"> *</span>}
      </Label>
      {description !== undefined && (
        <Text slot="description" className="ui-description">
          {description}
        </Text>
      )}
      <div className="ui-group-items">{children}</div>
      {failed && <FieldError>{errorMessage}</FieldError>}
    </AriaCheckboxGroup>
  )
}
