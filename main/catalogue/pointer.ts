import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CataloguePointer, POINTER_FILE } from '#shared/catalogue/file.ts'
import { DoraError } from '#shared/errors.ts'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'ENOENT'

/** What the pointer of a catalogue folder names; null when there is no catalogue. @throws `catalogue-illisible` for a pointer that makes no sense. */
export const readPointer = async (folder: string): Promise<CataloguePointer | null> => {
  let text: string
  try {
    text = await readFile(join(folder, POINTER_FILE), 'utf8')
  } catch (error) {
    if (isMissing(error)) return null
    throw new DoraError('catalogue-illisible', undefined, error)
  }
  try {
    return CataloguePointer.parse(JSON.parse(text))
  } catch (error) {
    throw new DoraError('catalogue-illisible', undefined, error)
  }
}
