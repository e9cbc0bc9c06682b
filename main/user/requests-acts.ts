import type { OrientationAct } from '#shared/contract/orientation.ts'
import { DoraError } from '#shared/errors.ts'
import { ENVOI_PATCHES, orderOf, RECEPTION_PATCHES } from '#shared/orientation/commands.ts'
import { personName } from '#shared/orientation/describe.ts'
import { ENVOI, type Envoi, type Reception } from '#shared/orientation/model.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { z } from 'zod'
import { commandOf } from './combine.ts'
import type { OutboxRow, OutboxTable } from './outbox-table.ts'
import { isRefused } from './requests-view.ts'
import type { Settling } from './settle.ts'

/** Two messages are two, the first being refused or not. */
const MANY: ReadonlySet<string> = new Set(['reception.write', 'envoi.nudge'])
const ANSWERS: ReadonlySet<string> = new Set(['reception.accept', 'reception.refuse'])
/** Of what can be done once, the last word stands for the one that was refused. */
const replaces = (type: string, refused: string): boolean =>
  (type === refused && !MANY.has(type)) || (ANSWERS.has(type) && ANSWERS.has(refused))

/** Whether it says nothing that is not there already. */
const isDone = (act: OrientationAct, doc: Envoi | Reception): boolean => {
  switch (act.geste) {
    case 'lire':
      return doc.lue_le !== null
    case 'accuser':
      return doc.accusee_le !== null
    case 'constater':
      return doc.issue?.quoi === act.issue
    case 'confier':
      if ('suivi_par' in doc) return (doc.suivi_par?.user_id ?? null) === act.a
      return doc.prescripteur.user_id === act.a
    default:
      return false
  }
}

/** As the server will read it. @throws DoraError `requete-invalide` */
const patchOf = (type: string, patch: object): Doc => {
  const schemas: Readonly<Record<string, z.ZodType>> = type.startsWith(`${ENVOI}.`) ? ENVOI_PATCHES : RECEPTION_PATCHES
  const read = schemas[commandOf(type)]?.safeParse(patch)
  if (read?.success !== true)
    throw new DoraError('requete-invalide', { champ: read?.error.issues[0]?.path.join('.') || 'demande' })
  return read.data as Doc
}

/** Name to tell a change by, sealed with it. */
export const nameIn = ({ personne, service }: Pick<Envoi | Reception, 'personne' | 'service'>): string =>
  [personName(personne), service.nom].filter((part) => part !== '').join(' · ')

/** Puts acts in the outbox, each a change of its own, sent in their order. To call inside a transaction. */
export const createRequestActs = (table: OutboxTable, settling: Settling) => {
  /** What is done twice with the same words before the first has left is done once. */
  const isSaid = (rows: readonly OutboxRow[], type: string, patch: Doc): boolean => {
    const last = rows.at(-1)
    if (last === undefined || last.type !== type || last.state !== 'pending' || last.client_id !== null) return false
    return canonicalJson(table.contentOf(last).patch as Json) === canonicalJson(patch as Json)
  }

  return {
    /** @param doc as shown. @param made what makes the request, when no server is known to have it: it goes first. */
    record: (userId: string, act: OrientationAct, doc: Envoi | Reception, made: OutboxRow | null): void => {
      if (isDone(act, doc)) return
      const { type, key, patch: asked } = orderOf(act)
      const patch = patchOf(type, asked)
      const rows = table.ofKey({ userId, ...key })
      if (isSaid(rows, type, patch)) return
      for (const row of rows) if (isRefused(row) && replaces(type, row.type)) settling.erase(row)
      const deps = made === null ? [] : [made.mut_id]
      table.add({ userId, ...key, type, base: {}, patch, nom: nameIn(doc), baseVer: 0, deps })
    },
  }
}
