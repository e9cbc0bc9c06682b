import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import { type Plan, PlanDoc, type PlanResume } from '#shared/plan/plan.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { FolderKey } from './folder-key.ts'
import type { Vault } from './vault.ts'

type Row = {
  readonly id: string
  readonly personne_id: string | null
  readonly doc: Buffer
  readonly version: number
  readonly cree_le: string
  readonly modifie_le: string
}

const DAY_MS = 86_400_000
const COLUMNS = `id, personne_id, doc, version, cree_le, modifie_le`
const cell = (id: string) => ({ table: 'plans', row: id, column: 'doc' })

export type PlansStore = ReturnType<typeof createPlansStore>
type Days = { readonly jours: number }

type Parts = {
  readonly db: WritableDb
  readonly vault: Vault
  readonly key: FolderKey
  /** Name of the person of a folder; '' when it cannot be told. Asked only while the folders are open. */
  readonly nameOf: (folderId: string) => string
  /** When a folder was last of use, with which its plans go; null when it is not there. */
  readonly usedAt: (folderId: string) => string | null
  readonly now: () => string
}

/**
 * Plans. Those of a folder are sealed with the folders, and shut with them; the others by the desk's own key: needs say much of a
 * person, even unnamed.
 */
export const createPlansStore = ({ db, vault, key, nameOf, usedAt, now }: Parts) => {
  const all = db.prepare<[], Row>(`SELECT ${COLUMNS} FROM plans WHERE supprime_le IS NULL ORDER BY modifie_le DESC, id`)
  const one = db.prepare<[string], Row>(`SELECT ${COLUMNS} FROM plans WHERE id = ? AND supprime_le IS NULL`)
  const insert = db.prepare(`INSERT INTO plans (id, personne_id, doc, version, cree_le, modifie_le) VALUES (?, ?, ?, 1, ?, ?)`)
  const write = db.prepare(`UPDATE plans SET personne_id = ?, doc = ?, version = version + 1, modifie_le = ? WHERE id = ?`)
  const mark = db.prepare(`UPDATE plans SET supprime_le = ? WHERE id = ? AND supprime_le IS NULL`)
  const unmark = db.prepare(`UPDATE plans SET supprime_le = NULL WHERE id = ? AND supprime_le IS NOT NULL`)
  const count = db.prepare<[string], number>(`SELECT count(*) FROM plans WHERE personne_id = ? AND supprime_le IS NULL`).pluck()

  const vaultOf = (personneId: string | null): Vault => (personneId === null ? vault : key.vault())
  const rowOf = (id: string): Row => {
    const row = one.get(id)
    if (row === undefined) throw new DoraError('plan-introuvable')
    return row
  }
  const docOf = (row: Row): PlanDoc => PlanDoc.parse(JSON.parse(vaultOf(row.personne_id).openText(row.doc, cell(row.id))))
  const seal = (id: string, doc: PlanDoc): Uint8Array => vaultOf(doc.personneId).sealText(JSON.stringify(doc), cell(id))

  const lastUse = ({ personne_id, modifie_le }: Row): string => (personne_id === null ? null : usedAt(personne_id)) ?? modifie_le
  const resume = (row: Row, doc: PlanDoc | null, jours: number): PlanResume => ({
    id: row.id,
    besoins: doc?.besoins.map(({ mots }) => mots) ?? [],
    personne: row.personne_id === null ? '' : nameOf(row.personne_id),
    personneId: row.personne_id,
    lieu: doc?.lieu?.label ?? '',
    services: doc?.besoins.reduce((sum, { options }) => sum + options.length, 0) ?? 0,
    cree_le: row.cree_le,
    modifie_le: row.modifie_le,
    expire_le: new Date(Date.parse(lastUse(row)) + jours * DAY_MS).toISOString(),
    lisible: doc !== null,
  })
  const readable = (row: Row): PlanDoc | null => {
    try {
      return docOf(row)
    } catch (cause) {
      if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
      return null
    }
  }
  const whole = (row: Row, jours: number): Plan => {
    const doc = docOf(row)
    return { ...resume(row, doc, jours), doc, version: row.version }
  }

  return {
    list: ({ jours }: Days): { plans: PlanResume[]; verrouilles: number } => {
      const rows = all.all()
      const shown = rows.filter(({ personne_id }) => personne_id === null || key.isOpen())
      return { plans: shown.map((row) => resume(row, readable(row), jours)), verrouilles: rows.length - shown.length }
    },
    create: ({ doc }: { readonly doc: PlanDoc }): { id: string } => {
      const id = randomUUID()
      const at = now()
      insert.run(id, doc.personneId, seal(id, doc), at, at)
      return { id }
    },
    get: ({ id, jours }: { readonly id: string } & Days): Plan => whole(rowOf(id), jours),
    /** The whole plan, sealed anew where it goes. When another window has saved since `base`: `plan-modifie-ailleurs`. */
    save: ({ id, doc, base, jours }: { readonly id: string; readonly doc: PlanDoc; readonly base: number } & Days): Plan =>
      db
        .transaction(() => {
          const row = rowOf(id)
          if (base !== row.version) {
            if (JSON.stringify(docOf(row)) === JSON.stringify(doc)) return whole(row, jours)
            throw new DoraError('plan-modifie-ailleurs')
          }
          write.run(doc.personneId, seal(id, doc), now(), id)
          return whole(rowOf(id), jours)
        })
        .immediate(),
    remove: ({ id }: { readonly id: string }): void => {
      rowOf(id)
      mark.run(now(), id)
    },
    restore: ({ id }: { readonly id: string }): void => {
      if (unmark.run(id).changes === 0) throw new DoraError('plan-introuvable')
    },
    count: (folderId: string): number => count.get(folderId) ?? 0,
    /** Those of a folder, last changed first. */
    ofFolder: ({ id, jours }: { readonly id: string } & Days): PlanResume[] =>
      all
        .all()
        .filter(({ personne_id }) => personne_id === id)
        .map((row) => resume(row, readable(row), jours)),
    docsOfFolder: (folderId: string): PlanDoc[] =>
      all
        .all()
        .filter(({ personne_id }) => personne_id === folderId)
        .flatMap((row) => readable(row) ?? []),
    /** Erases what was removed before that instant, what nobody touched for that long, and what is left of erased folders. */
    purge: (removedBefore: string, jours: number, folders: readonly string[]): void => {
      db.prepare(`DELETE FROM plans WHERE supprime_le <= ? OR (personne_id IS NULL AND modifie_le <= ?)`).run(
        removedBefore,
        new Date(Date.parse(now()) - jours * DAY_MS).toISOString(),
      )
      for (const id of folders) db.prepare(`DELETE FROM plans WHERE personne_id = ?`).run(id)
    },
    eraseOfFolders: (): void => void db.prepare(`DELETE FROM plans WHERE personne_id IS NOT NULL`).run(),
  }
}
