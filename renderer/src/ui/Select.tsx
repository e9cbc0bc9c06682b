import { Button } from 'react-aria-components/Button'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Select as AriaSelect, SelectValue } from 'react-aria-components/Select'
import { ui } from '../i18n/ui.ts'
import { cx } from '../lib/cx.ts'
import { FieldError } from './FieldError.tsx'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'
import { useOverlayRoot } from './overlay-root.ts'
import './Field.css'
import './Popover.css'
import './Select.css'

export type Choice<V extends string = string> = { readonly value: V; readonly label: string; readonly detail?: string }

type Props<V extends string> = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly choices: readonly Choice<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly placeholder?: string
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly quiet?: boolean
  readonly className?: string
}

/** `<Select label="Trier par" choices={[{ value, label }]} value={sort} onChange={setSort} />` */
export const Select = <V extends string>(props: Props<V>) => {
  const {
    label,
    hideLabel = false,
    choices,
    value,
    onChange,
    placeholder = ui.choose,
    errorMessage,
    isDisabled = false,
    quiet = false,
  } = props
  const root = useOverlayRoot()
  const failed = errorMessage !== undefined && errorMessage !== ''
  return (
    <AriaSelect
      value={value}
      onChange={(key) => {
        if (key !== null) onChange(String(key) as V)
      }}
      placeholder={placeholder}
      isDisabled={isDisabled}
      isRequired={props.isRequired ?? false}
      isInvalid={failed}
      validationBehavior="aria"
      className={cx('ui-field', hideLabel && 'ui-box-quiet-label', props.className)}
    >
      <Label className="ui-label">
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
        {props.isRequired === true && <span aria-hidden="true"> *</span>}
      </Label>
      <Button className={cx('ui-select', quiet && 'ui-select-quiet')}>
        <SelectValue className="ui-select-value">
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <Icon name="chevron-down" size={16} />
      </Button>
      {failed && <FieldError>{errorMessage}</FieldError>}
      <Popover className="ui-popover ui-select-popover" UNSTABLE_portalContainer={root}>
        <ListBox className="ui-listbox" items={choices.map((choice) => ({ ...choice, id: choice.value }))}>
          {(choice) => (
            <ListBoxItem className="ui-option" textValue={choice.label}>
              {({ isSelected }) => (
                <>
                  <span className="ui-option-label">{choice.label}</span>
                  {choice.detail !== undefined && <span className="ui-option-detail">{choice.detail}</span>}
                  {isSelected && <Icon name="check" size={16} className="ui-option-check" />}
                </>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  )
}
