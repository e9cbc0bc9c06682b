import { app } from '../i18n/app.ts'
import { AboutScreen } from '../features/about/AboutScreen.tsx'
import { AccountScreen } from '../features/account/AccountScreen.tsx'
import { ConditionsScreen } from '../features/account/ConditionsScreen.tsx'
import { SignInScreen } from '../features/account/SignInScreen.tsx'
import { AccountsScreen } from '../features/accounts/AccountsScreen.tsx'
import { AdministrationScreen } from '../features/administration/AdministrationScreen.tsx'
import { DraftScreen } from '../features/drafts/DraftScreen.tsx'
import { DraftsScreen } from '../features/drafts/DraftsScreen.tsx'
import { ExchangesScreen } from '../features/exchanges/ExchangesScreen.tsx'
import { EditorScreen } from '../features/listing-editor/EditorScreen.tsx'
import { FavouritesScreen } from '../features/favourites/FavouritesScreen.tsx'
import { JoinScreen } from '../features/join/JoinScreen.tsx'
import { StructureFiguresScreen } from '../features/listing/figures/StructureFiguresScreen.tsx'
import { ImportScreen } from '../features/listing/import/ImportScreen.tsx'
import { ListingScreen } from '../features/listing/ListingScreen.tsx'
import { MembersScreen } from '../features/members/MembersScreen.tsx'
import { ModerationScreen } from '../features/moderation/ModerationScreen.tsx'
import { OrientationsScreen } from '../features/orientations/OrientationsScreen.tsx'
import { SettingsScreen } from '../features/settings/SettingsScreen.tsx'
import { href, parseScreen, usePath } from '../lib/route.ts'
import { Link } from '../ui/Link.tsx'
import { ScreenPage } from '../ui/ScreenPage.tsx'
import { ServiceSheet } from '../features/service/ServiceSheet.tsx'
import { StructureSheet } from '../features/structure/StructureSheet.tsx'
import { WelcomeScreen } from '../features/welcome/WelcomeScreen.tsx'
import { SheetPage } from './SheetPage.tsx'
import { Workspace } from './workspace/Workspace.tsx'

/** One screen per address. */
export const Screens = () => {
  const screen = parseScreen(usePath())
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
