import { useEffect, useRef } from 'react'
import { serverText as t } from '../../../i18n/sync.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { PasswordForm } from '../../../lib/PasswordForm.tsx'
import { showToast } from '../../../lib/toasts.ts'
import { Link } from '../../../ui/Link.tsx'
import { exchanges } from '../../../i18n/sync.ts'
import { Notice } from '../../../ui/Notice.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { ServerAddress } from './ServerAddress.tsx'
import { SignOut } from './SignOut.tsx'
import { Territories } from './Territories.tsx'
import './sync.css'

const Who = ({ compte }: { readonly compte: { readonly nom: string; readonly courriel: string } }) => (
  <p className="server-who">{compte.nom === '' ? t.signedInEmail(compte.courriel) : t.signedIn(compte.nom, compte.courriel)}</p>
)

/** `/reglages?section=…`: what a link of another screen asked to see. */
const wantedSection = () => new URLSearchParams(window.location.search).get('section')

const Body = () => {
  const { data: status, error, refetch } = useCall('sync.status', undefined)
  const wanted = useRef(wantedSection()).current
  const territories = useRef<HTMLDivElement>(null)
  const ready = status !== undefined
  useEffect(() => {
    if (ready && wanted === 'territoires') territories.current?.scrollIntoView({ block: 'start' })
  }, [ready, wanted])

  if (status === undefined)
    return error === null ? <Skeleton lines={6} /> : <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />
  const { serveur, compte, session_expiree: expired } = status
  return (
    <>
      <ServerAddress key={`${serveur}`} status={status} />
      <div className="server-form" role="group" aria-labelledby="server-account">
        <h3 id="server-account">{t.account}</h3>
        <p className="ui-description">{serveur === null ? t.accountNone : t.accountHelp}</p>
        {compte !== null && <Who compte={compte} />}
        {serveur !== null && (compte === null || expired) && (
          <>
            {expired && <Notice tone="warn">{t.expired}</Notice>}
            <PasswordForm
              email={compte?.courriel ?? ''}
              embedded={status.embarque}
              wanted={wanted === 'serveur'}
              onSignedIn={() => showToast({ message: t.signedInNow })}
            />
            <p>
              <Link href={href.connexion()}>{t.otherWays}</Link>
            </p>
          </>
        )}
        {compte !== null && <SignOut />}
      </div>
      {serveur !== null && (
        <div ref={territories}>
          <Territories status={status} />
        </div>
      )}
      <p>
        <Link href={href.echanges()}>{exchanges.seeState}</Link>
      </p>
    </>
  )
}

/** Where the catalogue comes from, whose favourites these are, and what this desk carries. */
export const ServerSection = () => (
  <PageSection title={t.title} help={t.help}>
    <Body />
  </PageSection>
)
