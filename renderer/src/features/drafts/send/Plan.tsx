import type { Checks } from '#shared/orientation/checks.ts'
import type { DraftView } from '#shared/orientation/draft.ts'
import { displayName } from '#shared/text/names.ts'
import { whatHappensText } from '../../../i18n/sending.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { PersonNotice } from '../PersonNotice.tsx'
import { consequencesOf } from './what-happens.ts'

type Props = {
  readonly draft: DraftView
  readonly checks: Checks
  /** Name of the structure it is sent in the name of; '' while none is chosen. */
  readonly sender: string
  /** Address of the account that sends. */
  readonly account: string
  readonly offline: boolean
}

/** Said before, never after: who is written to, what the person is told, and what waits. */
export const Plan = ({ draft, checks: { checks }, sender, account, offline }: Props) => {
  const { content, service, attachments } = draft
  const plan = {
    content,
    checks,
    structure: displayName(service.structure),
    sender,
    account,
    pieces: attachments.length,
    offline,
  }
  return (
    <section aria-labelledby="send-plan">
      <h3 id="send-plan">{whatHappensText.titre}</h3>
      <ul className="send-plan">
        {consequencesOf(plan).map(({ icon, words, warn }) => (
          <li key={words} {...(warn === true && { 'data-warn': '' })}>
            <Icon name={icon} size={18} />
            <span>{words}</span>
          </li>
        ))}
      </ul>
      <PersonNotice draft={draft} />
    </section>
  )
}
