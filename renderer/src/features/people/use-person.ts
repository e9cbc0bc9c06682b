import type { Dossier, Profil } from '#shared/person/profile.ts'
import { client } from '../../lib/api.ts'
import { type Kept, type Saving, useSaved } from '../../lib/use-saved.ts'

export type PersonEditor = Saving & {
  readonly profil: Profil
  readonly set: <K extends keyof Profil>(champ: K, value: Profil[K]) => void
}

const KEPT: Kept<Dossier, Profil> = {
  what: 'dossier',
  valueOf: ({ profil }) => profil,
  get: (id) => client.call('personnes.get', { id }),
  save: (id, profil, base) => client.call('personnes.save', { id, profil, base }),
  restore: (id) => client.call('personnes.restore', { id }),
}

/** A folder being typed. */
export const usePerson = (view: Dossier): PersonEditor => {
  const { value: profil, now, change, saving } = useSaved(view, KEPT)
  return { ...saving, profil, set: (champ, value) => change({ ...now(), [champ]: value }) }
}
