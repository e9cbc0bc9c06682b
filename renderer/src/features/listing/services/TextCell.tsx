import { useRef, useState, type KeyboardEvent, type RefObject } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog } from 'react-aria-components/Dialog'
import { Popover } from 'react-aria-components/Popover'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { CHANNEL_OF, isContactField } from '#shared/listing/contact-fields.ts'
import { fieldOf } from '#shared/listing/groups.ts'
import { fieldProblems } from '#shared/listing/problems.ts'
import { tableText as t, verifyText } from '../../../i18n/listing.ts'
import { Form } from '../../../ui/Form.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useOverlayRoot } from '../../../ui/overlay-root.ts'
import { TextField } from '../../../ui/TextField.tsx'
import '../../../ui/Popover.css'
import { textOf } from '../lines.ts'
import { nextCell, useEditing, type Cell, type Typed } from './editing.ts'

const problemOf = (champ: Typed, value: string): string | undefined =>
  fieldProblems('service', { nom: '-', [champ]: value === '' ? null : value })[0]?.message

type EditorProps = {
  readonly cell: Cell
  readonly label: string
  readonly value: string
  readonly ids: readonly string[]
  readonly over: RefObject<HTMLButtonElement | null>
}

/** The field laid over its cell: Enter keeps, Escape forgets, Tab keeps and goes on. What is wrong stays open, with why. */
const Editor = ({ cell, label, value, ids, over }: EditorProps) => {
  const { edit, save } = useEditing()
  const root = useOverlayRoot()
  // Until something is typed, the cell's own value, which may still be on its way back.
  const [mine, setTyped] = useState<string | null>(null)
  const typed = mine ?? value
  const [tried, setTried] = useState(false)
  const leave = () => {
    const button = over.current
    edit(null)
    // The table takes the focus back first, to the cell where the arrows were: after Tab, that is another one.
    const then = () => void requestAnimationFrame(() => button?.focus())
    button?.closest('[role=grid]')?.addEventListener('focusin', then, { once: true })
  }
  const text = typed.trim()
  const problem = problemOf(cell.champ, text)
  /** True when there was nothing wrong. */
  const keep = (): boolean => {
    setTried(true)
    if (problem !== undefined) return false
    if (mine !== null && text !== value) save(cell, text === '' ? null : text)
    return true
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') leave()
    if (event.key !== 'Tab') return
    event.preventDefault()
    const next = nextCell(cell, event.shiftKey, ids)
    if (!keep()) return
    if (next === null) leave()
    else edit(next)
  }
  return (
    <Popover
      triggerRef={over}
      isOpen
      // A click beside it: what was typed is kept, and can be undone.
      onOpenChange={(open) => {
        if (!open && keep()) edit(null)
      }}
      placement="bottom start"
      offset={-(over.current?.offsetHeight ?? 0)}
      className="ui-popover listing-editor"
      UNSTABLE_portalContainer={root}
    >
      <Dialog aria-label={label} className="listing-editor-body">
        <Form onSubmit={() => keep() && leave()}>
          <TextField
            label={label}
            description={t.keys}
            autoFocus
            autoComplete="off"
            value={typed}
            onChange={setTyped}
            onKeyDown={onKeyDown}
            errorMessage={tried ? problem : undefined}
            {...(fieldOf('service', cell.champ)?.max === 280 && { countTo: 280 })}
          />
        </Form>
      </Dialog>
    </Popover>
  )
}

/** Kept for professionals, and not read by this desk: it is not empty, and cannot be typed over blindly. */
const isMasked = ({ doc }: ServiceLine, champ: Typed): boolean => {
  const kept = doc['dora.contact_masque']
  return isContactField(champ) && Array.isArray(kept) && kept.includes(CHANNEL_OF[champ])
}

type Props = {
  readonly line: ServiceLine
  readonly champ: Typed
  readonly label: string
  readonly ids: readonly string[]
}

/** A text of a service that is changed where it stands. */
export const TextCell = ({ line, champ, label, ids }: Props) => {
  const { cell, edit } = useEditing()
  const button = useRef<HTMLButtonElement>(null)
  const value = textOf(line, champ)
  if (value === '' && isMasked(line, champ))
    return (
      <span className="listing-cell muted">
        <Icon name="lock" size={14} />
        {verifyText.masked}
      </span>
    )
  return (
    <>
      <Button
        ref={button}
        className="listing-cell-edit"
        aria-label={value === '' ? t.add(label) : t.edit(label, value)}
        onPress={() => edit({ id: line.id, champ })}
      >
        <span className={value === '' ? 'listing-cell-none' : undefined}>{value === '' ? t.none : value}</span>
        <Icon name="pencil" size={14} />
      </Button>
      {cell?.id === line.id && cell.champ === champ && (
        <Editor key={`${line.id}/${champ}`} cell={cell} label={label} value={value} ids={ids} over={button} />
      )}
    </>
  )
}
