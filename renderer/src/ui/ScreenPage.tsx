import type { ReactNode } from 'react'
import { useTitle } from '../lib/use-title.ts'
import './ScreenPage.css'

type Props = {
  readonly title: string
  readonly actions?: ReactNode
  /** Under the title, one quiet line. */
  readonly subtitle?: ReactNode
  readonly wide?: boolean
  readonly children: ReactNode
}

/**
 * A whole screen with its one `h1`: `<ScreenPage title="Favoris" actions={…}>…</ScreenPage>`.
 * The shell moves the focus to the `h1` when the screen changes.
 */
export const ScreenPage = ({ title, actions, subtitle, wide = false, children }: Props) => {
  useTitle(title)
  return (
    <div className="ui-screen">
      <div className={wide ? 'ui-screen-inner ui-screen-wide' : 'ui-screen-inner'}>
        <header className="ui-screen-head">
          <div>
            <h1 tabIndex={-1}>{title}</h1>
            {subtitle !== undefined && <p className="muted">{subtitle}</p>}
          </div>
          {actions !== undefined && <div className="ui-screen-actions">{actions}</div>}
        </header>
        {children}
      </div>
    </div>
  )
}
