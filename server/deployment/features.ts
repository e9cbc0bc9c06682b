import {
  closedThere,
  type DepartementFonctions,
  FONCTIONS,
  FONCTIONS_LOCALES,
  type Fonction,
  type FonctionsDemandees,
  FonctionsLocales,
} from '#shared/deployment/features.ts'
import { isDeployable } from '#shared/deployment/state.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { FRANCE, NATIONAL } from '#shared/sync/scope.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { allow } from '#server/accounts/refusal.ts'
import type { Reader, User } from '#server/store/types.ts'
import { putPublic } from '#server/sync/rows.ts'

/** What people may do in each département: public rows, which every desk has. Everything is open where nothing is said. */

const keyOf = (departement: string) => ({ kind: FONCTIONS_LOCALES, id: departement })

const read = (departement: string, doc: string): DepartementFonctions => ({
  departement,
  ...FonctionsLocales.parse(JSON.parse(doc)),
})

export const allFeatures = async (reader: Reader): Promise<readonly DepartementFonctions[]> => {
  const all: DepartementFonctions[] = []
  for await (const { id, doc } of reader.scan(FONCTIONS_LOCALES)) if (doc !== null && isDeployable(id)) all.push(read(id, doc))
  return all
}

/** Whether a function is closed there, by the rows of now. A place that is not known closes nothing. */
export const isClosed = async (reader: Reader, fonction: Fonction, departement: string | null): Promise<boolean> => {
  if (departement === null) return false
  const row = await reader.entity(keyOf(departement))
  if (row === null || row.deleted || row.doc === null) return false
  return closedThere(fonction, departement, [read(departement, row.doc)]) !== null
}

/** What is closed in a département from today on; nothing closed opens all. Rejects with Forbidden. */
export const setFeatures = (
  parts: AccountParts,
  user: User,
  departement: string,
  { fermees, motif }: FonctionsDemandees,
): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, now, journal }) => {
    allow(actor, 'administration.tenir')
    const before = await writer.entity(keyOf(departement))
    const was = before === null || before.deleted || before.doc === null ? null : read(departement, before.doc)
    const wanted = FONCTIONS.filter((one) => fermees.includes(one))
    if (wanted.join(' ') === (was?.fermees ?? []).join(' ') && (wanted.length === 0 || motif === was?.motif)) return
    if (wanted.length === 0) await writer.remove(keyOf(departement))
    else
      await putPublic(writer, keyOf(departement), {
        doc: { fermees: wanted, motif, depuis: parisDay(now) } as Doc,
        scopes: [FRANCE, NATIONAL],
        parent: null,
      })
    await journal({
      action: 'fonctions.territoire',
      objet: { kind: 'departement', id: departement },
      details: { avant: (was?.fermees ?? []).join(' '), apres: wanted.join(' ') },
    })
  })
