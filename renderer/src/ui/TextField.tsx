import type { Ref } from 'react'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { Text } from 'react-aria-components/Text'
import { TextArea } from 'react-aria-components/TextArea'
import { TextField as AriaTextField, type TextFieldProps } from 'react-aria-components/TextField'
import { cx } from '../lib/cx.ts'
import { FieldError } from './FieldError.tsx'
import './Field.css'

type Props = Omit<TextFieldProps, 'className' | 'children'> & {
  readonly label: string
  readonly description?: string
  /** Shown, and tied to the field, when it is not empty. */
  readonly errorMessage?: string | undefined
  readonly multiline?: boolean
  readonly rows?: number
  readonly placeholder?: string
  /** Shows « 12 / 480 » under the field. The length is not cut: what is typed is never lost. */
  readonly countTo?: number
  readonly className?: string
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>
}

/** `<TextField label="Nom" value={nom} onChange={setNom} errorMessage={problem} isRequired />` */
export const TextField = (props: Props) => {
  const {
    label,
    description,
    errorMessage,
    multiline = false,
    rows = 4,
    placeholder,
    countTo,
    className,
    inputRef,
    ...rest
  } = props
  const shared = {
    className: 'ui-input',
    ...(placeholder !== undefined && { placeholder }),
    ...(inputRef !== undefined && { ref: inputRef }),
  }
  const failed = errorMessage !== undefined && errorMessage !== ''
  return (
    <AriaTextField
      {...rest}
      validationBehavior="aria"
      isInvalid={failed || (rest.isInvalid ?? false)}
      className={cx('ui-field', className)}
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
      {multiline ? <TextArea {...shared} rows={rows} /> : <Input {...shared} />}
      {countTo !== undefined && (
        <span className="ui-counter">
          {(rest.value ?? '').length} / {countTo}
        </span>
      )}
      {failed && <FieldError>{errorMessage}</FieldError>}
    </AriaTextField>
  )
}
