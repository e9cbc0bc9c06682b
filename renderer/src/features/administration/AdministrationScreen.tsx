import { administration as t } from '../../i18n/administration.ts'
import { isSignedIn, isTeam } from '../../lib/account.ts'
import { ADMINISTRATION, type Administre, href, navigate } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PanelPage } from '../../ui/PanelPage.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { ConnectorsSection } from './ConnectorsSection.tsx'
import { FeaturesSection } from './FeaturesSection.tsx'
import { ImportsSection } from './ImportsSection.tsx'
import { JournalSection } from './JournalSection.tsx'
import { KeysSection } from './KeysSection.tsx'
import { MailSection } from './MailSection.tsx'
import { ReferentialsSection } from './ReferentialsSection.tsx'
import { SourcesSection } from './SourcesSection.tsx'
import { TasksSection } from './TasksSection.tsx'
import { WebhooksSection } from './WebhooksSection.tsx'
import './administration.css'

const Section = ({ section }: { readonly section: Administre }) => {
  switch (section) {
    case 'taches':
      return <TasksSection />
    case 'courrier':
      return <MailSection />
    case 'journal':
      return <JournalSection />
    case 'imports':
      return <ImportsSection />
    case 'sources':
      return <SourcesSection />
    case 'connecteurs':
      return <ConnectorsSection />
    case 'fonctions':
      return <FeaturesSection />
    case 'referentiels':
      return <ReferentialsSection />
    case 'cles':
      return <KeysSection />
    case 'webhooks':
      return <WebhooksSection />
  }
}

const Desk = ({ section }: { readonly section: Administre }) => (
  <PanelPage
    title={t.title}
    windowTitle={`${t.section[section]} · ${t.title}`}
    sectionsLabel={t.sections}
    sections={[
      { key: 'comptes', href: href.comptes(), label: t.accounts, isHere: false },
      ...ADMINISTRATION.map((key) => ({ key, href: href.administration(key), label: t.section[key], isHere: key === section })),
    ]}
  >
    <div className="admin-body">
      <Section key={section} section={section} />
    </div>
  </PanelPage>
)

const Refused = ({ signedOut, section }: { readonly signedOut: boolean; readonly section: Administre }) => (
  <ScreenPage title={t.title}>
    <EmptyState
      icon={signedOut ? 'user' : 'lock'}
      title={signedOut ? t.signedOut : t.notYours}
      actions={
        <Button onPress={() => navigate(signedOut ? href.connexion(href.administration(section)) : href.compte())}>
          {signedOut ? t.signIn : t.myAccount}
        </Button>
      }
    >
      {t.notYoursText}
    </EmptyState>
  </ScreenPage>
)

/** `/administration/…`: for the team. The server refuses anyone else; the screen says so beforehand. */
export const AdministrationScreen = ({ section }: { readonly section: Administre }) => {
  const account = useAccount()
  if (account === undefined)
    return (
      <ScreenPage title={t.title}>
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      </ScreenPage>
    )
  if (!isSignedIn(account)) return <Refused signedOut section={section} />
  return isTeam(account.compte) ? <Desk section={section} /> : <Refused signedOut={false} section={section} />
}
