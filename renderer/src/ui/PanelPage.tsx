import type { ReactNode } from 'react'
import { useTitle } from '../lib/use-title.ts'
import { Link } from './Link.tsx'
import './PanelPage.css'

type PanelSection = { readonly key: string; readonly href: string; readonly label: string; readonly isHere: boolean }

type Props = {
  readonly title: string
  /** Of the window: which section of it is shown. */
  readonly windowTitle: string
  /** Name of the navigation. */
  readonly sectionsLabel: string
  readonly sections: readonly PanelSection[]
  readonly action?: ReactNode
  readonly children: ReactNode
}

/** A workplace of several sections: their names on top, beside its one `h1`, one of them below. Its children fill the rest. */
export const PanelPage = ({ title, windowTitle, sectionsLabel, sections, action, children }: Props) => {
  useTitle(windowTitle)
  return (
    <div className="ui-panel">
      <header className="ui-panel-bar">
        <h1 tabIndex={-1}>{title}</h1>
        <nav aria-label={sectionsLabel} className="ui-panel-sections">
          <ul>
            {sections.map(({ key, href, label, isHere }) => (
              <li key={key}>
                <Link href={href} quiet className="ui-panel-section" aria-current={isHere ? 'page' : 'false'}>
                  {label}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
        {action}
      </header>
      {children}
    </div>
  )
}
