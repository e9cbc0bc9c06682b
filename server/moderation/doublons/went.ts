import type { Structure } from '#shared/catalogue/record.ts'
import type { DoublonKind, Fusion } from '#shared/moderation/doublon.ts'
import type { Reader } from '#server/store/types.ts'
import type { Seal } from '#server/sync/seal.ts'
import { allFusions } from './rows.ts'

/** Where sheets that were merged into another are now: read once, at the first question. */
export type Went = {
  /** The sheet that stays of the merge that this one went into; null for one that went nowhere. */
  readonly into: (kind: DoublonKind, id: string) => Promise<string | null>
  /** Structures that took in one of that SIRET, or SAFIR code. */
  readonly by: (field: 'siret' | 'safir', value: string) => Promise<readonly string[]>
}

/** Of a document, deep. */
const codeOf = (doc: Fusion['membres'][string], field: 'siret' | 'safir'): string | null => {
  const { siret, dora } = doc as unknown as Structure
  return (field === 'siret' ? siret : dora?.code_safir_ft) ?? null
}

export const whereWent = (reader: Reader, seal: Seal): Went => {
  let read: Promise<readonly Fusion[]> | null = null
  const fusions = (): Promise<readonly Fusion[]> => (read ??= allFusions(reader, seal))
  return {
    into: async (kind, id) =>
      (await fusions()).find((one) => one.kind === kind && one.garde !== id && one.membres[id] !== undefined)?.garde ?? null,
    by: async (field, value) =>
      (await fusions()).flatMap(({ kind, garde, membres }) =>
        kind === 'structure' && Object.entries(membres).some(([id, doc]) => id !== garde && codeOf(doc, field) === value)
          ? [garde]
          : [],
      ),
  }
}
