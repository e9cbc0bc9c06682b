import { figuresText as t } from '../i18n/figures.ts'
import { announce } from './announce.ts'
import { fromBase64, saveBytes } from './save-bytes.ts'
import { showToast } from './toasts.ts'

type File = { readonly nom: string; readonly type: string; readonly base64: string }

/** Saves a file of figures, and says so. */
export const saveFigures = ({ nom, type, base64 }: File): void => {
  saveBytes(nom, fromBase64(base64), type)
  showToast({ message: t.exported(nom) })
  announce(t.exported(nom))
}
