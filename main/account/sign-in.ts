import { isRefusal } from '#shared/accounts/refusals.ts'
import type { AccountState } from '#shared/contract/account.ts'
import { DoraError } from '#shared/errors.ts'
import type { WireError } from '#shared/rpc.ts'
import { sameSecret } from '../hosts/session.ts'
import type { Clock } from '../sync/ports.ts'
import { refusalOf } from '../sync/reasons.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { createTimer } from '../sync/timer.ts'
import { signInPage } from './browser-address.ts'
import { createExchange } from './exchange.ts'
import { listenForReturn, type Loopback } from './loopback.ts'
import { newProof, type Proof } from './proof.ts'
import { ALREADY, CAME_BACK, NOT_OURS, refusedPage, type ReturnPage } from './return-page.ts'

export type Way = { readonly moyen: 'fournisseur' } | { readonly moyen: 'courriel'; readonly courriel: string }
type Waiting = NonNullable<AccountState['attente']>

type Parts = {
  readonly link: Pick<ServerLink, 'address' | 'identity' | 'request' | 'open' | 'end'>
  readonly openExternal: (url: URL) => Promise<void>
  readonly clock: Clock
  /** Name of this machine, in the list of the account's sessions. */
  readonly poste: string
  /** True where the system hands `dora://` addresses to this application: when no port of this machine can be opened. */
  readonly deepLinks: boolean
  /** For tests. */
  readonly listen?: typeof listenForReturn
  readonly onChange: () => void
  readonly onEnded: (erreur: WireError | null) => void
  readonly log: (what: string, error: unknown) => void
}

type Attempt = {
  readonly proof: Proof
  readonly server: string
  readonly identity: string
  readonly loopback: Loopback | null
  readonly waiting: Waiting
  /** A browser came back with it: not twice. */
  spent: boolean
  /** Ended, given up, or replaced. */
  over: boolean
}

/** A provider's own pages take the longest (a lost password, a second factor); the link of an e-mail is good for five minutes. */
const LIFE_MS = { fournisseur: 10 * 60_000, courriel: 6 * 60_000 }
const DEEP_LINK = 'dora://connexion'

/** Whether an address that the system handed over is for a sign-in to end. */
export const isSignInReturn = (text: string): boolean => {
  const url = URL.parse(text)
  return url !== null && `${url.protocol}//${url.host}` === DEEP_LINK && ['', '/'].includes(url.pathname)
}

const alone = (params: URLSearchParams, name: string): string | null => {
  const [value, ...others] = params.getAll(name)
  return value === undefined || others.length > 0 ? null : value
}
const asDoraError = (error: unknown): DoraError =>
  error instanceof DoraError ? error : new DoraError('interne', undefined, error)

/** Signing in through the system's browser or an e-mail: one at a time, begun here, ended by what comes back. */
export const createSignIn = (parts: Parts) => {
  const { link, openExternal, clock, poste, deepLinks, listen: listenHere = listenForReturn, onChange, onEnded, log } = parts
  let current: Attempt | null = null
  let begun = 0
  const timer = createTimer(clock)

  const drop = (attempt: Attempt): void => {
    attempt.over = true
    attempt.loopback?.close()
    if (current !== attempt) return
    timer.clear()
    current = null
  }

  const fail = (attempt: Attempt, { code, message }: DoraError): void => {
    drop(attempt)
    onChange()
    onEnded({ code, message })
  }

  const { ask, exchange } = createExchange(link, poste)

  /** @throws DoraError; `connexion-abandonnee` when it was given up meanwhile, else the attempt goes on, unless the session could not be kept. */
  const conclude = async (attempt: Attempt, code: string): Promise<void> => {
    const session = await exchange(attempt.server, attempt.proof.verifieur, code).catch((error: unknown) => {
      throw attempt.over ? new DoraError('connexion-abandonnee') : error
    })
    if (attempt.over) {
      link.end(session)
      throw new DoraError('connexion-abandonnee')
    }
    drop(attempt)
    try {
      await link.open(session, attempt.identity)
    } catch (error) {
      link.end(session)
      throw error
    } finally {
      onChange()
    }
    onEnded(null)
  }

  /** A browser is back, by whichever door. */
  const comeBack = async (attempt: Attempt | null, params: URLSearchParams): Promise<ReturnPage> => {
    const [etat, code, erreur] = [alone(params, 'etat'), alone(params, 'code'), alone(params, 'erreur')]
    if (attempt === null || etat === null || !sameSecret(etat, attempt.proof.etat)) return NOT_OURS
    if (attempt.spent || attempt.over) return ALREADY
    attempt.spent = true
    // What it is exchanged for has its own time to come.
    timer.clear()
    try {
      if (erreur !== null) throw new DoraError((isRefusal(erreur) ? refusalOf(erreur) : null) ?? 'compte-identite-refusee')
      await conclude(attempt, code ?? '')
      return CAME_BACK
    } catch (error) {
      const failure = asDoraError(error)
      if (failure.cause !== undefined) log('sign-in', failure.cause)
      // One that was given up meanwhile has been told of already.
      if (failure.code !== 'connexion-abandonnee') fail(attempt, failure)
      return refusedPage(failure.message)
    }
  }

  const listen = async (answer: (params: URLSearchParams) => Promise<ReturnPage>): Promise<Loopback | null> => {
    try {
      return await listenHere(answer)
    } catch (cause) {
      if (deepLinks) return null
      throw new DoraError('connexion-impossible', undefined, cause)
    }
  }

  return {
    waiting: (): Waiting | null => current?.waiting ?? null,

    /** @throws DoraError; then this one does not wait. */
    begin: async (way: Way): Promise<void> => {
      const [server, identity] = [link.address(), link.identity()]
      if (server === null || identity === null) throw new DoraError('sync-sans-serveur')
      const turn = ++begun
      const proof = newProof()
      const loopback = await listen((params) => comeBack(attempt, params))
      const retour = loopback?.address ?? DEEP_LINK
      const page = way.moyen === 'fournisseur' ? signInPage(server, { ...proof, retour }) : null
      const courriel = way.moyen === 'courriel' ? way.courriel : null
      const expire_le = new Date(clock.now() + LIFE_MS[way.moyen]).toISOString()
      const waiting = { moyen: way.moyen, adresse: page?.href ?? null, courriel, expire_le }
      const attempt: Attempt = { proof, server, identity, loopback, waiting, spent: false, over: false }
      // Another was begun while the port was opened.
      if (turn !== begun) return drop(attempt)
      const becomeCurrent = (): void => {
        if (current !== null) drop(current)
        current = attempt
        timer.set(LIFE_MS[way.moyen], () => fail(attempt, new DoraError('connexion-abandonnee')))
        onChange()
      }
      if (page !== null) {
        becomeCurrent()
        // The address is shown: a browser that does not open is not the end of it.
        void openExternal(page).catch((error: unknown) => log('sign-in page', error))
        return
      }
      try {
        // A letter that could not be asked for leaves the one before as it was: its link still works.
        await ask('auth/v1/link', { courriel, defi: proof.defi, retour, etat: proof.etat }, server)
      } catch (error) {
        drop(attempt)
        throw error
      }
      if (turn !== begun || link.address() !== server) return drop(attempt)
      becomeCurrent()
    },

    /** By a code that the person types: a slip is not the end of it. @throws DoraError */
    finish: async (code: string): Promise<void> => {
      const attempt = current
      if (attempt === null || attempt.spent) throw new DoraError('connexion-abandonnee')
      await conclude(attempt, code)
    },

    /** An address that the system handed to the application, whoever wrote it. Answers whether it ended the attempt. */
    returned: async (text: string): Promise<boolean> => {
      if (!isSignInReturn(text)) return false
      const { status } = await comeBack(current, new URL(text).searchParams)
      return status === 200
    },

    cancel: (): void => {
      begun++
      if (current === null) return
      drop(current)
      onChange()
    },
    /** The desk may have another server: what was begun with the former one is over. */
    check: (): void => {
      if (current !== null && current.server !== link.address()) fail(current, new DoraError('connexion-abandonnee'))
    },
  }
}
