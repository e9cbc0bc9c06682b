import { createHash } from 'node:crypto'
import type { KitInstalle, KitLu } from '#shared/contract/kit.ts'
import { DoraError } from '#shared/errors.ts'
import type { Kit } from '#shared/kit/kit.ts'
import { differing, referentielsOf } from '#shared/kit/referentials.ts'
import { z } from 'zod'
import type { AccountApi } from '../account/api.ts'
import type { SettingsStore } from '../app/settings.ts'
import type { DoraHandlers, Emit } from '../emit.ts'
import { serverAddress } from '../sync/server-address.ts'
import { followUp, type Installed, type KitShelf, versionsOf } from './installed.ts'
import { readKit, type SignedKit } from './verify.ts'

type Parts = {
  readonly shelf: KitShelf
  readonly settings: SettingsStore
  readonly sync: Pick<DoraHandlers, 'sync.setServer' | 'sync.setTerritories' | 'sync.status'>
  readonly ask: AccountApi['ask']
  readonly emit: Emit
  readonly now: () => number
}

export type InstallHandlers = Pick<DoraHandlers, 'kit.read' | 'kit.install' | 'kit.installed' | 'kit.uninstall'>

const PublicKey = z.object({ cle: z.string() })
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

const sameAddress = (one: string | null, other: string): boolean => {
  try {
    return one !== null && serverAddress(one) === serverAddress(other)
  } catch {
    return false
  }
}

const shown = ({ kit, empreinte, installe_le }: Installed): KitInstalle => ({ kit, empreinte, installe_le })

/** Kits on this desk, from files: no network is needed, and nothing changes before the signature is known to be good. */
export const createInstallHandlers = ({ shelf, settings, sync, ask, emit, now }: Parts): InstallHandlers => {
  const serverHere = async (kit: Kit): Promise<KitLu['serveur']> => {
    const { serveur, embarque } = await sync['sync.status'](undefined)
    return { ici: serveur, embarque, memes: sameAddress(serveur, kit.serveur) }
  }

  /** What the server of the kit says of its key; null when it is not this desk’s, or does not answer. */
  const confirmed = async ({ cle }: SignedKit, isOurs: boolean): Promise<boolean | null> => {
    if (!isOurs) return null
    try {
      return (await ask('GET', ['kit', 'v1', 'cle'], { answer: PublicKey })).cle === cle
    } catch (error) {
      if (error instanceof DoraError) return null
      throw error
    }
  }

  /** Its place becomes the desk’s where nobody chose another. */
  const takePlace = ({ lieu }: Kit, before: Kit | null): void => {
    const { monLieu, dernierLieu } = settings.get()
    const isFree = monLieu === null || monLieu.label === before?.lieu.label
    if (!isFree && dernierLieu !== null) return
    emit(
      'settings.changed',
      settings.set({ ...(isFree && { monLieu: lieu }), ...(dernierLieu === null && { dernierLieu: lieu }) }),
    )
  }

  return {
    'kit.read': async ({ base64 }) => {
      const signed = readKit(Buffer.from(base64, 'base64'))
      const suite = followUp(shelf.read(), signed)
      const serveur = await serverHere(signed.kit)
      return {
        kit: signed.kit,
        empreinte: signed.empreinte,
        suite,
        serveur,
        confirmee: await confirmed(signed, serveur.memes),
        referentiels_autres: differing(referentielsOf(sha256), signed.kit.referentiels),
      }
    },
    'kit.install': async ({ base64, serveur }) => {
      const bytes = Buffer.from(base64, 'base64')
      const signed = readKit(bytes)
      const before = shelf.read()
      followUp(before, signed)
      const { kit, cle } = signed
      const here = await serverHere(kit)
      // A refused address stops all of it, before anything has changed.
      const address = serverAddress(kit.serveur)
      // So does a full disk: no desk goes to a server whose key it does not remember.
      shelf.write(bytes, { cle, installe_le: new Date(now()).toISOString(), versions: versionsOf(before) })
      emit('kit.changed', undefined)
      if (!here.memes && (serveur || here.ici === null)) await sync['sync.setServer']({ adresse: address })
      await sync['sync.setTerritories']({ departements: kit.departements })
      takePlace(kit, before?.kit ?? null)
      const installed = shelf.read()
      if (installed === null) throw new DoraError('ecriture-impossible')
      return shown(installed)
    },
    'kit.installed': () => {
      const installed = shelf.read()
      return installed === null ? null : shown(installed)
    },
    'kit.uninstall': () => {
      shelf.remove()
      emit('kit.changed', undefined)
    },
  }
}
