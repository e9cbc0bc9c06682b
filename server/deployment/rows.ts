import { REGLE_SOURCE, RegleSource } from '#shared/deployment/rule.ts'
import { type DepartementDeploye, DEPLOIEMENT, Deploiement } from '#shared/deployment/state.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { FRANCE, NATIONAL } from '#shared/sync/scope.ts'
import type { Reader, Writer } from '#server/store/types.ts'
import { putPublic } from '#server/sync/rows.ts'

/** States of départements, which every desk has; and rules by territory, which are in no feed. Neither says anything of a person. */

/** A desk of a few départements has what is national. */
const EVERY_DESK = [FRANCE, NATIONAL] as const

export const allEtats = async (reader: Reader): Promise<readonly DepartementDeploye[]> => {
  const all: DepartementDeploye[] = []
  for await (const { id, doc } of reader.scan(DEPLOIEMENT))
    if (doc !== null) all.push({ departement: id, ...Deploiement.parse(JSON.parse(doc)) })
  return all
}

export const putEtat = async (writer: Writer, departement: string, doc: Deploiement): Promise<void> => {
  await putPublic(writer, { kind: DEPLOIEMENT, id: departement }, { doc: doc as Doc, scopes: EVERY_DESK, parent: null })
}

export const removeEtat = (writer: Writer, departement: string): Promise<boolean> =>
  writer.remove({ kind: DEPLOIEMENT, id: departement })

/** The oldest first. */
export const allRules = async (reader: Reader): Promise<readonly RegleSource[]> => {
  const all: RegleSource[] = []
  for await (const { doc } of reader.scan(REGLE_SOURCE)) if (doc !== null) all.push(RegleSource.parse(JSON.parse(doc)))
  return all.sort((a, b) => (a.creee_le < b.creee_le || (a.creee_le === b.creee_le && a.id < b.id) ? -1 : 1))
}

export const putRule = async (writer: Writer, rule: RegleSource): Promise<void> => {
  await putPublic(writer, { kind: REGLE_SOURCE, id: rule.id }, { doc: rule as Doc, scopes: [], parent: null })
}

export const removeRule = (writer: Writer, id: string): Promise<boolean> => writer.remove({ kind: REGLE_SOURCE, id })
