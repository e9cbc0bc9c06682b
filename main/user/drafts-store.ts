import { randomUUID } from 'node:crypto'
import { DoraError } from '#shared/errors.ts'
import {
  DraftContent,
  type DraftProblem,
  type DraftService,
  type DraftSummary,
  type DraftView,
} from '#shared/orientation/draft.ts'
import { problems, stateOf } from '#shared/orientation/rules.ts'
import type { WritableDb } from '#main/db/open.ts'
import type { AttachmentsStore } from './attachments-store.ts'
import type { Clock } from './clock.ts'
import { readReferent, rememberReferent } from './referent.ts'
import type { Vault } from './vault.ts'

/** A draft that was sent is « removed » then, after every instant: no application, older ones included, lists or purges it. */
const SENT = '9999-12-31T23:59:59.999Z'

type Row = {
  readonly id: string
  readonly service_id: string
  readonly service: Buffer
  readonly contenu: Buffer
  readonly version: number
  readonly cree_le: string
  readonly modifie_le: string
}
/** Of a reason that a draft keeps. */
const MOST_REASON = 1_000

/** A draft as stored, before the catalogue has been asked whether its service is still there. */
export type StoredDraft = Omit<DraftView, 'serviceDisponible'>
/** A draft of a folder, sent or not. */
export type FolderDraft = {
  readonly id: string
  readonly serviceNom: string
  readonly structureNom: string
  readonly modifie_le: string
  readonly envoye: boolean
}
/** A draft made from a plan. */
export type PlanDraft = { readonly draftId: string; readonly serviceId: string; readonly envoye: boolean }
/** One that was sent, as long as it is kept. */
export type SentDraft = Pick<StoredDraft, 'service' | 'content' | 'attachments'>

const UNREADABLE: DraftProblem = {
  champ: 'service',
  message: 'Ce brouillon ne peut plus être lu. Il est conservé tel quel. Les autres brouillons sont intacts.',
  niveau: 'erreur',
}

/** What Les Emplois said of the person is theirs to change, whatever a screen sends. */
const withLocked = (stored: DraftContent, content: DraftContent): DraftContent => {
  const { champs_emplois, jeton_emplois } = stored
  if (champs_emplois.length === 0) return content
  const locked = Object.fromEntries(champs_emplois.map((field) => [field, stored[field]]))
  return { ...content, ...locked, champs_emplois, jeton_emplois }
}

const cell = (row: string, column: 'service' | 'contenu') => ({ table: 'drafts', row, column })

export type DraftsStore = ReturnType<typeof createDraftsStore>

/** Drafts are sealed whole: the service with the person would say why someone needs help. */
export const createDraftsStore = (db: WritableDb, vault: Vault, attachments: AttachmentsStore, clock: Clock) => {
  const columns = `id, service_id, service, contenu, version, cree_le, modifie_le`
  const all = db.prepare<[], Row>(`SELECT ${columns} FROM drafts WHERE supprime_le IS NULL ORDER BY modifie_le DESC, id`)
  const one = db.prepare<[string], Row>(`SELECT ${columns} FROM drafts WHERE id = ? AND supprime_le IS NULL`)
  const insert = db.prepare(
    `INSERT INTO drafts (id, service_id, service, contenu, version, cree_le, modifie_le) VALUES (?, ?, ?, ?, 1, ?, ?)`,
  )
  const write = db.prepare(`UPDATE drafts SET contenu = ?, version = version + 1, modifie_le = ? WHERE id = ?`)
  const mark = db.prepare(`UPDATE drafts SET supprime_le = ? WHERE id = ?`)
  const unmark = db.prepare(`UPDATE drafts SET supprime_le = NULL WHERE id = ? AND supprime_le IS NOT '${SENT}'`)
  const bringBack = db.prepare(`UPDATE drafts SET supprime_le = NULL WHERE id = ? AND supprime_le = '${SENT}'`)
  const living = db.prepare<[], Row & { readonly supprime_le: string | null }>(
    `SELECT ${columns}, supprime_le FROM drafts WHERE supprime_le IS NULL OR supprime_le = '${SENT}' ORDER BY modifie_le DESC, id`,
  )
  const sent = db.prepare<[string], Row>(`SELECT ${columns} FROM drafts WHERE id = ? AND supprime_le = '${SENT}'`)

  const filesOfRemoved = db
    .prepare<[string], string>(`SELECT a.id FROM draft_attachments a JOIN drafts d ON d.id = a.draft_id WHERE d.supprime_le <= ?`)
    .pluck()

  const rowOf = (id: string): Row => {
    const row = one.get(id)
    if (row === undefined) throw new DoraError('brouillon-introuvable')
    return row
  }
  const serviceOf = (row: Row) => JSON.parse(vault.openText(row.service, cell(row.id, 'service'))) as DraftService
  const contentOf = (row: Row) => DraftContent.parse(JSON.parse(vault.openText(row.contenu, cell(row.id, 'contenu'))))
  const sealContent = (id: string, content: DraftContent) => vault.sealText(JSON.stringify(content), cell(id, 'contenu'))

  /** Null for one that is damaged: it stays as it is. */
  const readableContent = (row: Row): DraftContent | null => {
    try {
      return contentOf(row)
    } catch (cause) {
      if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
      return null
    }
  }

  const viewOf = (row: Row): StoredDraft => {
    const service = serviceOf(row)
    const content = contentOf(row)
    const files = attachments.list(row.id)
    const problemes = problems(content, service, files, clock.today())
    return {
      id: row.id,
      serviceId: row.service_id,
      serviceNom: service.nom,
      structureNom: service.structure,
      personne: `${content.beneficiaire_prenom.trim()} ${content.beneficiaire_nom.trim()}`.trim(),
      cree_le: row.cree_le,
      modifie_le: row.modifie_le,
      version: row.version,
      etat: stateOf(problemes),
      problemes,
      content,
      service,
      attachments: files,
    }
  }

  const summaryOf = (row: Row): DraftSummary => {
    const { content: _content, service: _service, attachments: _files, ...summary } = viewOf(row)
    return summary
  }

  /** One damaged draft must not hide the others: it is listed, and says so. */
  const summaryOrUnreadable = (row: Row): DraftSummary => {
    try {
      return summaryOf(row)
    } catch (cause) {
      if (cause instanceof DoraError && cause.code === 'cle-absente') throw cause
      const { id, service_id, cree_le, modifie_le, version } = row
      const names = { serviceId: service_id, serviceNom: 'Brouillon illisible', structureNom: '', personne: '' }
      return { id, ...names, cree_le, modifie_le, version, etat: 'a-completer', problemes: [UNREADABLE] }
    }
  }

  const add = (service: DraftService, content: DraftContent): { id: string } => {
    const id = randomUUID()
    const at = clock.now()
    insert.run(id, service.id, vault.sealText(JSON.stringify(service), cell(id, 'service')), sealContent(id, content), at, at)
    return { id }
  }

  return {
    list: (): DraftSummary[] => all.all().map(summaryOrUnreadable),
    get: (id: string): StoredDraft => viewOf(rowOf(id)),
    /**
     * A new draft of that service, with the referent of the last one and today as the day the person is available; what is known
     * otherwise goes before.
     */
    create: (service: DraftService, known: Partial<DraftContent> = {}): { id: string } =>
      add(service, DraftContent.parse({ ...readReferent(db, vault), beneficiaire_disponibilite: clock.today(), ...known })),
    /** A new draft with that content. */
    add,
    /** How many of each folder are not sent yet. */
    perFolder: (): ReadonlyMap<string, number> => {
      const counts = new Map<string, number>()
      for (const row of living.all()) {
        const of = row.supprime_le === null ? (readableContent(row)?.dossier ?? '') : ''
        if (of !== '') counts.set(of, (counts.get(of) ?? 0) + 1)
      }
      return counts
    },
    /** Those of a folder, last changed first; one that cannot be read is nobody's. */
    ofFolder: (folderId: string): FolderDraft[] =>
      living.all().flatMap((row) => {
        if (readableContent(row)?.dossier !== folderId) return []
        const { nom, structure } = serviceOf(row)
        const { id, modifie_le, supprime_le } = row
        return [{ id, serviceNom: nom, structureNom: structure, modifie_le, envoye: supprime_le !== null }]
      }),
    /** Those made from a plan, the first made first; one that cannot be read is of none. */
    ofPlan: (planId: string): PlanDraft[] =>
      living
        .all()
        .flatMap((row) =>
          readableContent(row)?.plan === planId
            ? [{ draftId: row.id, serviceId: serviceOf(row).id, envoye: row.supprime_le !== null }]
            : [],
        )
        .toReversed(),
    /** It has become a request: it leaves the list and is kept, files and all. To call inside a transaction. */
    markSent: (id: string): void => {
      rowOf(id)
      mark.run(SENT, id)
    },
    /** Null when it is not kept here any more. */
    sent: (id: string): SentDraft | null => {
      const row = sent.get(id)
      return row === undefined
        ? null
        : {
            service: serviceOf(row),
            content: contentOf(row),
            attachments: attachments.list(id).filter((one) => attachments.has(one.id)),
          }
    },
    /**
     * The request is given up: it is a draft again, with the reason it was refused for, told on top of it until it is read. False when
     * it was not kept. @param reason in French; '' when it was not refused
     */
    bringBack: (id: string, reason: string): boolean => {
      if (bringBack.run(id).changes === 0) return false
      const content = readableContent(rowOf(id))
      const refus = reason.slice(0, MOST_REASON).toWellFormed()
      if (content !== null && content.refus !== refus) write.run(sealContent(id, { ...content, refus }), clock.now(), id)
      return true
    },
    /** Erases those that were sent; answers the files to erase once that is committed. To call inside a transaction. */
    forgetSent: (ids: readonly string[]): string[] => {
      const files = ids.flatMap((id) => attachments.ids(id))
      for (const id of ids) db.prepare(`DELETE FROM drafts WHERE id = ? AND supprime_le = '${SENT}'`).run(id)
      return files
    },
    /** Sent ones that no request names: their account was erased by an older application. */
    orphans: (): string[] =>
      db
        .prepare<[], string>(`SELECT id FROM drafts WHERE supprime_le = '${SENT}' AND id NOT IN (SELECT draft_id FROM requests)`)
        .pluck()
        .all(),
    /**
     * Stores the whole content. When `base` is given and another save has come since, nothing is stored
     * (`brouillon-modifie-ailleurs`), unless that save was this very content: an answer lost on its way, asked again.
     */
    save: ({
      id,
      content,
      base,
    }: {
      readonly id: string
      readonly content: DraftContent
      readonly base?: number | undefined
    }): DraftSummary =>
      db
        .transaction(() => {
          const row = rowOf(id)
          const stored = contentOf(row)
          const kept = withLocked(stored, content)
          if (base !== undefined && base !== row.version) {
            if (JSON.stringify(stored) === JSON.stringify(kept)) return summaryOf(row)
            throw new DoraError('brouillon-modifie-ailleurs')
          }
          write.run(sealContent(id, kept), clock.now(), id)
          rememberReferent(db, vault, kept)
          return summaryOf(rowOf(id))
        })
        .immediate(),
    remove: (id: string): void => {
      rowOf(id)
      mark.run(clock.now(), id)
    },
    restore: (id: string): void => {
      if (unmark.run(id).changes === 0) throw new DoraError('brouillon-introuvable')
    },
    /** Erases for good what was removed before that instant, attachments with it. */
    purge: (before: string): void => {
      const files = db
        .transaction(() => {
          const ids = filesOfRemoved.all(before)
          db.prepare(`DELETE FROM drafts WHERE supprime_le <= ?`).run(before)
          return ids
        })
        .immediate()
      attachments.erase(files)
    },
  }
}
