import { useEffect } from 'react'
import { create } from 'zustand'
import type { AccountState } from '#shared/contract/account.ts'
import { signInText as t } from '../i18n/account.ts'
import { afterSignIn } from './account.ts'
import { client } from './api.ts'
import { goBack, href, navigate, parseScreen, safeSuite } from './route.ts'
import { showToast } from './toasts.ts'

type SignIn = {
  /** Why the last one begun in the browser or by e-mail came to nothing; null when it did not, or another was begun. */
  readonly failure: string | null
  /** Signed in, and the account not read yet: the screen waits before it goes elsewhere. */
  readonly arriving: boolean
}

export const useSignIn = create<SignIn>(() => ({ failure: null, arriving: false }))

export const forgetFailure = (): void => useSignIn.setState({ failure: null })

const onSignInScreen = () => parseScreen(window.location.pathname).name === 'connexion'

/** An account comes with the first exchange that follows the sign-in; past this, one goes on without it. */
const LONG_MS = 5_000

const whenKnown = (): Promise<AccountState> =>
  new Promise((resolve, reject) => {
    const finish = (settle: () => void) => {
      clearTimeout(timer)
      stop()
      settle()
    }
    const look = (whatever: boolean) =>
      client.call('account.state', undefined).then(
        (state) => {
          if (whatever || state.compte !== null) finish(() => resolve(state))
        },
        (error: Error) => finish(() => reject(error)),
      )
    const stop = client.on('account.changed', () => void look(false))
    const timer = setTimeout(() => void look(true), LONG_MS)
    void look(false)
  })

/** Signed in: said, and from the sign-in screen one goes where one was going. Elsewhere, one stays. */
const arrive = async (message: string): Promise<void> => {
  useSignIn.setState({ failure: null, arriving: true })
  showToast({ message })
  try {
    const state = await whenKnown()
    if (!onSignInScreen()) return
    const to = afterSignIn(safeSuite(new URLSearchParams(window.location.search).get('suite')), state)
    if (to === null) goBack(href.recherche())
    else navigate(to, { replace: true })
  } finally {
    useSignIn.setState({ arriving: false })
  }
}

export const signedIn = (message: string): void =>
  void arrive(message).catch((error: Error) => showToast({ tone: 'erreur', message: error.message }))

/** Mounted once by the shell: the browser may come back when one has gone to another screen. */
export const useSignInEnd = (): void => {
  useEffect(
    () =>
      client.on('account.signInEnded', ({ erreur }) => {
        if (erreur === null) signedIn(t.done)
        else if (onSignInScreen()) useSignIn.setState({ failure: erreur.message })
        else showToast({ tone: 'erreur', message: erreur.message })
      }),
    [],
  )
}
