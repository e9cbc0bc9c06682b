import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'
import { cx } from '../lib/cx.ts'
import { FieldError } from './FieldError.tsx'
import type { Choice } from './Select.tsx'
import './Checkbox.css'
import './Field.css'

type Props<V extends string> = {
  readonly label: string
  readonly description?: string
  readonly choices: readonly Choice<V>[]
  /** Null while nothing is chosen. */
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly inline?: boolean
  readonly className?: string
}

/** `<RadioGroup label="Thème" choices={[{ value, label }]} value={theme} onChange={setTheme} inline />` */
export const RadioGroup = <V extends string>(props: Props<V>) => {
  const { label, description, choices, value, onChange, errorMessage = '', inline = false, className } = props
  const { isRequired = false, isDisabled = false } = props
  return (
    <AriaRadioGroup
      value={value}
      onChange={(next) => onChange(next as V)}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isInvalid={errorMessage !== ''}
      validationBehavior="aria"
      className={cx('ui-group', inline && 'ui-group-inline', className)}
    >
      <Label className="ui-label">
        {label}
        {isRequired && <span aria-hidden="true"> *</span>}
      </Label>
      {description !== undefined && (
        <Text slot="description" className="ui-description">
          {description}
        </Text>
      )}
      <div className="ui-group-items">
        {choices.map((choice) => (
          <Radio key={choice.value} value={choice.value} className="ui-check">
            {({ isSelected }) => (
              <>
                <span className="ui-check-mark ui-check-round">{isSelected && <span className="ui-check-dot" />}</span>
                <span className="ui-check-text">
                  {choice.label}
                  {choice.detail !== undefined && <span className="ui-description">{choice.detail}</span>}
                </span>
              </>
            )}
          </Radio>
        ))}
      </div>
      {errorMessage !== '' && <FieldError>{errorMessage}</FieldError>}
    </AriaRadioGroup>
  )
}
