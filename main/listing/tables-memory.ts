import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ImportKind } from '#shared/listing/import/field.ts'
import { importField } from '#shared/listing/import/fields.ts'
import { type Mapping, recallMapping, rememberMapping, signatureOf } from '#shared/listing/import/mapping.ts'
import { writeAtomically } from '../app/write-atomically.ts'

/**
 * Names of columns are kept as sums: those of a table without a first row of names are its first listing, or someone's. Oldest first.
 */
const Kept = z.object({
  correspondances: z
    .array(z.object({ signature: z.string().max(100), champs: z.record(z.string().max(64), z.string().max(100)) }))
    .max(200),
})
type Kept = z.infer<typeof Kept>

/** Different tables that one person imports. */
const MOST = 60

const sumOf = (name: string): string => createHash('sha256').update(name).digest('base64url').slice(0, 16)

const readKept = (file: string): Kept => {
  try {
    return existsSync(file) ? Kept.parse(JSON.parse(readFileSync(file, 'utf8'))) : { correspondances: [] }
  } catch {
    // It only spares a choice: what cannot be read is chosen again.
    return { correspondances: [] }
  }
}

/** How columns were understood the last time that a table had the same ones, in one small file of the settings folder. */
export const createMappingMemory = (file: string) => {
  let kept: Kept | null = null
  const current = (): Kept => (kept ??= readKept(file))
  return {
    /** Null for columns that were never imported. */
    recall: (kind: ImportKind, colonnes: readonly string[]): Mapping | null => {
      const signature = signatureOf(kind, colonnes)
      const known = current().correspondances.find((one) => one.signature === signature)
      if (known === undefined) return null
      const names = Object.keys(rememberMapping(colonnes, []))
      const champs = Object.fromEntries(names.map((name) => [name, known.champs[sumOf(name)] ?? null]))
      return recallMapping(kind, colonnes, champs)
    },
    /** Throws what the file system throws. */
    remember: (kind: ImportKind, colonnes: readonly string[], mapping: Mapping): void => {
      const signature = signatureOf(kind, colonnes)
      const named = Object.entries(rememberMapping(colonnes, mapping)).flatMap(([name, champ]) =>
        champ === null || importField(kind, champ) === null ? [] : [[sumOf(name), champ] as const],
      )
      const others = current().correspondances.filter((one) => one.signature !== signature)
      const next: Kept = { correspondances: [...others, { signature, champs: Object.fromEntries(named) }].slice(-MOST) }
      writeAtomically(file, `${JSON.stringify(next)}\n`)
      kept = next
    },
  }
}
export type MappingMemory = ReturnType<typeof createMappingMemory>
