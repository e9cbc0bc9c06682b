import type { AccountState } from '#shared/contract/account.ts'
import type { Compte, Rattachement } from '#shared/accounts/compte.ts'
import { href } from './route.ts'

/** Who is signed in and where they belong, for every screen. What each may do comes with each object, never from here. */

export const isSignedIn = (state: AccountState | undefined): state is AccountState & { readonly compte: Compte } =>
  state !== undefined && state.compte !== null && !state.session_expiree

/** The team that keeps the server. */
export const isTeam = (compte: Compte | null | undefined): boolean => compte?.role === 'administrateur'

/** Gestionnaire de territoire; without département, one is not. */
export const isManager = (compte: Compte | null | undefined): boolean =>
  compte?.gestionnaire === true && compte.departements.length > 0

/** Whoever the moderation panel is open to (shared/rights.ts, `moderation.voir`); the server decides again. */
export const mayModerate = (state: AccountState | undefined): boolean =>
  isSignedIn(state) && (isTeam(state.compte) || isManager(state.compte))

export const memberships = ({ rattachements }: Pick<AccountState, 'rattachements'>): readonly Rattachement[] =>
  rattachements.filter(({ etat }) => etat === 'membre')

/** Invitations received and requests made. */
export const pending = ({ rattachements }: Pick<AccountState, 'rattachements'>): readonly Rattachement[] =>
  rattachements.filter(({ etat }) => etat !== 'membre')

export const currentStructure = (state: Pick<AccountState, 'rattachements' | 'structure_courante'>): Rattachement | null =>
  memberships(state).find(({ structure_id: id }) => id === state.structure_courante) ?? null

/** The membership, invitation or request of the person in a structure. */
export const tieWith = (state: AccountState | undefined, structureId: string): Rattachement | null =>
  state?.rattachements.find(({ structure_id: id }) => id === structureId) ?? null

/**
 * Where one goes once signed in: where one was going, else to the invitations that wait, else to the first steps for who belongs
 * nowhere yet, else back (null). `suite` was checked (`safeSuite`).
 */
export const afterSignIn = (
  suite: string | null,
  { compte, rattachements }: Pick<AccountState, 'compte' | 'rattachements'>,
): string | null => {
  if (suite !== null) return suite
  if (rattachements.some(({ etat }) => etat === 'invitation')) return href.compte()
  return rattachements.length === 0 && !isTeam(compte) && !isManager(compte) ? href.bienvenue() : null
}

/** `20261127` → `2026-11-27`. */
export const versionDay = (version: string): string => version.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3')
