import { randomUUID } from 'node:crypto'
import { AnswerTemplate } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AccountsStore } from './accounts-store.ts'
import type { Vault } from './vault.ts'

type Row = { readonly id: string; readonly geste: string; readonly nom: Buffer; readonly texte: Buffer }

const cell = (userId: string, id: string, column: 'nom' | 'texte') => ({
  table: 'answer_templates',
  row: JSON.stringify([userId, id]),
  column,
})

/** Answers that a person has ready, on this desk, for their account. */
export const createTemplates = (db: WritableDb, vault: Vault, accounts: AccountsStore) => {
  const all = db.prepare<[string], Row>(`SELECT id, geste, nom, texte FROM answer_templates WHERE user_id = ?`)
  const put = db.prepare(
    `INSERT INTO answer_templates (user_id, id, geste, nom, texte) VALUES (@userId, @id, @geste, @nom, @texte)`,
  )
  const change = db.prepare(
    `UPDATE answer_templates SET geste = @geste, nom = @nom, texte = @texte WHERE user_id = @userId AND id = @id`,
  )

  /** One that cannot be read back hides no other. */
  const opened = (userId: string, { id, geste, nom, texte }: Row): AnswerTemplate | null => {
    try {
      const read = AnswerTemplate.safeParse({
        id,
        geste,
        nom: vault.openText(nom, cell(userId, id, 'nom')),
        texte: vault.openText(texte, cell(userId, id, 'texte')),
      })
      return read.data ?? null
    } catch (cause) {
      if (!(cause instanceof DoraError) || cause.code === 'cle-absente') throw cause
      return null
    }
  }

  return {
    templates: (): AnswerTemplate[] => {
      const userId = accounts.currentId()
      if (userId === null) return []
      return all
        .all(userId)
        .flatMap((row) => opened(userId, row) ?? [])
        .sort((a, b) => a.nom.localeCompare(b.nom, 'fr') || (a.id < b.id ? -1 : 1))
    },
    /** @throws DoraError `orientation-introuvable` for one that is no longer there */
    saveTemplate: (template: Omit<AnswerTemplate, 'id'> & { readonly id: string | null }): AnswerTemplate => {
      const userId = accounts.signedInId()
      const saved = AnswerTemplate.parse({ ...template, id: template.id ?? randomUUID() })
      const { id, geste, nom, texte } = saved
      const row = {
        userId,
        id,
        geste,
        nom: vault.sealText(nom, cell(userId, id, 'nom')),
        texte: vault.sealText(texte, cell(userId, id, 'texte')),
      }
      if (template.id === null) put.run(row)
      else if (change.run(row).changes === 0) throw new DoraError('orientation-introuvable')
      return saved
    },
    removeTemplate: (id: string): void => {
      db.prepare(`DELETE FROM answer_templates WHERE user_id = ? AND id = ?`).run(accounts.signedInId(), id)
    },
  }
}
