import type { SyncProgress, SyncStatus } from '#shared/contract/sync.ts'
import type { ErrorCode } from '#shared/errors.ts'
import type { IconName } from '../ui/Icon.tsx'
import { syncState as t } from '../i18n/sync.ts'
import { momentOf } from './when.ts'

/** How the state of the exchanges is told: its words, its shape and its colour always say the same thing. */
export type Tone = 'good' | 'neutral' | 'busy' | 'warn' | 'bad'
export type ExchangeState = {
  readonly tone: Tone
  readonly icon: IconName
  /** The most pressing first; each is true by itself. */
  readonly words: readonly [string, ...string[]]
}

/** Refusals whose remedy is said from the first word. */
const BLOCKS: Readonly<Partial<Record<ErrorCode, string>>> = { 'sync-version': t.update, 'sync-disque-plein': t.diskFull }

/** Whole percents of a progress whose end is known; null otherwise. Never 100 before the end. */
export const percentOf = ({ fait, total }: SyncProgress): number | null =>
  total === null || total <= 0 ? null : Math.min(fait >= total ? 100 : 99, Math.max(0, Math.floor((fait / total) * 100)))

const ofBlock = ({ erreur }: SyncStatus): string => (erreur !== null && BLOCKS[erreur.code as ErrorCode]) || t.blocked

type Line = { readonly tone: Tone; readonly icon: IconName; readonly words: string }

const connection = (status: SyncStatus, now: Date): Line => {
  switch (status.etat) {
    case 'bloque':
      return { tone: 'bad', icon: 'error', words: ofBlock(status) }
    case 'hors-ligne':
      return {
        tone: 'neutral',
        icon: 'offline',
        words: t.offline(status.depuis === null ? null : momentOf(status.depuis, now)),
      }
    case 'premier-chargement':
      return {
        tone: 'busy',
        icon: 'download',
        words: t.firstLoad(status.progression === null ? null : percentOf(status.progression)),
      }
    case 'en-cours':
      return { tone: 'busy', icon: 'refresh', words: t.working }
    case 'sans-serveur':
      return { tone: 'neutral', icon: 'remote', words: t.local }
    case 'a-jour':
      return { tone: 'good', icon: 'check', words: t.upToDate }
  }
}

/** What the shell shows. « À jour » is said only when nothing waits and nobody is awaited. */
export const exchangeState = (status: SyncStatus, now: Date): ExchangeState => {
  const lines: Line[] = []
  const state = connection(status, now)
  if (state.tone === 'bad') lines.push(state)
  if (status.lecture_seule) lines.push({ tone: 'bad', icon: 'lock', words: t.update })
  if (status.session_expiree) lines.push({ tone: 'warn', icon: 'user', words: t.expired })
  if (status.a_verifier > 0) lines.push({ tone: 'warn', icon: 'warning', words: t.toCheck(status.a_verifier) })
  if (state.tone === 'neutral' || state.icon === 'download') lines.push(state)
  if (status.en_attente > 0) lines.push({ tone: 'neutral', icon: 'send', words: t.waiting(status.en_attente) })
  if (lines.length === 0) lines.push(state)
  const [first, ...others] = lines as [Line, ...Line[]]
  // Twice the same words: an application too old for the server and for its own file.
  const words = others.map((line) => line.words).filter((line) => line !== first.words)
  return { tone: first.tone, icon: first.icon, words: [first.words, ...words] }
}

/** States in which the network cannot carry anything. */
const AWAY: ReadonlySet<SyncStatus['etat']> = new Set(['hors-ligne', 'bloque', 'sans-serveur'])

/** What is done now waits on this desk. */
export const isAway = (status: Pick<SyncStatus, 'etat'> | undefined): boolean => status !== undefined && AWAY.has(status.etat)

/** A state that lasts less than a breath when all goes well: shown only if it stays. */
export const isPassing = (status: SyncStatus): boolean =>
  (status.etat === 'en-cours' || status.etat === 'a-jour' || status.etat === 'premier-chargement') &&
  status.progression === null &&
  !status.lecture_seule &&
  !status.session_expiree &&
  status.a_verifier === 0 &&
  (status.etat !== 'a-jour' || status.en_attente > 0)

/** What a screen reader hears when the state has changed in a way that matters; null otherwise. Progress and sending are silent. */
export const spokenChange = (before: SyncStatus, after: SyncStatus): string | null => {
  if (after.a_verifier > before.a_verifier) return t.spoken.toCheck(after.a_verifier)
  if (after.session_expiree && !before.session_expiree) return t.spoken.expired
  if (after.etat === before.etat) return null
  if (after.etat === 'bloque') return t.spoken.blocked
  if (after.etat === 'hors-ligne') return t.spoken.offline
  if (after.etat !== 'a-jour') return null
  if (before.etat === 'premier-chargement') return t.spoken.loaded
  return before.etat === 'hors-ligne' || before.etat === 'bloque' ? t.spoken.back : null
}
