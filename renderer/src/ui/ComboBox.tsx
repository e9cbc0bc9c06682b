import { useEffect, useState, type ReactNode, type Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { ComboBox as AriaComboBox, type Key } from 'react-aria-components/ComboBox'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox'
import { Popover } from 'react-aria-components/Popover'
import { Text } from 'react-aria-components/Text'
import { ui } from '../i18n/ui.ts'
import { cx } from '../lib/cx.ts'
import { FieldError } from './FieldError.tsx'
import { Icon, type IconName } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'
import { keepPageReadable, useOverlayRoot } from './overlay-root.ts'
import './Button.css'
import './Field.css'
import './Popover.css'
import './Select.css'

export type ComboItem = { readonly id: string; readonly label: string; readonly detail?: string; readonly icon?: IconName }

type Props = {
  readonly label: string
  readonly hideLabel?: boolean
  readonly description?: string
  readonly placeholder?: string
  readonly icon?: IconName
  readonly inputValue: string
  readonly onInputChange: (text: string) => void
  /** What to propose for the text typed, already filtered and ordered. */
  readonly items: readonly ComboItem[]
  readonly onSelect: (id: string) => void
  /** Shows a cross that empties the field. */
  readonly onClear?: () => void
  /** Said in the list when there is nothing to propose; without it, the list closes. */
  readonly emptyText?: ReactNode
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly onFocusChange?: (focused: boolean) => void
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string
}

/**
 * React Aria opens the list whenever the text changes while the field has the focus, and closes it when `value` changes.
 * Here nothing stays chosen (the text alone counts), so the value is given for one render, which closes the list;
 * and a text put by the program, after a choice, must not open it again over the page.
 */
const useListOfChoices = ({ inputValue, onInputChange, onSelect }: Pick<Props, 'inputValue' | 'onInputChange' | 'onSelect'>) => {
  const [chosen, setChosen] = useState<Key | null>(null)
  const [typed, setTyped] = useState(inputValue)
  useEffect(() => setChosen(null), [chosen])
  useEffect(() => setTyped(inputValue), [inputValue])
  return {
    value: chosen,
    menuTrigger: inputValue === typed ? ('focus' as const) : ('manual' as const),
    onInputChange: (text: string) => {
      setTyped(text)
      onInputChange(text)
    },
    onChange: (key: Key | null) => {
      if (key === null) return
      setChosen(key)
      onSelect(String(key))
    },
  }
}

/** `<ComboBox label="Lieu" inputValue={text} onInputChange={setText} items={suggestions} onSelect={choose} />` */
export const ComboBox = (props: Props) => {
  const list = useListOfChoices(props)
  const root = useOverlayRoot()
  const { label, hideLabel = false, description, placeholder, icon, errorMessage, onClear, emptyText, inputRef } = props
  useEffect(() => () => keepPageReadable(false), [])
  const failed = errorMessage !== undefined && errorMessage !== ''
  return (
    <AriaComboBox
      allowsCustomValue
      allowsEmptyCollection={emptyText !== undefined}
      {...list}
      onOpenChange={keepPageReadable}
      items={props.items}
      inputValue={props.inputValue}
      defaultFilter={() => true}
      isInvalid={failed}
      isRequired={props.isRequired ?? false}
      isDisabled={props.isDisabled ?? false}
      validationBehavior="aria"
      {...(props.onFocusChange !== undefined && { onFocusChange: props.onFocusChange })}
      className={cx('ui-field', hideLabel && 'ui-box-quiet-label', props.className)}
    >
      <Label className="ui-label">
        {hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}
        {props.isRequired === true && <span aria-hidden="true"> *</span>}
      </Label>
      {description !== undefined && (
        <Text slot="description" className="ui-description">
          {description}
        </Text>
      )}
      <div className="ui-box">
        {icon !== undefined && <Icon name={icon} />}
        <Input
          className="ui-input"
          {...(placeholder !== undefined && { placeholder })}
          {...(inputRef !== undefined && { ref: inputRef })}
        />
        {onClear !== undefined && props.inputValue !== '' && (
          <Button slot={null} className="ui-icon-button ui-icon-button-s" aria-label={ui.clearField(label)} onPress={onClear}>
            <Icon name="close" size={16} />
          </Button>
        )}
      </div>
      {failed && <FieldError>{errorMessage}</FieldError>}
      <Popover className="ui-popover ui-select-popover" UNSTABLE_portalContainer={root}>
        <ListBox<ComboItem> className="ui-listbox" renderEmptyState={() => <div className="ui-listbox-empty">{emptyText}</div>}>
          {(item) => (
            <ListBoxItem className="ui-option" textValue={item.label}>
              <span className="ui-option-label">
                {item.icon !== undefined && <Icon name={item.icon} size={16} />}
                {item.label}
              </span>
              {item.detail !== undefined && item.detail !== '' && (
                <Text slot="description" className="ui-option-detail">
                  {item.detail}
                </Text>
              )}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaComboBox>
  )
}
