import { existsSync, readFileSync, rmSync } from 'node:fs'
import { DoraError } from '#shared/errors.ts'
import { z } from 'zod'
import { writeAtomically } from '../app/write-atomically.ts'
import { readKit, type SignedKit } from './verify.ts'

/** The kit of this desk, as it was signed, and the key that it was first signed by, which its updates are to have. */

const File = z.object({
  cle: z.string(),
  installe_le: z.string(),
  fichier: z.base64(),
  /** Kits of this key that were here before → the version. */
  versions: z.record(z.string(), z.int()).default({}),
})

export type Installed = SignedKit & { readonly installe_le: string; readonly versions: Readonly<Record<string, number>> }
export type KitShelf = {
  /** @throws DoraError `kit-abime-ici` */
  readonly read: () => Installed | null
  /** @throws DoraError `ecriture-impossible` */
  readonly write: (bytes: Uint8Array, kit: Omit<Installed, 'kit' | 'empreinte'>) => void
  /** @throws DoraError `ecriture-impossible` */
  readonly remove: () => void
}

export const createKitShelf = (file: string): KitShelf => ({
  read: () => {
    if (!existsSync(file)) return null
    try {
      const { cle, installe_le, fichier, versions } = File.parse(JSON.parse(readFileSync(file, 'utf8')))
      const signed = readKit(Buffer.from(fichier, 'base64'))
      if (signed.cle !== cle) throw new Error('another key')
      return { ...signed, installe_le, versions }
    } catch (cause) {
      throw new DoraError('kit-abime-ici', undefined, cause)
    }
  },
  write: (bytes, { cle, installe_le, versions }) => {
    try {
      writeAtomically(file, JSON.stringify({ cle, installe_le, versions, fichier: Buffer.from(bytes).toString('base64') }))
    } catch (cause) {
      throw new DoraError('ecriture-impossible', undefined, cause)
    }
  },
  remove: () => {
    try {
      rmSync(file, { force: true })
    } catch (cause) {
      throw new DoraError('ecriture-impossible', undefined, cause)
    }
  },
})

type Here = SignedKit & Pick<Installed, 'versions'>

/** Versions that were here, with that of the kit that is. */
export const versionsOf = (here: Here | null): Readonly<Record<string, number>> =>
  here === null ? {} : { ...here.versions, [here.kit.id]: here.kit.version }

/**
 * What a kit is to the one that is here. One that was here before another is no older than it was.
 * @throws DoraError `kit-autre-cle`, `kit-ancien`
 */
export const followUp = (here: Here | null, next: SignedKit): 'nouveau' | 'mise-a-jour' | 'identique' | 'autre' => {
  if (here === null) return 'nouveau'
  if (here.cle !== next.cle) throw new DoraError('kit-autre-cle')
  const [version, ici] = [next.kit.version, versionsOf(here)[next.kit.id]]
  if (ici !== undefined && version < ici) throw new DoraError('kit-ancien', { version, ici })
  if (here.kit.id !== next.kit.id) return 'autre'
  return version === ici ? 'identique' : 'mise-a-jour'
}
