import { SUGGESTION, Suggestion } from '#shared/listing/suggestion.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { userScope } from '#shared/sync/scope.ts'
import { memberScopes } from '../accounts/memberships.ts'
import type { Entity, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'

/** Suggestions as rows: sealed, hung on the structure whose task they are, told to its members and to their author. */

/** Those about services of no structure hang on this. */
export const NOBODY = 'sans-structure'
/** Of an account that is no more: what it wrote stays, without its name. */
const NO_AUTHOR = { user_id: '', nom: 'Compte supprimé', structure: null }

const opened = (seal: Seal, entity: Entity | null): Suggestion | null => {
  const doc = docOf(seal, entity)
  // One that this version cannot read hides no other.
  return doc === null ? null : (Suggestion.safeParse(doc).data ?? null)
}

export const suggestionOf = async (reader: Reader, seal: Seal, id: string): Promise<Suggestion | null> =>
  opened(seal, await reader.entity({ kind: SUGGESTION, id }))

export const suggestionsOfStructure = async (reader: Reader, seal: Seal, structureId: string): Promise<Suggestion[]> =>
  (await reader.children(SUGGESTION, structureId)).map((entity) => opened(seal, entity)).filter((one) => one !== null)

export const suggestionsOfAuthor = async (reader: Reader, seal: Seal, userId: string): Promise<Suggestion[]> =>
  (await reader.inScope(SUGGESTION, userScope(userId)))
    .map((entity) => opened(seal, entity))
    .filter((one) => one?.auteur.user_id === userId)
    .filter((one) => one !== null)

export const putSuggestion = async (writer: Writer, seal: Seal, one: Suggestion): Promise<{ readonly ver: number }> => {
  const key = { kind: SUGGESTION, id: one.id }
  const members = one.structure_id === null ? [] : await memberScopes(writer, seal, one.structure_id)
  return putSealed(writer, seal, key, {
    doc: one as unknown as Doc,
    scopes: [...new Set([...(one.auteur.user_id === '' ? [] : [userScope(one.auteur.user_id)]), ...members])].sort(),
    parent: one.structure_id ?? NOBODY,
    current: await writer.entity(key),
  })
}

/** To call when an account goes: what it suggested, or answered, stays the structure's, in nobody's name. */
export const forgetAuthor = async (writer: Writer, seal: Seal, userId: string): Promise<void> => {
  const theirs: Suggestion[] = []
  // An answer is in no scope of its own: all are looked at, which an account that goes is rare enough for.
  for await (const entity of writer.scan(SUGGESTION)) {
    const one = opened(seal, entity)
    if (one !== null && (one.auteur.user_id === userId || one.reponse?.par === userId)) theirs.push(one)
  }
  for (const one of theirs) {
    const { auteur, reponse } = one
    await putSuggestion(writer, seal, {
      ...one,
      auteur: auteur.user_id === userId ? NO_AUTHOR : auteur,
      reponse: reponse?.par === userId ? { ...reponse, par: '', nom: NO_AUTHOR.nom } : reponse,
    })
  }
}

type About = { readonly kind: 'service' | 'structure'; readonly id: string }
const isAbout =
  ({ kind, id }: About): ((one: Suggestion) => boolean) =>
  (one) =>
    one.cible.kind === kind && one.cible.id === id

/** What is said of a service goes with it to its new structure. */
export const moveSuggestions = async (
  writer: Writer,
  seal: Seal,
  service: string,
  { from, to }: { readonly from: string | null; readonly to: string | null },
): Promise<void> => {
  for (const one of (await suggestionsOfStructure(writer, seal, from ?? NOBODY)).filter(
    isAbout({ kind: 'service', id: service }),
  ))
    await putSuggestion(writer, seal, { ...one, structure_id: to })
}

/** Nothing is left to correct: those who suggested it are told so. @param now milliseconds since 1970 */
export const closeSuggestions = async (
  writer: Writer,
  seal: Seal,
  about: About,
  { structureId, now }: { readonly structureId: string | null; readonly now: number },
): Promise<void> => {
  const reponse = { texte: 'Cette fiche a été retirée.', nom: 'DORA', par: '', le: new Date(now).toISOString() }
  for (const one of (await suggestionsOfStructure(writer, seal, structureId ?? NOBODY)).filter(isAbout(about)))
    if (one.etat === 'ouverte') await putSuggestion(writer, seal, { ...one, etat: 'repondue', reponse })
}

export const rescopeSuggestions = async (writer: Writer, seal: Seal, structureId: string): Promise<void> => {
  for (const one of await suggestionsOfStructure(writer, seal, structureId)) await putSuggestion(writer, seal, one)
}
