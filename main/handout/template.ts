import { existsSync, readFileSync } from 'node:fs'
import { DoraError } from '#shared/errors.ts'
import { FeuilleModele } from '#shared/handout/handout.ts'
import { writeAtomically } from '../app/write-atomically.ts'
import { isDrawable } from '../pdf/images.ts'

/** The head and foot of the sheets of this desk: name, logo, sentences, the telephone of whoever gives them. Nothing of those who are accompanied. */
export type Template = {
  /** One that cannot be read is none: a sheet is better without its head than not made. */
  readonly read: () => FeuilleModele
  /** @throws DoraError `logo-refuse`, `ecriture-impossible` */
  readonly write: (modele: FeuilleModele) => FeuilleModele
}

export const createTemplate = (file: string): Template => ({
  read: () => {
    if (!existsSync(file)) return FeuilleModele.parse({})
    try {
      return FeuilleModele.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return FeuilleModele.parse({})
    }
  },
  write: (modele) => {
    if (modele.logo !== null && !isDrawable(Buffer.from(modele.logo, 'base64'))) throw new DoraError('logo-refuse')
    try {
      writeAtomically(file, `${JSON.stringify(modele, null, 2)}\n`)
    } catch (cause) {
      throw new DoraError('ecriture-impossible', undefined, cause)
    }
    return modele
  },
})
