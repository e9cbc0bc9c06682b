import type { SyncStatus } from '#shared/contract/sync.ts'
import type { Account } from '#shared/sync/wire.ts'
import { asError, isOffline } from './reasons.ts'
import type { Standing } from './standing.ts'

/** Beyond it, a clock is worth a word: certificates and sessions depend on it; the exchanges do not. */
const SKEW_MS = 5 * 60_000

/** What the user's file says of the account of this desk. */
export type AccountState = {
  readonly compte: Account | null
  readonly expiree: boolean
  readonly en_attente: number
  readonly a_verifier: number
  readonly lecture_seule: boolean
  /** The disk is full: the room kept in reserve has been given up for what is typed. */
  readonly disque_plein: boolean
}

export const NO_ACCOUNT: AccountState = {
  compte: null,
  expiree: false,
  en_attente: 0,
  a_verifier: 0,
  lecture_seule: false,
  disque_plein: false,
}

type Known = {
  readonly server: string | null
  readonly embedded: boolean
  readonly account: AccountState
  readonly standing: Standing
  /** ISO instant of the writing of the catalogue file in use; null without one. */
  readonly catalogueDate: string | null
  readonly territories: readonly string[]
}

const iso = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

const stateOf = ({ server, account, standing, catalogueDate }: Known): SyncStatus['etat'] => {
  const { failure, loaded, running, exchanged } = standing
  if (server === null) return 'sans-serveur'
  if (account.disque_plein) return 'bloque'
  if (failure !== null) return isOffline(failure) ? 'hors-ligne' : 'bloque'
  if (!loaded || (catalogueDate === null && !exchanged)) return 'premier-chargement'
  return running || !exchanged ? 'en-cours' : 'a-jour'
}

/** The server beside the desk makes its first catalogue, and the desk has none: it is the first copy, not a cut. */
const settled = (known: Known): Known => {
  const { embedded, catalogueDate, standing } = known
  const first = embedded && catalogueDate === null && standing.failure === 'unavailable' && standing.upToDateAt === null
  return first ? { ...known, standing: { ...standing, loaded: false, failure: null, since: null } } : known
}

export const statusOf = (asKnown: Known): SyncStatus => {
  const known = settled(asKnown)
  const { server, embedded, account, standing, catalogueDate, territories } = known
  const failure = account.disque_plein ? 'disk_full' : standing.failure
  const error = server === null || failure === null ? null : asError(failure)
  const { skewMs, since, upToDateAt, progress } = standing
  return {
    serveur: server,
    embarque: server !== null && embedded,
    compte: account.compte,
    session_expiree: account.expiree,
    etat: stateOf(known),
    depuis: error === null ? null : iso(since),
    a_jour_le: server === null ? null : iso(upToDateAt),
    donnees_du: (server === null || catalogueDate === null ? null : iso(upToDateAt)) ?? catalogueDate,
    en_attente: account.en_attente,
    a_verifier: account.a_verifier,
    progression: progress,
    erreur: error === null ? null : { code: error.code, message: error.message },
    decalage_horloge_s: skewMs === null || Math.abs(skewMs) <= SKEW_MS ? null : Math.round(skewMs / 1000),
    lecture_seule: account.lecture_seule,
    territoires: [...territories],
  }
}
