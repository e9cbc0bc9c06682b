import { type KeyboardEvent, type ReactNode, useId } from 'react'
import { ui } from '../i18n/ui.ts'
import { announce } from '../lib/announce.ts'
import { useFocusAfterRemoval } from '../lib/use-focus-after-removal.ts'
import { Chip } from './Chip.tsx'
import { ComboBox, type ComboItem } from './ComboBox.tsx'
import { Tag } from './Tag.tsx'
import './MultiSelect.css'

export type Chosen = {
  readonly id: string
  readonly label: string
  /** Cannot be taken away here. */
  readonly locked?: boolean
}

type Props = {
  readonly label: string
  readonly description?: string
  readonly placeholder?: string
  readonly chosen: readonly Chosen[]
  readonly text: string
  readonly onText: (text: string) => void
  /** What to propose for `text`, already filtered, ordered, and without what is chosen. */
  readonly items: readonly ComboItem[]
  readonly onAdd: (id: string) => void
  readonly onRemove: (id: string) => void
  /** What is typed may be kept as it is. */
  readonly onAddText?: (text: string) => void
  readonly emptyText?: ReactNode
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
  readonly isDisabled?: boolean
  readonly onLeave?: () => void
}

/** Id of the proposal that keeps what is typed. */
const TYPED = '\u0000typed'

/**
 * Several choices, found as one types: Enter takes the first proposal, Backspace in the empty field takes the last choice away.
 * The caller filters: `<MultiSelect label="Labels" chosen={…} text={text} onText={setText} items={found} onAdd={…} onRemove={…} />`
 */
export const MultiSelect = (props: Props) => {
  const { label, chosen, text, onText, items, onAdd, onRemove, onAddText, isDisabled = false } = props
  const inputId = useId()
  const list = useFocusAfterRemoval(chosen.length, `[data-multi="${inputId}"] input`)
  const typed = text.trim()
  const proposals =
    onAddText === undefined || typed === '' || items.some((item) => item.label === typed)
      ? items
      : [...items, { id: TYPED, label: ui.addTyped(typed), icon: 'plus' as const }]

  const add = (id: string) => {
    onText('')
    const item = items.find((one) => one.id === id)
    if (id === TYPED) {
      onAddText?.(typed)
      announce(ui.added(typed))
    } else if (item !== undefined) {
      onAdd(id)
      announce(ui.added(item.label))
    }
  }
  const remove = ({ id, label: name }: Chosen) => {
    onRemove(id)
    announce(ui.removed(name))
  }
  const onKey = (event: KeyboardEvent) => {
    const { target } = event
    if (!(target instanceof HTMLInputElement)) return
    const last = chosen.findLast(({ locked }) => locked !== true)
    if (event.key === 'Backspace' && target.value === '' && last !== undefined) remove(last)
    else if (event.key === 'Enter' && typed !== '' && !target.hasAttribute('aria-activedescendant')) {
      const [first] = proposals
      if (first === undefined) return
      event.preventDefault()
      event.stopPropagation()
      add(first.id)
    }
  }

  return (
    <div className="ui-multi" data-multi={inputId} onKeyDownCapture={onKey}>
      <ComboBox
        label={label}
        inputValue={text}
        onInputChange={onText}
        items={proposals}
        onSelect={add}
        isDisabled={isDisabled}
        isRequired={props.isRequired ?? false}
        errorMessage={props.errorMessage}
        onFocusChange={(focused) => {
          if (!focused) props.onLeave?.()
        }}
        {...(props.description !== undefined && { description: props.description })}
        {...(props.placeholder !== undefined && { placeholder: props.placeholder })}
        {...(props.emptyText !== undefined && typed !== '' && { emptyText: props.emptyText })}
      />
      {chosen.length > 0 && (
        <ul className="ui-multi-chosen" aria-label={ui.chosen(label)} {...list}>
          {chosen.map((one) => (
            <li key={one.id}>
              {one.locked === true || isDisabled ? (
                <Tag {...(one.locked === true && { icon: 'lock' as const })}>{one.label}</Tag>
              ) : (
                <Chip label={one.label} removeLabel={ui.remove(one.label)} onRemove={() => remove(one)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
