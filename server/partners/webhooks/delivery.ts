import { randomUUID } from 'node:crypto'
import type { EnvoiWebhook, Relecture } from '#shared/partners/webhook.ts'
import type { Reader } from '#server/store/types.ts'
import { isTold } from './filter.ts'
import { CHUNK, entriesFrom, type Entry, type Progress } from './log.ts'
import type { Attempt } from './post.ts'
import type { DeliveryState, Subscription, UnderWay } from './rows.ts'

/** What leaves next for a subscription, and what becomes of it then. Pure, but for the log that is read. */

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** Changes of one delivery. */
export const MOST = CHUNK
const BACK_OFF_MS = [MINUTE_MS, 5 * MINUTE_MS, 15 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS] as const
export const LONGEST_WAIT_MS = 6 * HOUR_MS
/** Without an arrival for so long, it is suspended. */
export const GIVE_UP_MS = 3 * DAY_MS
const ENVOIS_KEPT = 60
const ENVOIS_KEPT_MS = 7 * DAY_MS

type Parts = {
  readonly one: Subscription
  readonly state: DeliveryState
  readonly progress: Progress
  /** Milliseconds since 1970. */
  readonly now: number
  readonly restricted: ReadonlySet<string>
  /** Address of this server, without a final « / ». */
  readonly origin: string
}

export type Change = {
  readonly kind: 'structure' | 'service'
  readonly id: string
  readonly quoi: 'publie' | 'modifie' | 'retire'
  readonly source: string
  readonly date_maj: string | null
  readonly lien: string
}

export type Plan =
  /** Nothing to do for now. `state`, when it is not as it was kept. */
  | { readonly do: 'rest'; readonly state: DeliveryState | null }
  | { readonly do: 'send'; readonly state: DeliveryState; readonly body: string; readonly changes: number }

const PATHS = { structure: 'structures', service: 'services' } as const

/** What that entry is to this subscription; null when it is none of its business, before and after. */
const changeOf = ({ fiche, id, date_maj, avant, apres }: Entry, { one, restricted, origin }: Parts): Change | null => {
  const [was, is] = [avant, apres].map((facets) => facets !== null && isTold(one.quoi, fiche, facets, restricted))
  if (was !== true && is !== true) return null
  const quoi = was !== true ? 'publie' : is === true ? 'modifie' : 'retire'
  return {
    kind: fiche,
    id,
    quoi,
    source: (apres ?? avant)?.source ?? '',
    date_maj: quoi === 'retire' ? null : date_maj,
    lien: `${origin}/api/v1/${PATHS[fiche]}/${encodeURIComponent(id)}`,
  }
}

type Gathered = {
  readonly changes: readonly Change[]
  readonly next: number
  readonly depuis: number | null
  readonly jusque: number | null
}

/** From `de` to `a`, or to where a delivery is full: a chunk is never split between two. */
const gather = async (reader: Reader, parts: Parts, de: number, a: number): Promise<Gathered> => {
  const changes: Change[] = []
  let depuis: number | null = null
  let jusque: number | null = null
  let at = de
  while (at < a) {
    const { entries, next } = await entriesFrom(reader, at, a)
    const found = entries.flatMap((entry) => changeOf(entry, parts) ?? [])
    if (changes.length + found.length > MOST) break
    changes.push(...found)
    depuis ??= entries[0]?.depuis ?? null
    jusque = entries.at(-1)?.jusque ?? jusque
    at = next
  }
  return { changes, next: at, depuis, jusque }
}

const whyAll = ({ one, state, progress }: Parts): Relecture | null => {
  if (state.epoch === null) return 'ouverture'
  if (state.tour !== one.tour) return 'filtre'
  if (state.epoch !== progress.epoch) return 'historique'
  return state.curseur < progress.plancher ? 'retard' : null
}

/** Still what is to be sent: made up for the same receiver, of a log that still holds it. */
const isStill = (sent: UnderWay | null, { one, progress }: Parts, motif: Relecture | null): sent is UnderWay =>
  sent !== null &&
  sent.tour === one.tour &&
  sent.epoch === progress.epoch &&
  sent.de >= (motif === null ? progress.plancher : 0) &&
  sent.a >= progress.plancher &&
  sent.a <= progress.tete &&
  (sent.type === 'tout-relire') === (motif !== null)

/** Suspensions that the team has ended, and what follows of it. */
const resumed = ({ one, state }: Parts): DeliveryState =>
  one.reprise === state.reprise
    ? state
    : { ...state, reprise: one.reprise, suspendu: null, echec_depuis: null, dernier_echec: null, prochain: 0 }

const rest = (kept: DeliveryState, state: DeliveryState): Plan => ({ do: 'rest', state: kept === state ? null : state })

export const planFor = async (reader: Reader, given: Parts): Promise<Plan> => {
  const parts = { ...given, state: resumed(given) }
  const { one, state, progress, now } = parts
  if (!one.actif || state.suspendu !== null) return rest(given.state, state)
  // A clock that went back must not put it off for ever.
  if (state.prochain > now && state.prochain - now <= LONGEST_WAIT_MS) return rest(given.state, state)
  const motif = whyAll(parts)
  let kept = isStill(state.en_cours, parts, motif) ? state.en_cours : null
  const make = (type: UnderWay['type'], de: number, a: number): UnderWay =>
    kept ?? {
      id: randomUUID(),
      type,
      motif,
      le: new Date(now).toISOString(),
      de,
      a,
      epoch: progress.epoch,
      tour: one.tour,
      essais: 0,
    }
  if (motif !== null) {
    const sent = make('tout-relire', progress.tete, progress.tete)
    const version = `${progress.epoch}.${progress.seq}`
    const body = { id: sent.id, type: sent.type, motif: sent.motif, version, le: sent.le }
    return { do: 'send', state: { ...state, en_cours: sent }, body: JSON.stringify(body), changes: 0 }
  }
  const { changes, next, depuis, jusque } = await gather(reader, parts, state.curseur, kept?.a ?? progress.tete)
  if (changes.length === 0) return rest(given.state, next === state.curseur ? state : { ...state, curseur: next, en_cours: null })
  // What it named is not what it names now (sources that were closed meanwhile): it is another delivery.
  if (kept !== null && next !== kept.a) kept = null
  const sent = make('changements', state.curseur, next)
  const version = (seq: number | null): string => `${progress.epoch}.${seq ?? progress.seq}`
  const body = {
    id: sent.id,
    type: sent.type,
    version_avant: version(depuis),
    version: version(jusque),
    le: sent.le,
    changements: changes,
  }
  return { do: 'send', state: { ...state, en_cours: sent }, body: JSON.stringify(body), changes: changes.length }
}

const waitAfter = (essais: number, { attendre }: Attempt): number =>
  Math.min(LONGEST_WAIT_MS, Math.max(BACK_OFF_MS[Math.min(essais, BACK_OFF_MS.length) - 1] ?? MINUTE_MS, attendre ?? 0))

/** @param ms how long the attempt took */
const keptEnvois = (
  state: DeliveryState,
  sent: UnderWay,
  {
    attempt,
    changes,
    ms,
    now,
  }: { readonly attempt: Attempt; readonly changes: number; readonly ms: number; readonly now: number },
): EnvoiWebhook[] => {
  const { arrive, statut, echec } = attempt
  const { id, type, motif, essais } = sent
  const le = new Date(now).toISOString()
  const envoi = { id, type, motif, changements: changes, le, essais: essais + 1, arrive, statut, echec, duree_ms: ms }
  const others = state.envois.filter((one) => one.id !== id && now - Date.parse(one.le) < ENVOIS_KEPT_MS)
  return [envoi, ...others].slice(0, ENVOIS_KEPT)
}

/** The state after an attempt of what `state.en_cours` is. */
export const settled = (
  state: DeliveryState,
  done: { readonly attempt: Attempt; readonly changes: number; readonly ms: number; readonly now: number },
): DeliveryState => {
  const { en_cours: sent } = state
  if (sent === null) return state
  const { attempt, now } = done
  const envois = keptEnvois(state, sent, done)
  if (attempt.arrive) {
    const told = { curseur: sent.a, epoch: sent.epoch, tour: sent.tour }
    return { ...state, ...told, en_cours: null, prochain: 0, echec_depuis: null, dernier_echec: null, envois }
  }
  const essais = sent.essais + 1
  const echec_depuis = state.echec_depuis ?? now
  const le = new Date(now).toISOString()
  const why = attempt.echec === 'parti' ? 'parti' : now - echec_depuis >= GIVE_UP_MS ? 'echecs' : null
  return {
    ...state,
    en_cours: { ...sent, essais },
    prochain: now + waitAfter(essais, attempt),
    echec_depuis,
    dernier_echec: attempt.echec,
    suspendu: why === null ? null : { le, motif: why },
    envois,
  }
}
