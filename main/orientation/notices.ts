import type { Settings } from '#shared/contract/app.ts'
import type { OrientationLine, Sens } from '#shared/contract/orientation.ts'
import { quietUntil } from '#shared/quiet-hours.ts'
import type { Brief } from '../user/requests-brief.ts'

/**
 * What is told outside the window, and when: few, grouped, never of whom nor for what, for screens are locked (peers.md §5,
 * guard-rail b). Pure: what is told and what is remembered follow from what is true, what was told, the settings and the time.
 */

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Between two notices. */
export const QUIET_MS = 15 * MINUTE_MS
/** An answer is news for that long: a desk that was off for the holidays has a list to read, not a story to be told. */
export const NEWS_MS = 30 * DAY_MS

export type NewsKind = 'recue' | 'reponse' | 'silence'

/** Something worth a notice, true now. `cle` names it for ever: told once, it is told. */
export type News = { readonly cle: string; readonly quoi: NewsKind; readonly muette: boolean }

export type Watching = {
  readonly me: string
  /** Milliseconds since 1970. */
  readonly now: number
}

type Told = { readonly line: OrientationLine; readonly brief: Brief }

const isNews = (instant: string | null, now: number): boolean => instant !== null && now - Date.parse(instant) < NEWS_MS

/** Of one received: that it is there, as long as nobody of the structure has opened it. One's own is no news. */
const ofReceived = ({ line, brief }: Told, me: string): readonly (readonly [NewsKind, string])[] =>
  line.etat === 'OUVERTE' && !line.lue && brief.prescripteur.user_id !== me && (line.suivi_par === '' || line.a_moi)
    ? [['recue', '']]
    : []

/** Of one that is mine: what the structure answered, and that it did not. */
const ofSent = ({ line, brief }: Told, now: number): readonly (readonly [NewsKind, string])[] => {
  if (!line.a_moi) return []
  const found: (readonly [NewsKind, string])[] = []
  const closed = line.etat === 'VALIDÉE' || line.etat === 'REFUSÉE' || line.etat === 'MODÉRATION_REJETÉE'
  if (closed && isNews(brief.traitee_le, now)) found.push(['reponse', line.etat])
  if (line.etat === 'OUVERTE' && brief.pas_avant !== null) found.push(['reponse', brief.pas_avant])
  if (brief.message_le !== null && isNews(brief.message_le, now)) found.push(['reponse', brief.message_le])
  // Late, then expired: the same silence.
  if (line.plan_b && (line.retard || (line.etat === 'EXPIRÉE' && isNews(brief.traitee_le, now)))) found.push(['silence', ''])
  return found
}

export const newsOf = (all: readonly Told[], { me, now }: Watching): News[] =>
  all.flatMap((one) => {
    const { sens, id, muette } = one.line
    const found = sens === 'reception' ? ofReceived(one, me) : ofSent(one, now)
    return found.map(([quoi, detail]) => ({ cle: [quoi, id, detail].filter((part) => part !== '').join(' '), quoi, muette }))
  })

export type NoticeMemory = {
  readonly compte: string
  /** News that were told, or need not be, among those still true. */
  readonly dites: readonly string[]
  /** Instant of the last notice; null for none yet. */
  readonly derniere: number | null
}

export type Notice = { readonly titre: string; readonly corps: string; readonly sens: Sens | null }

export type NoticeSettings = Pick<Settings, 'notifications' | 'notificationsSuspenduesJusquA' | 'heuresCalmes'>

type Asked = {
  readonly compte: string
  readonly news: readonly News[]
  /** Null when this account was never looked at on this desk. */
  readonly memory: NoticeMemory | null
  readonly settings: NoticeSettings
  /** Milliseconds since 1970. */
  readonly now: number
}

export type Decision = {
  readonly memory: NoticeMemory
  readonly notice: Notice | null
  /** Instant at which to decide again, for what waits; null when nothing does. */
  readonly again: number | null
}

const TITLE = 'Demandes d’orientation'

const WORDS: Readonly<Record<NewsKind, readonly [one: string, many: string]>> = {
  recue: ['nouvelle demande reçue', 'nouvelles demandes reçues'],
  reponse: ['réponse à vos demandes', 'réponses à vos demandes'],
  silence: ['demande sans réponse\u202f: un plan B est prêt', 'demandes sans réponse\u202f: des plans B sont prêts'],
}
const KINDS = Object.keys(WORDS) as NewsKind[]

const noticeOf = (news: readonly News[]): Notice => {
  const counted = KINDS.map((quoi) => [quoi, news.filter((one) => one.quoi === quoi).length] as const).filter(([, n]) => n > 0)
  const received = counted.some(([quoi]) => quoi === 'recue')
  const sent = counted.some(([quoi]) => quoi !== 'recue')
  return {
    titre: TITLE,
    corps: counted.map(([quoi, n]) => `${n} ${WORDS[quoi][n === 1 ? 0 : 1]}`).join(', '),
    sens: received && sent ? null : received ? 'reception' : 'envoi',
  }
}

/** Wanted outside the window, by the settings. */
const isWanted = ({ quoi, muette }: News, { notifications }: Asked['settings']): boolean =>
  !muette && (notifications === 'toutes' || (notifications === 'recues' && quoi === 'recue'))

/**
 * At most one notice in a quarter of an hour, of everything that is new since the last. What is not wanted counts as told, so that
 * changing one's mind brings back nothing old; what is suspended waits, and is told in one notice at the end if it still holds.
 */
export const decide = ({ compte, news, memory, settings, now }: Asked): Decision => {
  const known = memory?.compte === compte ? memory : null
  const all = news.map(({ cle }) => cle)
  // The first look at an account tells nothing: all of it was there.
  if (known === null) return { memory: { compte, dites: all, derniere: null }, notice: null, again: null }
  const told = new Set(known.dites)
  const fresh = news.filter(({ cle }) => !told.has(cle))
  const waiting = fresh.filter((one) => isWanted(one, settings))
  const until = settings.notificationsSuspenduesJusquA === null ? 0 : Date.parse(settings.notificationsSuspenduesJusquA)
  // A clock set back must not silence the desk for years.
  const last = known.derniere === null || known.derniere > now ? -Infinity : known.derniere
  const free = Math.max(until, last + QUIET_MS, quietUntil(settings.heuresCalmes, now))
  const tell = waiting.length > 0 && free <= now
  const pending = new Set(tell ? [] : waiting.map(({ cle }) => cle))
  return {
    memory: {
      compte,
      // What is no longer true is forgotten: the file stays as small as what is going on.
      dites: all.filter((cle) => !pending.has(cle)),
      derniere: tell ? now : known.derniere,
    },
    notice: tell ? noticeOf(waiting) : null,
    again: pending.size > 0 ? free : null,
  }
}
