import { fullName } from '#shared/accounts/compte.ts'
import { accountText as t } from '../../i18n/account.ts'
import { people } from '../../i18n/people.ts'
import { useCall } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ConditionsSection } from './ConditionsSection.tsx'
import { DataSection } from './DataSection.tsx'
import { DevicesSection } from './DevicesSection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { ProfileSections } from './ProfileSections.tsx'
import { StructuresSection } from './StructuresSection.tsx'
import './account.css'

const toSignIn = () => navigate(href.connexion(href.compte()))

/** `/compte`: everything about oneself, on one page. */
export const AccountScreen = () => {
  const { data: state, error, refetch } = useCall('account.state', undefined)
  const compte = state?.compte ?? null
  return (
    <ScreenPage title={t.title} {...(compte !== null && { subtitle: fullName(compte) })}>
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {state === undefined && error === null && (
        <div aria-busy="true">
          <Skeleton lines={8} />
        </div>
      )}
      {state !== undefined && compte === null && (
        <EmptyState
          icon="user"
          title={t.signedOut}
          actions={
            <Button variant="primary" onPress={toSignIn}>
              {people.signIn}
            </Button>
          }
        >
          {t.signedOutText}
        </EmptyState>
      )}
      {state !== undefined && compte !== null && (
        <>
          {state.session_expiree && (
            <Notice
              tone="warn"
              actions={
                <Button size="s" icon="user" onPress={toSignIn}>
                  {people.signIn}
                </Button>
              }
            >
              {t.expired}
            </Notice>
          )}
          <StructuresSection state={state} compte={compte} />
          <ProfileSections key={compte.id} compte={compte} />
          <ConditionsSection compte={compte} due={state.cgu_a_accepter} />
          {compte.mot_de_passe && <PasswordSection />}
          <DevicesSection />
          <DataSection compte={compte} />
        </>
      )}
    </ScreenPage>
  )
}
