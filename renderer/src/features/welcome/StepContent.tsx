import type { ReactNode } from 'react'
import { fullName } from '#shared/accounts/compte.ts'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { currentStructure, isSignedIn, memberships, pending } from '../../lib/account.ts'
import { FirstAdminForm } from '../../lib/FirstAdminForm.tsx'
import { href, navigate } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { displayName } from '#shared/text/names.ts'
import { NeedStep } from './NeedStep.tsx'
import { PlaceStep } from './PlaceStep.tsx'
import type { Facts, StepId } from './steps.ts'
import { TerritoryStep } from './TerritoryStep.tsx'

type Content = { readonly title: string; readonly help: string; readonly done?: string | undefined; readonly act: ReactNode }

const Go = ({ to, primary = true, children }: { to: string; primary?: boolean; children: string }) => (
  <Button variant={primary ? 'primary' : 'secondary'} onPress={() => navigate(to)}>
    {children}
  </Button>
)

const who = ({ account }: Facts): string | undefined => (isSignedIn(account) ? t.signedIn(fullName(account.compte)) : undefined)

const joinContent = ({ account }: Facts): Content => {
  const [waits] = account === undefined ? [] : pending(account)
  const member = account === undefined ? null : (currentStructure(account) ?? memberships(account)[0] ?? null)
  const invited = waits?.etat === 'invitation'
  return {
    title: t.join,
    help:
      waits === undefined
        ? t.joinHelp
        : invited
          ? t.joinInvited(displayName(waits.structure_nom))
          : t.joinWaits(displayName(waits.structure_nom)),
    done: member === null ? undefined : t.joined(displayName(member.structure_nom)),
    act:
      member !== null ? null : invited ? (
        <Go to={href.compte()}>{t.joinInvitedGo}</Go>
      ) : (
        <Go to={href.rejoindre()} primary={waits === undefined}>
          {t.joinGo}
        </Go>
      ),
  }
}

const inviteContent = ({ account }: Facts): Content => {
  const member = account === undefined ? null : (currentStructure(account) ?? memberships(account)[0] ?? null)
  return {
    title: t.invite,
    help: t.inviteHelp,
    act: member !== null && (
      <div className="ui-form-actions">
        <Go to={href.membres(member.structure_id)}>{t.inviteGo}</Go>
        <Go to={href.structure(member.structure_id)} primary={false}>
          {t.sheetGo}
        </Go>
      </div>
    ),
  }
}

const signInAct = ({ account }: Facts) =>
  isSignedIn(account) ? null : <Go to={href.connexion(href.bienvenue())}>{t.signInGo}</Go>

/** The words and the act of each step. */
export const contentOf = (id: StepId, facts: Facts): Content => {
  switch (id) {
    case 'lieu':
      return {
        title: t.place,
        help: t.placeHelp,
        done: facts.settings.monLieu === null ? undefined : t.placeDone(facts.settings.monLieu.label),
        act: <PlaceStep settings={facts.settings} />,
      }
    case 'besoin':
      return { title: t.need, help: t.needHelp, act: <NeedStep settings={facts.settings} /> }
    case 'favori':
      return {
        title: t.keep,
        help: t.keepHelp,
        act: facts.favourites > 0 && (
          <Go to={href.favoris()} primary={false}>
            {t.keepGo}
          </Go>
        ),
      }
    case 'connexion':
      return { title: t.signIn, help: t.signInHelp, done: who(facts), act: signInAct(facts) }
    case 'rejoindre':
      return joinContent(facts)
    case 'inviter':
      return inviteContent(facts)
    case 'connexion-equipe':
      return {
        title: t.signIn,
        help: isSignedIn(facts.account) ? t.adminWrong : t.adminSignInHelp,
        done: who(facts),
        act: signInAct(facts),
      }
    case 'collegue':
      return {
        title: t.colleague,
        help: t.colleagueHelp,
        act: <Go to={href.comptes()}>{t.colleagueGo}</Go>,
      }
    case 'premier-administrateur':
      return { title: t.firstAdmin, help: t.firstAdminHelp, act: <FirstAdminForm onInvited={facts.onInvited} /> }
    case 'territoire':
      return { title: t.territory, help: t.territoryHelp, act: <TerritoryStep account={facts.account} /> }
  }
}
