import type { AccountState } from '#shared/contract/account.ts'
import type { Settings } from '#shared/contract/app.ts'
import { isManager, isSignedIn, isTeam, memberships } from '../../lib/account.ts'

/** What a person mostly comes to do. */
export const KINDS = ['accompagnement', 'structure', 'territoire'] as const
export type Kind = (typeof KINDS)[number]

export type StepId =
  | 'lieu'
  | 'besoin'
  | 'favori'
  | 'connexion'
  | 'rejoindre'
  | 'inviter'
  | 'connexion-equipe'
  | 'collegue'
  | 'premier-administrateur'
  | 'territoire'

export type Step = {
  readonly id: StepId
  readonly done: boolean
  /** What it stands on is not done yet: shown, not offered. */
  readonly locked: boolean
}

/** What is known of what was really done. */
export type Facts = {
  readonly account: AccountState | undefined
  readonly settings: Settings
  readonly favourites: number
  /** People in the current structure, the person included; 0 when it is not known. */
  readonly members: number
  /** Accounts of the server; 0 when it is not known. */
  readonly accounts: number
  /** A first administrator was invited from here. */
  readonly invited: boolean
  readonly onInvited: () => void
}

const step = (id: StepId, done: boolean, locked = false): Step => ({ id, done, locked: locked && !done })

/** Three short steps, each ticked by what was done, wherever it was done. */
export const stepsFor = (kind: Kind, facts: Facts): readonly Step[] => {
  const { account, settings, favourites, members, accounts, invited } = facts
  const signedIn = isSignedIn(account)
  if (kind === 'accompagnement')
    return [
      step('lieu', settings.monLieu !== null),
      step('besoin', settings.dernierLieu !== null || favourites > 0),
      step('favori', favourites > 0),
    ]
  if (kind === 'structure') {
    const member = signedIn && memberships(account).length > 0
    return [step('connexion', signedIn), step('rejoindre', member, !signedIn), step('inviter', members > 1, !member)]
  }
  const team = signedIn && isTeam(account.compte)
  const manager = signedIn && isManager(account.compte)
  const place = settings.dernierLieu?.place
  const seen =
    place !== undefined &&
    (place.kind === 'departement' || place.kind === 'region') &&
    (!manager || (place.kind === 'departement' && account.compte.departements.includes(place.code)))
  return [
    step('connexion-equipe', team || manager),
    manager && !team ? step('premier-administrateur', invited) : step('collegue', accounts > 1 || invited, !team && !manager),
    step('territoire', seen),
  ]
}

/** The kind that the account itself tells, to propose it first; null when it tells nothing. */
export const likelyKind = (account: AccountState | undefined): Kind | null => {
  const compte = account?.compte
  if (compte == null) return null
  if (isTeam(compte) || isManager(compte)) return 'territoire'
  if (compte.activite === 'offreur') return 'structure'
  return compte.activite === 'accompagnateur' || compte.activite === 'accompagnateur_offreur' ? 'accompagnement' : null
}

/** The one to do now: the first that is neither done nor locked. */
export const nextStep = (steps: readonly Step[]): StepId | null => steps.find(({ done, locked }) => !done && !locked)?.id ?? null
