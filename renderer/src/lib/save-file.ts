import { fromBase64, saveBytes } from './save-bytes.ts'
import { showToast } from './toasts.ts'

export type MadeFile = { readonly nom: string; readonly type: string; readonly base64: string }

/** Gives a file that was made to save, and says so. */
export const saveFile = ({ nom, type, base64 }: MadeFile, message: string): void => {
  saveBytes(nom, fromBase64(base64), type)
  showToast({ message })
}
