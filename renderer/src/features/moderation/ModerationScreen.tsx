import { useState } from 'react'
import { panel as t } from '../../i18n/moderation.ts'
import { isSignedIn, mayModerate } from '../../lib/account.ts'
import { readAgain } from '../../lib/api.ts'
import { FirstAdminForm } from '../../lib/FirstAdminForm.tsx'
import { href, navigate, PANNEAUX, type Panneau } from '../../lib/route.ts'
import { useAccount } from '../../lib/use-account.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { PanelPage } from '../../ui/PanelPage.tsx'
import { ScreenPage } from '../../ui/ScreenPage.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import '../../ui/Tabs.css'
import { BoardScreen } from './board/BoardScreen.tsx'
import { CallsScreen } from './calls/CallsScreen.tsx'
import { DeploymentScreen } from './deployment/DeploymentScreen.tsx'
import { DoublonsScreen } from './doublons/DoublonsScreen.tsx'
import { FiguresScreen } from './figures/FiguresScreen.tsx'
import { KitScreen } from './kit/KitScreen.tsx'
import { GapsScreen } from './gaps/GapsScreen.tsx'
import { QueueSection } from './queue/QueueSection.tsx'
import { Refused } from './Refused.tsx'
import './panel.css'

type Props = { readonly section: Panneau; readonly id: string | null }

const Section = ({ section, id }: Props) => {
  switch (section) {
    case 'file':
      return <QueueSection id={id} />
    case 'territoire':
      return <BoardScreen />
    case 'appels':
      return <CallsScreen />
    case 'doublons':
      return <DoublonsScreen id={id} />
    case 'deploiement':
      return <DeploymentScreen />
    case 'manques':
      return <GapsScreen />
    case 'kit':
      return <KitScreen />
    case 'chiffres':
      return <FiguresScreen />
  }
}

const CreateDialog = ({ onClose }: { readonly onClose: () => void }) => (
  <Dialog isOpen onClose={onClose} title={t.createTitle} keepOpen>
    <div className="ui-form">
      <p>{t.createHelp}</p>
      <FirstAdminForm onInvited={() => void readAgain('moderation.queue')} />
    </div>
  </Dialog>
)

const Panel = ({ section, id }: Props) => {
  const [creating, setCreating] = useState(false)
  return (
    <PanelPage
      title={t.title}
      windowTitle={t.titleOf[section]}
      sectionsLabel={t.sections}
      sections={PANNEAUX.map((key) => ({ key, href: href.moderation(key), label: t.section[key], isHere: key === section }))}
      action={
        <Button size="s" icon="plus" onPress={() => setCreating(true)}>
          {t.create}
        </Button>
      }
    >
      <Refused />
      <div className="panel-body">
        <Section section={section} id={id} />
      </div>
      {creating && <CreateDialog onClose={() => setCreating(false)} />}
    </PanelPage>
  )
}

/** `/moderation/…`: what keeps the reference true, for the team and for those who manage a territory. */
export const ModerationScreen = ({ section, id }: Props) => {
  const account = useAccount()
  if (account === undefined)
    return (
      <ScreenPage title={t.title}>
        <div role="status" aria-busy="true" aria-label={t.loading}>
          <Skeleton lines={8} />
        </div>
      </ScreenPage>
    )
  if (!isSignedIn(account))
    return (
      <ScreenPage title={t.title}>
        <EmptyState
          icon="shield"
          title={t.signedOut}
          actions={
            <Button variant="primary" onPress={() => navigate(href.connexion(window.location.pathname + window.location.search))}>
              {t.signIn}
            </Button>
          }
        >
          {t.signedOutText}
        </EmptyState>
      </ScreenPage>
    )
  if (!mayModerate(account))
    return (
      <ScreenPage title={t.title}>
        <EmptyState
          icon="shield"
          title={t.notYours}
          actions={<Button onPress={() => navigate(href.recherche())}>{t.back}</Button>}
        >
          {t.notYoursText}
        </EmptyState>
      </ScreenPage>
    )
  return <Panel section={section} id={id} />
}
