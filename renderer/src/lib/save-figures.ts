import { figuresText as t } from '../i18n/figures.ts'
import { announce } from './announce.ts'
import { type MadeFile, saveFile } from './save-file.ts'

/** Saves a file of figures, and says so. */
export const saveFigures = (file: MadeFile): void => {
  saveFile(file, t.exported(file.nom))
  announce(t.exported(file.nom))
}
