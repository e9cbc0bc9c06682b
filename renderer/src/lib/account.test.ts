import { describe, expect, it } from 'vitest'
import { CGU_VERSION, type Compte, type Rattachement } from '#shared/accounts/compte.ts'
import { inventedCompte } from '#shared/accounts/invented.ts'
import { afterSignIn, currentStructure, isManager, isSignedIn, mayModerate, pending, tieWith, versionDay } from './account.ts'

const tie = (structure_id: string, etat: Rattachement['etat']): Rattachement => ({
  user_id: 'u',
  structure_id,
  etat,
  admin: false,
  actif: true,
  courriel: 'camille@exemple.test',
  prenom: '',
  nom: '',
  structure_nom: 'Le Relais inventé',
  departement: '59',
  cree_le: '2026-11-27T10:00:00.000Z',
})

describe('who is signed in', () => {
  const state = {
    compte: inventedCompte(),
    rattachements: [tie('a', 'membre'), tie('b', 'demande'), tie('c', 'invitation')],
    structure_courante: 'a',
    cgu_a_accepter: false,
    session_expiree: false,
    attente: null,
  }

  it('is no longer, once the session has expired', () => {
    expect(isSignedIn(state)).toBe(true)
    expect(isSignedIn({ ...state, session_expiree: true })).toBe(false)
    expect(isSignedIn({ ...state, compte: null })).toBe(false)
    expect(isSignedIn(undefined)).toBe(false)
  })

  it('moderates when of the team, or manager of a département at least', () => {
    const may = (compte: Partial<Compte>) => mayModerate({ ...state, compte: inventedCompte(compte) })
    expect(may({ role: 'professionnel' })).toBe(false)
    expect(may({ role: 'administrateur' })).toBe(true)
    expect(may({ gestionnaire: true, departements: ['59'] })).toBe(true)
    expect(may({ gestionnaire: true, departements: [] })).toBe(false)
    expect(mayModerate({ ...state, compte: inventedCompte({ role: 'administrateur' }), session_expiree: true })).toBe(false)
    expect(mayModerate(undefined)).toBe(false)
  })

  it('works in the name of a structure that they are a member of', () => {
    expect(currentStructure(state)?.structure_id).toBe('a')
    expect(currentStructure({ ...state, structure_courante: 'b' })).toBeNull()
    expect(pending(state).map(({ structure_id: id }) => id)).toEqual(['b', 'c'])
    expect(tieWith(state, 'c')?.etat).toBe('invitation')
    expect(tieWith(state, 'z')).toBeNull()
  })

  it('is a gestionnaire of some département, or is none', () => {
    expect(isManager(inventedCompte({ gestionnaire: true, departements: ['59'] }))).toBe(true)
    expect(isManager(inventedCompte({ gestionnaire: true }))).toBe(false)
    expect(isManager(null)).toBe(false)
  })
})

describe('where one goes once signed in', () => {
  const of = (over: Partial<Compte>, rattachements: readonly Rattachement[] = []) => ({
    compte: inventedCompte(over),
    rattachements: [...rattachements],
  })
  it.each([
    ['/favoris', of({}), '/favoris'],
    [null, of({}), '/bienvenue'],
    [null, of({}, [tie('a', 'membre')]), null],
    [null, of({}, [tie('a', 'demande')]), null],
    [null, of({}, [tie('a', 'invitation')]), '/compte'],
    [null, of({ role: 'administrateur' }), null],
    [null, of({ gestionnaire: true, departements: ['59'] }), null],
  ])('%#', (suite, state, expected) => expect(afterSignIn(suite, state)).toBe(expected))
})

it('reads the day of a version of the conditions', () => {
  expect(versionDay('20261127')).toBe('2026-11-27')
  expect(Number.isNaN(new Date(versionDay(CGU_VERSION)).getTime())).toBe(false)
})
