import type { z } from 'zod'
import { DoraError } from '#shared/errors.ts'
import { DraftContent } from '#shared/orientation/draft.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { Vault } from './vault.ts'

const CELL = { table: 'profile', row: 'referent', column: 'valeur' }

const Referent = DraftContent.pick({
  structure_prescriptrice: true,
  referent_nom: true,
  referent_prenom: true,
  referent_telephone: true,
  referent_courriel: true,
})
type Referent = z.infer<typeof Referent>

const stored = (db: WritableDb): Buffer | undefined =>
  db.prepare(`SELECT valeur FROM profile WHERE cle = 'referent'`).pluck().get() as Buffer | undefined

/**
 * The counsellor as they last signed a draft; null the first time, and when it was damaged: a convenience must not keep
 * drafts from being written. Fails with `cle-absente` under another key.
 */
export const readReferent = (db: WritableDb, vault: Vault): Referent | null => {
  const sealed = stored(db)
  if (sealed === undefined) return null
  try {
    return Referent.parse(JSON.parse(vault.openText(sealed, CELL)))
  } catch (cause) {
    if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
    return null
  }
}

/** Kept so that nobody types their own name twice; emptied fields do not erase what was known. */
export const rememberReferent = (db: WritableDb, vault: Vault, content: DraftContent): void => {
  const referent = Referent.parse(content)
  if (Object.values(referent).every((value) => value.trim() === '')) return
  const text = JSON.stringify(referent)
  if (text === JSON.stringify(readReferent(db, vault))) return
  db.prepare(`INSERT INTO profile VALUES ('referent', ?) ON CONFLICT DO UPDATE SET valeur = excluded.valeur`).run(
    vault.sealText(text, CELL),
  )
}
