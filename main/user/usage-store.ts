import { z } from 'zod'
import { addDays } from '#shared/listing/days.ts'
import { Consentement, isGiven, TEXTE_MESURE } from '#shared/usage/consent.ts'
import { EvenementUsage } from '#shared/usage/event.ts'
import { JOURS_ACCEPTES, MAX_EN_ATTENTE } from '#shared/usage/sending.ts'
import type { WritableDb } from '#main/db/open.ts'
import { DoraError } from '#shared/errors.ts'
import type { Vault } from './vault.ts'

/** The number of this desk, for one calendar month (`2026-11`). */
const Poste = z.object({ mois: z.string(), numero: z.string() })

type Row = { readonly n: number; readonly id: string; readonly explicite: number; readonly evenement: Buffer }

/** `poste`: a number for the desk, should this month have none. `explicite`: the person asked for this very event to be sent. */
export type ToRecord = Omit<EvenementUsage, 'poste'> & { readonly poste: string; readonly explicite: boolean }

const cell = (id: string) => ({ table: 'usage_events', row: id, column: 'evenement' })
const deskCell = (cle: 'consentement' | 'poste') => ({ table: 'usage_desk', row: cle, column: 'valeur' })

export type UsageQueue = ReturnType<typeof createUsageStore>

/**
 * The measure of use on this desk: whether it was agreed to, and the events that wait to be sent. Of the desk, not of an account.
 * Without consent nothing is written, but what somebody asked to send. Each method is one transaction.
 */
export const createUsageStore = (db: WritableDb, vault: Vault, now: () => string) => {
  const read = db.prepare<[string], Buffer>(`SELECT valeur FROM usage_desk WHERE cle = ?`).pluck()
  const write = db.prepare(`INSERT INTO usage_desk VALUES (?, ?) ON CONFLICT DO UPDATE SET valeur = excluded.valeur`)
  const forgetPoste = db.prepare(`DELETE FROM usage_desk WHERE cle = 'poste'`)
  const insert = db.prepare(`INSERT INTO usage_events (id, explicite, evenement) VALUES (?, ?, ?)`)
  const trim = db.prepare(`DELETE FROM usage_events WHERE n <= (SELECT n FROM usage_events ORDER BY n DESC LIMIT 1 OFFSET ?)`)
  const forgetRecorded = db.prepare(`DELETE FROM usage_events WHERE explicite = 0`)
  const count = db.prepare<[], number>(`SELECT count(*) FROM usage_events`).pluck()
  const newest = db.prepare<[number, number], Row>(`SELECT * FROM usage_events ORDER BY n DESC LIMIT ? OFFSET ?`)
  const oldest = db.prepare<[number], Row>(`SELECT * FROM usage_events ORDER BY n LIMIT ?`)
  const remove = db.prepare(`DELETE FROM usage_events WHERE id = ?`)

  const inOne = <T>(work: () => T): T => db.transaction(work).immediate()

  /** Null for what cannot be read back, or that another version wrote otherwise: nobody is told of as they have not agreed to. */
  const opened = <T>(schema: z.ZodType<T>, sealed: Buffer | undefined, at: ReturnType<typeof cell>): T | null => {
    if (sealed === undefined) return null
    try {
      return schema.safeParse(JSON.parse(vault.openText(sealed, at))).data ?? null
    } catch (cause) {
      if (cause instanceof DoraError && (cause.code === 'cle-absente' || cause.code === 'donnees-utilisateur-illisibles'))
        return null
      throw cause
    }
  }
  const eventOf = (row: Row): EvenementUsage | null => opened(EvenementUsage, row.evenement, cell(row.id))

  const consent = (): Consentement | null => opened(Consentement, read.get('consentement'), deskCell('consentement'))

  const posteFor = (mois: string, fresh: string): string => {
    const known = opened(Poste, read.get('poste'), deskCell('poste'))
    if (known?.mois === mois) return known.numero
    write.run('poste', vault.sealText(JSON.stringify({ mois, numero: fresh }), deskCell('poste')))
    return fresh
  }

  return {
    state: (): { readonly consentement: Consentement | null; readonly en_attente: number } => ({
      consentement: consent(),
      en_attente: count.get() ?? 0,
    }),
    /** A refusal takes back what waits, but for what was asked to be sent. */
    answer: ({ oui }: { readonly oui: boolean }): void => {
      inOne(() => {
        const answer: Consentement = { oui, le: now(), texte: TEXTE_MESURE }
        write.run('consentement', vault.sealText(JSON.stringify(answer), deskCell('consentement')))
        if (oui) return
        forgetRecorded.run()
        forgetPoste.run()
      })
      // What was erased does not stay in the journal either.
      if (!oui) db.pragma('wal_checkpoint(TRUNCATE)')
    },
    /** False when nothing was kept, for want of consent. */
    keep: ({ poste, explicite, ...rest }: ToRecord): boolean =>
      inOne(() => {
        if (!explicite && !isGiven(consent())) return false
        const event: EvenementUsage = { ...rest, poste: posteFor(rest.jour.slice(0, 7), poste) }
        insert.run(event.id, explicite ? 1 : 0, vault.sealText(JSON.stringify(event), cell(event.id)))
        trim.run(MAX_EN_ATTENTE)
        return true
      }),
    /** Those that wait, newest first. */
    waiting: ({
      de,
      n,
    }: {
      readonly de: number
      readonly n: number
    }): {
      readonly total: number
      readonly evenements: EvenementUsage[]
    } => ({
      total: count.get() ?? 0,
      evenements: newest.all(n, de).flatMap((row) => eventOf(row) ?? []),
    }),
    /** The next to be sent, oldest first, about `bytes` of JSON at most, one at least; those that are of no use any more go. */
    next: ({ n, bytes, today }: { readonly n: number; readonly bytes: number; readonly today: string }): EvenementUsage[] =>
      inOne(() => {
        const since = addDays(today, -JOURS_ACCEPTES)
        for (;;) {
          const rows = oldest.all(n)
          const read = rows.map((row) => ({ id: row.id, event: eventOf(row) }))
          const useless = read.filter(({ event }) => event === null || event.jour < since)
          for (const { id } of useless) remove.run(id)
          const events = read.flatMap(({ event }) => (event === null || event.jour < since ? [] : [event]))
          if (events.length === 0 && rows.length > 0) continue
          let size = 0
          const most = events.findIndex((event) => (size += Buffer.byteLength(JSON.stringify(event))) > bytes)
          return most === -1 ? events : events.slice(0, Math.max(1, most))
        }
      }),
    /** The server has answered of these. */
    done: ({ ids }: { readonly ids: readonly string[] }): void =>
      inOne(() => {
        for (const id of ids) remove.run(id)
      }),
  }
}
