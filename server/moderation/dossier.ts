import { type Decision, Dossier, emptyDossier } from '#shared/moderation/dossier.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { Entity, EntityKey, Reader, Writer } from '../store/types.ts'
import { docOf, putSealed } from '../sync/rows.ts'
import type { Seal } from '../sync/seal.ts'
import { forgetDecider } from './doublons/rows.ts'

/** What moderation keeps of a sheet, as a row: sealed, in no feed. */

export const DOSSIER = 'dossier'
/** Decisions kept of a sheet: the oldest give way. */
const MOST_DECISIONS = 500
const GONE = 'Compte supprimé'

export const dossierKey = (cible: Cible): EntityKey => ({ kind: DOSSIER, id: cibleKey(cible) })

export const openDossier = (seal: Seal, entity: Entity | null): Dossier | null => {
  const doc = docOf(seal, entity)
  return doc === null ? null : Dossier.parse(doc)
}

/** One that this version, or this key, cannot read hides no other, and keeps nothing from being done. */
export const readableDossier = (seal: Seal, entity: Entity): Dossier | null => {
  try {
    return openDossier(seal, entity)
  } catch {
    return null
  }
}

/** `ver`: of the row; 0 as long as there is none. */
export type Kept = { readonly ver: number; readonly dossier: Dossier }

/** An empty one for a sheet that nobody has looked at. */
export const dossierOf = async (reader: Reader, seal: Seal, cible: Cible): Promise<Kept> => {
  const entity = await reader.entity(dossierKey(cible))
  return { ver: entity?.ver ?? 0, dossier: openDossier(seal, entity) ?? emptyDossier(cible) }
}

/** Stages a dossier. */
export const putDossier = async (writer: Writer, seal: Seal, dossier: Dossier): Promise<{ readonly ver: number }> => {
  const key = dossierKey(dossier.cible)
  const doc = Dossier.parse({ ...dossier, decisions: dossier.decisions.slice(-MOST_DECISIONS) })
  return putSealed(writer, seal, key, { doc: doc as unknown as Doc, scopes: [], current: await writer.entity(key) })
}

export const withDecision = (dossier: Dossier, decision: Decision): Dossier => ({
  ...dossier,
  decisions: [...dossier.decisions, decision],
})

/** To call when a sheet is removed. */
export const forgetDossier = (writer: Writer, cible: Cible): Promise<boolean> => writer.remove(dossierKey(cible))

/** To call when an account goes: what it decided stays, in nobody’s name; what it had taken is anybody’s. */
export const forgetModerator = async (writer: Writer, seal: Seal, userId: string): Promise<void> => {
  await forgetDecider(writer, seal, userId, GONE)
  const theirs: Dossier[] = []
  for await (const entity of writer.scan(DOSSIER)) {
    const one = readableDossier(seal, entity)
    if (one === null) continue
    const { prise, decisions, valide } = one
    if (prise?.user_id === userId || valide?.user_id === userId || decisions.some(({ user_id }) => user_id === userId))
      theirs.push(one)
  }
  for (const one of theirs) {
    const { prise, decisions, valide } = one
    await putDossier(writer, seal, {
      ...one,
      prise: prise?.user_id === userId ? null : prise,
      valide: valide?.user_id === userId ? { ...valide, user_id: '' } : valide,
      decisions: decisions.map((decision) => (decision.user_id === userId ? { ...decision, user_id: '', nom: GONE } : decision)),
    })
  }
}
