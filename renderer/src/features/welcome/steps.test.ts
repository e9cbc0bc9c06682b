import { describe, expect, it } from 'vitest'
import type { AccountState } from '#shared/contract/account.ts'
import { Settings } from '#shared/contract/app.ts'
import type { Rattachement } from '#shared/accounts/compte.ts'
import { inventedCompte } from '#shared/accounts/invented.ts'
import { likelyKind, nextStep, stepsFor, type Facts } from './steps.ts'

const tie = (etat: Rattachement['etat']): Rattachement => ({
  user_id: 'u',
  structure_id: 's',
  etat,
  admin: true,
  actif: true,
  courriel: 'camille@exemple.test',
  prenom: '',
  nom: '',
  structure_nom: 'Le Relais inventé',
  departement: '59',
  cree_le: '2026-11-27T10:00:00.000Z',
})
const account = (over: Partial<AccountState> = {}): AccountState => ({
  compte: inventedCompte(),
  rattachements: [],
  structure_courante: null,
  cgu_a_accepter: false,
  session_expiree: false,
  attente: null,
  ...over,
})
const facts = (over: Partial<Facts> = {}): Facts => ({
  account: account({ compte: null }),
  settings: Settings.parse({}),
  favourites: 0,
  members: 0,
  accounts: 0,
  invited: false,
  onInvited: () => undefined,
  ...over,
})
const LILLE = { place: { kind: 'commune' as const, code: '59350' }, label: 'Lille (59)' }
const NORD = { place: { kind: 'departement' as const, code: '59' }, label: 'Nord (59)' }
const done = (steps: ReturnType<typeof stepsFor>) => steps.map((one) => one.done)

describe('a counsellor', () => {
  it('has nothing done at first, and nothing locked', () => {
    const steps = stepsFor('accompagnement', facts())
    expect(done(steps)).toEqual([false, false, false])
    expect(nextStep(steps)).toBe('lieu')
    expect(steps.every(({ locked }) => !locked)).toBe(true)
  })

  it('has a place, then a search, then a favourite', () => {
    const place = Settings.parse({ monLieu: LILLE })
    expect(nextStep(stepsFor('accompagnement', facts({ settings: place })))).toBe('besoin')
    const searched = Settings.parse({ monLieu: LILLE, dernierLieu: LILLE })
    expect(nextStep(stepsFor('accompagnement', facts({ settings: searched })))).toBe('favori')
    expect(nextStep(stepsFor('accompagnement', facts({ settings: searched, favourites: 1 })))).toBeNull()
  })
})

describe('a structure', () => {
  it('signs in first: the rest stands on it', () => {
    const steps = stepsFor('structure', facts())
    expect(nextStep(steps)).toBe('connexion')
    expect(steps.map(({ locked }) => locked)).toEqual([false, true, true])
  })

  it('is not joined by a request that waits, nor by an expired session', () => {
    expect(nextStep(stepsFor('structure', facts({ account: account({ rattachements: [tie('demande')] }) })))).toBe('rejoindre')
    const expired = account({ rattachements: [tie('membre')], session_expiree: true })
    expect(nextStep(stepsFor('structure', facts({ account: expired })))).toBe('connexion')
  })

  it('is done when a colleague is there too', () => {
    const member = account({ rattachements: [tie('membre')] })
    expect(nextStep(stepsFor('structure', facts({ account: member, members: 1 })))).toBe('inviter')
    expect(nextStep(stepsFor('structure', facts({ account: member, members: 2 })))).toBeNull()
  })
})

describe('a moderator or a gestionnaire', () => {
  it('is asked for an account that has those rights', () => {
    expect(nextStep(stepsFor('territoire', facts({ account: account() })))).toBe('connexion-equipe')
  })

  it('of the team: opens an account, then looks at a territory', () => {
    const team = account({ compte: inventedCompte({ role: 'administrateur' }) })
    expect(nextStep(stepsFor('territoire', facts({ account: team, accounts: 1 })))).toBe('collegue')
    expect(nextStep(stepsFor('territoire', facts({ account: team, accounts: 2 })))).toBe('territoire')
    const seen = Settings.parse({ dernierLieu: NORD })
    expect(nextStep(stepsFor('territoire', facts({ account: team, accounts: 2, settings: seen })))).toBeNull()
  })

  it('gestionnaire: invites a first administrator, and looks at a département of theirs', () => {
    const manager = account({ compte: inventedCompte({ gestionnaire: true, departements: ['62'] }) })
    expect(nextStep(stepsFor('territoire', facts({ account: manager })))).toBe('premier-administrateur')
    const elsewhere = Settings.parse({ dernierLieu: NORD })
    expect(nextStep(stepsFor('territoire', facts({ account: manager, invited: true, settings: elsewhere })))).toBe('territoire')
  })

  it('gestionnaire of no département: no right of one', () => {
    const nowhere = account({ compte: inventedCompte({ gestionnaire: true }) })
    expect(nextStep(stepsFor('territoire', facts({ account: nowhere })))).toBe('connexion-equipe')
  })
})

describe('the kind proposed first', () => {
  it.each([
    [undefined, null],
    [account({ compte: null }), null],
    [account(), null],
    [account({ compte: inventedCompte({ activite: 'offreur' }) }), 'structure'],
    [account({ compte: inventedCompte({ activite: 'accompagnateur_offreur' }) }), 'accompagnement'],
    [account({ compte: inventedCompte({ activite: 'offreur', role: 'administrateur' }) }), 'territoire'],
  ] as const)('%#', (given, kind) => expect(likelyKind(given)).toBe(kind))
})
