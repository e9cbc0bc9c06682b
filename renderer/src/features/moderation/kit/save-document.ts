import type { KitDocument } from '#shared/contract/kit.ts'
import { kitDocuments as t } from '../../../i18n/kit.ts'
import { fromBase64, saveBytes } from '../../../lib/save-bytes.ts'
import { showToast } from '../../../lib/toasts.ts'

/** Gives a document as a file to save, and says its name. */
export const saveDocument = ({ nom, type, base64 }: KitDocument, say: (nom: string) => string = t.saved): void => {
  saveBytes(nom, fromBase64(base64), type)
  showToast({ message: say(nom) })
}
