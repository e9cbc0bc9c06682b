import type { ReactNode } from 'react'
import { cx } from '../lib/cx.ts'
import './EditorPage.css'

type Props = {
  /** Stays in view: the way back, and what is said of the saving. */
  readonly bar: ReactNode
  /** What stands in the way, before the fields. */
  readonly trouble: ReactNode
  readonly aside: ReactNode
  readonly asideLabel?: string
  /** In a narrow window, whether the aside comes before the fields (what is left to do) or after them (what was done). */
  readonly asideFirst?: boolean
  readonly formLabel: string
  readonly children: ReactNode
}

/** A document being filled in, which saves itself: its fields on the left, what goes with them on the right. Nothing is submitted. */
export const EditorPage = ({ bar, trouble, aside, asideLabel, asideFirst = false, formLabel, children }: Props) => (
  <div className={cx('editor-page', asideFirst && 'editor-page-aside-first')}>
    <div className="editor-bar">{bar}</div>
    <div className="editor-trouble">{trouble}</div>
    <aside className="editor-aside" aria-label={asideLabel}>
      {aside}
    </aside>
    <form className="editor-form" onSubmit={(event) => event.preventDefault()} aria-label={formLabel} noValidate>
      {children}
    </form>
  </div>
)
