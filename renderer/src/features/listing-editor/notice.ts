import type { Doc } from '#shared/sync/merge.ts'
import { keep, readKept } from '../../lib/kept.ts'
import { isNothing } from './values.ts'

/** The notice on supporting documents, which stands among the fields without being one. */
export const NOTICE_FIELD = 'notice'

const ASKING = ['dora.forms', 'dora.credentials', 'dora.online_form'] as const

/** True when the service asks for any document. */
export const asksDocuments = (doc: Doc): boolean => ASKING.some((champ) => !isNothing(doc[champ]))

const KEPT = 'fiches-notice-lue'
const MOST = 500

const readIds = (): readonly string[] => {
  const kept = readKept(KEPT)
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === 'string') : []
}

export const wasNoticeRead = (id: string): boolean => readIds().includes(id)

export const keepNoticeRead = (id: string, read: boolean): void => {
  const others = readIds().filter((one) => one !== id)
  keep(KEPT, (read ? [...others, id] : others).slice(-MOST))
}
