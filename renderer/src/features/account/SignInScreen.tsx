import { useRef } from 'react'
import { fullName } from '#shared/accounts/compte.ts'
import { signInText as t } from '../../i18n/account.ts'
import { isSignedIn } from '../../lib/account.ts'
import { useCall } from '../../lib/api.ts'
import { href } from '../../lib/route.ts'
import { useSignIn } from '../../lib/sign-in.ts'
import { useFocusWhenGone } from '../../lib/use-focus-when-gone.ts'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { Waiting } from './Waiting.tsx'
import { Ways } from './Ways.tsx'
import './account.css'

const Brings = () => (
  <section className="sign-in-brings" aria-labelledby="sign-in-brings">
    <h2 id="sign-in-brings">{t.brings}</h2>
    <ul>
      {t.list.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  </section>
)

const Body = () => {
  const { data: state, error, refetch } = useCall('account.state', undefined)
  const { failure, arriving } = useSignIn()
  useFocusWhenGone(state?.attente != null)
  // Kept while a link is awaited: changing one letter of an address is not typing it again.
  const asked = useRef<string | null>(null)
  asked.current = state?.attente?.courriel ?? asked.current
  if (error !== null) return <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  if (state === undefined) return <Skeleton lines={6} />
  if (arriving)
    return (
      <div aria-busy="true">
        <p role="status">{t.arriving}</p>
        <Skeleton lines={3} />
      </div>
    )
  if (isSignedIn(state))
    return (
      <Notice tone="good">
        {t.already(fullName(state.compte))} <Link href={href.compte()}>{t.myAccount}</Link>
      </Notice>
    )
  return (
    <>
      {state.session_expiree && <Notice tone="warn">{t.expired}</Notice>}
      {failure !== null && (
        <Notice tone="bad" title={t.failedSignIn} urgent>
          {failure}
        </Notice>
      )}
      {state.attente === null ? (
        <Ways email={asked.current ?? state.compte?.courriel ?? ''} />
      ) : (
        <Waiting attente={state.attente} />
      )}
    </>
  )
}

/** `/connexion`: what an account is for, said first, then the ways in that the server offers. */
export const SignInScreen = () => (
  <ScreenPage title={t.title} subtitle={t.intro}>
    <div className="sign-in">
      <div className="sign-in-ways">
        <Body />
      </div>
      <Brings />
    </div>
  </ScreenPage>
)
