import type { ReactNode } from 'react'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Tag } from '../../ui/Tag.tsx'

type Props = {
  readonly rank: number
  readonly total: number
  readonly title: string
  readonly help: string
  readonly done: boolean
  /** What was done, in words. */
  readonly doneText?: string | undefined
  readonly locked: boolean
  readonly isNext: boolean
  readonly children: ReactNode
}

/** One step: its number, its tick when it is really done, and the act itself, there. */
export const StepCard = ({ rank, total, title, help, done, doneText, locked, isNext, children }: Props) => (
  <li className="welcome-step" data-done={done || undefined} data-next={isNext || undefined}>
    <span className="welcome-rank tabular" aria-hidden="true">
      {done ? <Icon name="check" size={18} /> : rank}
    </span>
    <div className="welcome-step-body">
      <div className="welcome-step-head">
        <h3>
          <span className="ui-hidden">{t.step(rank, total)}, </span>
          {title}
        </h3>
        {done && <Tag tone="good">{t.done}</Tag>}
      </div>
      <p className="ui-description">{done && doneText !== undefined ? doneText : help}</p>
      {!locked && children}
    </div>
  </li>
)
