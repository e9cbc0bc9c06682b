import { Label } from 'react-aria-components/Label'
import { Radio, RadioGroup as AriaRadioGroup } from 'react-aria-components/RadioGroup'
import { Text } from 'react-aria-components/Text'
import { cx } from '../lib/cx.ts'
import type { Choice } from './Select.tsx'
import './Checkbox.css'
import './Field.css'

type Props<V extends string> = {
  readonly label: string
  readonly description?: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
  readonly inline?: boolean
  readonly className?: string
}

/** `<RadioGroup label="Thème" choices={[{ value, label }]} value={theme} onChange={setTheme} inline />` */
export const RadioGroup = <V extends string>({
  label,
  description,
  choices,
  value,
  onChange,
  inline = false,
  className,
}: Props<V>) => (
  <AriaRadioGroup
    value={value}
    onChange={(next) => onChange(next as V)}
    className={cx('ui-group', inline && 'ui-group-inline', className)}
  >
    <Label className="ui-label">{label}</Label>
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
  </AriaRadioGroup>
)
