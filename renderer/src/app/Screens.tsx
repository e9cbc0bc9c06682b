import { lazy, Suspense } from 'react'
import { app } from '../i18n/app.ts'
import { AboutScreen } from '../features/about/AboutScreen.tsx'
import { AccountScreen } from '../features/account/AccountScreen.tsx'
import { ConditionsScreen } from '../features/account/ConditionsScreen.tsx'
import { SignInScreen } from '../features/account/SignInScreen.tsx'
import { AlertScreen } from '../features/alerts/AlertScreen.tsx'
import { AlertsScreen } from '../features/alerts/AlertsScreen.tsx'
import { DraftScreen } from '../features/drafts/DraftScreen.tsx'
import { DraftsScreen } from '../features/drafts/DraftsScreen.tsx'
import { ExchangesScreen } from '../features/exchanges/ExchangesScreen.tsx'
import { FavouritesScreen } from '../features/favourites/FavouritesScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { href, parseScreen, usePath, useQueryString } from '../lib/route.ts'
import { Link } from '../ui/Link.tsx'
import { Skeleton } from '../ui/Skeleton.tsx'
import { ScreenPage } from '../ui/ScreenPage.tsx'
import { ServiceSheet } from '../features/service/ServiceSheet.tsx'
import { StructureSheet } from '../features/structure/StructureSheet.tsx'
import { WelcomeScreen } from '../features/welcome/WelcomeScreen.tsx'
import { SheetPage } from './SheetPage.tsx'
import { MapWindow } from './workspace/MapWindow.tsx'
import { Workspace } from './workspace/Workspace.tsx'

/** What most people never open is read from the disk when it is opened: the first screen waits for none of it. */
const AccountsScreen = lazy(() =>
  import('../features/accounts/AccountsScreen.tsx').then((of) => ({ default: of.AccountsScreen })),
)
const AdministrationScreen = lazy(() =>
  import('../features/administration/AdministrationScreen.tsx').then((of) => ({ default: of.AdministrationScreen })),
)
const CompareScreen = lazy(() => import('../features/compare/CompareScreen.tsx').then((of) => ({ default: of.CompareScreen })))
const EditorScreen = lazy(() =>
  import('../features/listing-editor/EditorScreen.tsx').then((of) => ({ default: of.EditorScreen })),
)
const ImportScreen = lazy(() =>
  import('../features/listing/import/ImportScreen.tsx').then((of) => ({ default: of.ImportScreen })),
)
const JoinScreen = lazy(() => import('../features/join/JoinScreen.tsx').then((of) => ({ default: of.JoinScreen })))
const ListingScreen = lazy(() => import('../features/listing/ListingScreen.tsx').then((of) => ({ default: of.ListingScreen })))
const MembersScreen = lazy(() => import('../features/members/MembersScreen.tsx').then((of) => ({ default: of.MembersScreen })))
const ModerationScreen = lazy(() =>
  import('../features/moderation/ModerationScreen.tsx').then((of) => ({ default: of.ModerationScreen })),
)
const OrientationsScreen = lazy(() =>
  import('../features/orientations/OrientationsScreen.tsx').then((of) => ({ default: of.OrientationsScreen })),
)
const PeopleScreen = lazy(() => import('../features/people/PeopleScreen.tsx').then((of) => ({ default: of.PeopleScreen })))
const PersonScreen = lazy(() => import('../features/people/PersonScreen.tsx').then((of) => ({ default: of.PersonScreen })))
const PlanScreen = lazy(() => import('../features/plan/PlanScreen.tsx').then((of) => ({ default: of.PlanScreen })))
const PlansScreen = lazy(() => import('../features/plan/PlansScreen.tsx').then((of) => ({ default: of.PlansScreen })))
const StructureFiguresScreen = lazy(() =>
  import('../features/listing/figures/StructureFiguresScreen.tsx').then((of) => ({ default: of.StructureFiguresScreen })),
)
const TeamListsScreen = lazy(() =>
  import('../features/lists/TeamListsScreen.tsx').then((of) => ({ default: of.TeamListsScreen })),
)
const TeamListScreen = lazy(() => import('../features/lists/TeamListScreen.tsx').then((of) => ({ default: of.TeamListScreen })))
const GuideScreen = lazy(() => import('../features/guide/GuideScreen.tsx').then((of) => ({ default: of.GuideScreen })))

/** One screen per address. */
const Shown = () => {
  const screen = parseScreen(usePath())
  const search = useQueryString()
  switch (screen.name) {
    case 'recherche':
      return <Workspace />
    case 'service':
      return (
        <SheetPage>
          <ServiceSheet key={screen.id} id={screen.id} level={1} />
        </SheetPage>
      )
    case 'structure':
      return (
        <SheetPage>
          <StructureSheet key={screen.id} id={screen.id} level={1} />
        </SheetPage>
      )
    case 'favoris':
      return <FavouritesScreen />
    case 'alertes':
      return <AlertsScreen />
    case 'alerte':
      return <AlertScreen key={screen.id} id={screen.id} />
    case 'listes':
      return <TeamListsScreen />
    case 'liste':
      return <TeamListScreen key={screen.id} id={screen.id} />
    case 'brouillons':
      return <DraftsScreen />
    case 'brouillon':
      return <DraftScreen key={screen.id} id={screen.id} />
    case 'demandes':
      return <OrientationsScreen boite={screen.boite} id={screen.id} />
    case 'echanges':
      return <ExchangesScreen />
    case 'reglages':
      return <SettingsScreen />
    case 'a-propos':
      return <AboutScreen />
    case 'connexion':
      return <SignInScreen />
    case 'compte':
      return <AccountScreen />
    case 'conditions':
      return <ConditionsScreen />
    case 'rejoindre':
      return <JoinScreen />
    case 'membres':
      return <MembersScreen key={screen.id} id={screen.id} />
    case 'offre':
      return <ListingScreen key={screen.id} id={screen.id} />
    case 'chiffres':
      return <StructureFiguresScreen key={screen.id} id={screen.id} />
    case 'importer':
      return <ImportScreen key={screen.id} id={screen.id} />
    case 'fiche':
      return (
        <EditorScreen key={`${screen.kind} ${screen.id}`} kind={screen.kind} structureId={screen.structureId} id={screen.id} />
      )
    case 'comptes':
      return <AccountsScreen />
    case 'administration':
      return <AdministrationScreen section={screen.section} />
    case 'moderation':
      return <ModerationScreen section={screen.section} id={screen.id} />
    case 'carte':
      return <MapWindow search={search} />
    case 'comparer':
      return <CompareScreen />
    case 'personnes':
      return <PeopleScreen />
    case 'personne':
      return <PersonScreen key={screen.id} id={screen.id} />
    case 'plans':
      return <PlansScreen />
    case 'plan':
      return <PlanScreen key={screen.id} id={screen.id} sheet={(id) => <ServiceSheet key={id} id={id} level={2} />} />
    case 'aide':
      return <GuideScreen id={null} />
    case 'page-aide':
      return <GuideScreen id={screen.id} />
    case 'bienvenue':
      return <WelcomeScreen />
    default:
      return (
        <ScreenPage title={app.notFound}>
          <p>{app.notFoundText}</p>
          <p>
            <Link href={href.recherche()}>{app.backToSearch}</Link>
          </p>
        </ScreenPage>
      )
  }
}

export const Screens = () => (
  <Suspense
    fallback={
      <div className="ui-screen" aria-busy="true">
        <div className="ui-screen-inner">
          <Skeleton lines={8} />
        </div>
      </div>
    }
  >
    <Shown />
  </Suspense>
)
