import type { ReactNode, Ref } from 'react'
import { cx } from '../lib/cx.ts'
import './Form.css'

type Props = {
  readonly onSubmit: () => void
  /** Drawn as a box of its own, on a page that has other things. */
  readonly box?: boolean
  readonly label?: string
  readonly formRef?: Ref<HTMLFormElement>
  readonly children: ReactNode
}

/** Fields one under the other; the messages are ours, not the browser's. `<Form onSubmit={send}>…<Button type="submit">…</Form>` */
export const Form = ({ onSubmit, box = false, label, formRef, children }: Props) => (
  <form
    className={cx('ui-form', box && 'ui-form-box')}
    noValidate
    aria-label={label}
    {...(formRef !== undefined && { ref: formRef })}
    onSubmit={(event) => {
      event.preventDefault()
      // A form inside a dialog opened from another form is its child for React, though not on the page.
      event.stopPropagation()
      onSubmit()
    }}
  >
    {children}
  </form>
)
