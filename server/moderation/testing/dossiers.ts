import { randomUUID } from 'node:crypto'
import type { Acte, ActeTold } from '#shared/moderation/acts.ts'
import type { Dossier, Vu } from '#shared/moderation/dossier.ts'
import type { Cible } from '#shared/moderation/target.ts'
import type { SyncStore, User } from '#server/store/types.ts'
import { openRequests, PUBLIC_URL, type RequestBench, SERVICE_ID } from '#server/orientations/testing/bench.ts'
import { actOnDossier } from '../acts.ts'
import { dossierOf } from '../dossier.ts'
import { sheetOf } from '../dossier-sheet.ts'

/** An act without its name, which is made when it is done. */
export type Geste = Acte extends infer One ? (One extends Acte ? Omit<One, 'id'> : never) : never

/** Requests between two structures of the Gironde, and those who moderate them. */
export type DossierBench = {
  readonly requests: RequestBench
  readonly team: User
  readonly other: User
  /** Gestionnaires of the Gironde, and of elsewhere. */
  readonly here: User
  readonly elsewhere: User
  /** That sends, not validated yet; that receives; its service. */
  readonly structure: Cible
  readonly receiver: Cible
  readonly service: Cible
  readonly seen: (cible: Cible) => Promise<Vu>
  readonly kept: (cible: Cible) => Promise<Dossier>
  readonly act: (by: User, cible: Cible, geste: Geste, vu?: Vu | null, more?: ActMore) => Promise<ActeTold>
}
export type ActMore = { readonly id?: string; readonly store?: SyncStore; readonly onMail?: () => void }

export const openDossiers = async (
  options: { readonly store?: SyncStore; readonly validated?: boolean } = {},
): Promise<DossierBench> => {
  const requests = await openRequests({ validated: false, ...options })
  const { people, parts } = requests.accounts
  const { store, seal } = parts
  const [team, other, here, elsewhere] = [
    await people.person({ role: 'administrateur', prenom: 'Tess', nom: 'Lenoir' }),
    await people.person({ role: 'administrateur', prenom: 'Oscar', nom: 'Petit' }),
    await people.person({ gestionnaire: true, departements: ['33'], prenom: 'Gaëlle', nom: 'Ici' }),
    await people.person({ gestionnaire: true, departements: ['59'], prenom: 'Hugo', nom: 'Ailleurs' }),
  ]
  return {
    requests,
    team,
    other,
    here,
    elsewhere,
    structure: { kind: 'structure', id: requests.sender.id },
    receiver: { kind: 'structure', id: requests.receiver.id },
    service: { kind: 'service', id: SERVICE_ID },
    seen: (cible) =>
      store.read(async (reader) => ({
        fiche: (await sheetOf(reader, seal, cible))?.ver ?? 0,
        dossier: (await dossierOf(reader, seal, cible)).ver,
      })),
    kept: async (cible) => (await store.read((reader) => dossierOf(reader, seal, cible))).dossier,
    act: (by, cible, geste, vu = null, { id = randomUUID(), ...more } = {}) =>
      actOnDossier({ ...parts, publicUrl: () => PUBLIC_URL, ...more }, by, cible, { acte: { id, ...geste } as Acte, vu }),
  }
}

export const statuer = (statut: 'IN_PROGRESS' | 'VALIDATED' | 'NEED_NEW_MODERATION', note = ''): Geste => ({
  geste: 'statuer',
  statut,
  note,
})
