import type { OrientationView } from '#shared/contract/orientation.ts'
import type { Told } from '../told.ts'

export type AnswerProps = {
  readonly view: OrientationView
  readonly of: Told
  readonly onClose: () => void
  /** It was answered: the next one may be shown. */
  readonly onAnswered: () => void
}
