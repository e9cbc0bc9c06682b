import type { Ref } from 'react'
import { Button } from 'react-aria-components/Button'
import { Input } from 'react-aria-components/Input'
import { Label } from 'react-aria-components/Label'
import { SearchField as AriaSearchField, type SearchFieldProps } from 'react-aria-components/SearchField'
import { ui } from '../i18n/ui.ts'
import { cx } from '../lib/cx.ts'
import { Icon } from './Icon.tsx'
import { VisuallyHidden } from './VisuallyHidden.tsx'
import './Field.css'
import './Button.css'

type Props = Omit<SearchFieldProps, 'className' | 'children'> & {
  readonly label: string
  readonly placeholder?: string
  /** Keeps the label for screen readers only. */
  readonly hideLabel?: boolean
  readonly inputRef?: Ref<HTMLInputElement>
  readonly className?: string
}

/** `<SearchField label="Chercher dans les favoris" hideLabel value={q} onChange={setQ} />`: Escape and the cross empty it. */
export const SearchField = ({ label, placeholder, hideLabel = false, inputRef, className, ...rest }: Props) => (
  <AriaSearchField {...rest} className={cx('ui-field', hideLabel && 'ui-box-quiet-label', className)}>
    {({ isEmpty }) => (
      <>
        <Label className="ui-label">{hideLabel ? <VisuallyHidden>{label}</VisuallyHidden> : label}</Label>
        <div className="ui-box">
          <Icon name="search" />
          <Input
            className="ui-input"
            {...(placeholder !== undefined && { placeholder })}
            {...(inputRef !== undefined && { ref: inputRef })}
          />
          {!isEmpty && (
            <Button className="ui-icon-button ui-icon-button-s" aria-label={ui.clear}>
              <Icon name="close" size={16} />
            </Button>
          )}
        </div>
      </>
    )}
  </AriaSearchField>
)
