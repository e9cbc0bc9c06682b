import type { DossierView } from '#shared/moderation/dossier.ts'
import type { On } from '../use-acts.ts'
import type { Sheet } from '../sheet-of.ts'

export type ActProps = {
  readonly view: DossierView
  readonly sheet: Sheet
  /** The sheet, with the versions that are on screen. */
  readonly on: On
  readonly onClose: () => void
  /** It was decided: the next one may be shown. */
  readonly onDecided: () => void
}
