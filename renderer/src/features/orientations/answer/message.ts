import { unsafeMessage } from '#shared/orientation/answers.ts'
import { acts as t } from '../../../i18n/orientation-answers.ts'

/** Longest message of an answer (dora-backend.md §3.3). */
export const MESSAGE_MAX = 1_000

/** What keeps a message from being sent, in French; null when nothing does. */
export const messageProblem = (text: string, required: boolean): string | null => {
  const length = text.trim().length
  if (length === 0) return required ? t.messageNeeded : null
  if (length > MESSAGE_MAX) return t.messageLong(MESSAGE_MAX)
  const unsafe = unsafeMessage(text)
  return unsafe === null ? null : t.messageUnsafe(unsafe)
}
