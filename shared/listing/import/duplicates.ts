import { fold } from '../../geo/fold.ts'
import type { KnownService } from './context.ts'
import { type Note, quoted } from './reading.ts'

/**
 * Services said twice. The same structure, model or name, contact e-mail, address and post code is the same service: an error
 * (dora-backend.md §7.7). The same structure and name only, or the same model and contact, is worth a look.
 */
export type Described = Omit<KnownService, 'id' | 'nom' | 'archive'> & { readonly nom: string }

const key = (...parts: readonly (string | null | undefined)[]): string => parts.map((part) => fold(part ?? '')).join('|')
const what = ({ modele, nom }: Described): string => (modele == null || modele === '' ? `nom ${fold(nom)}` : `modele ${modele}`)

const exact = (one: Described): string => `${one.structure_id}|${what(one)}|${key(one.courriel, one.adresse, one.code_postal)}`
const alike = (one: Described): readonly string[] => [
  `${one.structure_id}|nom|${fold(one.nom)}`,
  ...(one.modele == null || one.courriel == null ? [] : [`${one.structure_id}|modele ${one.modele}|${key(one.courriel)}`]),
]

type Seen = { readonly id: string } | { readonly ligne: number }
export type Duplicate = {
  readonly note: Note | null
  /** The service that is already there and looks the same. */
  readonly ressemble: string | null
}

const where = (seen: Seen): string => ('ligne' in seen ? `à la ligne ${seen.ligne}` : 'dans vos services')

/** Told each row in turn; `target` is the service that the row says it changes: what it leaves as it was repeats nothing. */
export const createDuplicates = (services: readonly KnownService[]) => {
  const exacts = new Map<string, Seen>()
  const alikes = new Map<string, Seen>()
  const add = (one: Described, seen: Seen): void => {
    if (!exacts.has(exact(one))) exacts.set(exact(one), seen)
    for (const name of alike(one)) if (!alikes.has(name)) alikes.set(name, seen)
  }
  for (const service of services) if (service.archive !== true) add(service, { id: service.id })
  return (one: Described, ligne: number, target: KnownService | null): Duplicate => {
    if (target !== null && exact(target) === exact(one)) {
      add(one, { ligne })
      return { note: null, ressemble: null }
    }
    const other = (seen: Seen | undefined): Seen | null =>
      seen === undefined || ('id' in seen && seen.id === target?.id) ? null : seen
    const same = other(exacts.get(exact(one)))
    const like =
      same ??
      alike(one)
        .map((name) => other(alikes.get(name)))
        .find((seen) => seen !== null) ??
      null
    add(one, { ligne })
    if (like === null) return { note: null, ressemble: null }
    const ressemble = 'id' in like ? like.id : null
    const note: Note =
      same === null
        ? {
            niveau: 'avertissement',
            message: `Un service semblable à ${quoted(one.nom)} figure déjà ${where(like)}\u202f: vérifiez qu’il s’agit bien d’un autre.`,
          }
        : {
            niveau: 'erreur',
            message: `Ce service figure déjà ${where(same)}\u202f: même structure, même ${one.modele == null ? 'nom' : 'modèle'}, même contact et même adresse. Supprimez cette ligne, ou changez ce qui les distingue.`,
          }
    return { note, ressemble }
  }
}
