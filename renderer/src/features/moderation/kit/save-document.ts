import type { KitDocument } from '#shared/contract/kit.ts'
import { kitDocuments as t } from '../../../i18n/kit.ts'
import { saveFile } from '../../../lib/save-file.ts'

/** Gives a document as a file to save, and says its name. */
export const saveDocument = (document: KitDocument, say: (nom: string) => string = t.saved): void =>
  saveFile(document, say(document.nom))
