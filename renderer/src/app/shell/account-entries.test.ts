import { describe, expect, it } from 'vitest'
import type { Compte, Rattachement } from '#shared/accounts/compte.ts'
import { inventedCompte } from '#shared/accounts/invented.ts'
import { accountScreens, hasMany, structuresFor } from './account-entries.ts'

const tie = (id: string, nom: string, etat: Rattachement['etat'] = 'membre'): Rattachement => ({
  user_id: 'u',
  structure_id: id,
  etat,
  admin: false,
  actif: true,
  courriel: 'camille@exemple.test',
  prenom: '',
  nom: '',
  structure_nom: nom,
  departement: '59',
  cree_le: '2026-11-27T10:00:00.000Z',
})
const ids = (state: Parameters<typeof accountScreens>[0], role: Compte['role'] = 'professionnel') =>
  accountScreens(state, inventedCompte({ role })).map(({ id }) => id)

describe('the account in the rail', () => {
  const state = {
    rattachements: [tie('a', 'Le Relais de l’Écluse'), tie('b', 'Mission locale'), tie('c', 'Demandée', 'demande')],
    structure_courante: 'b',
    session_expiree: false,
  }

  it('switches among memberships only, found by any word', () => {
    expect(structuresFor(state, '').map(({ structure_id: id }) => id)).toEqual(['a', 'b'])
    expect(structuresFor(state, 'eclu rel').map(({ structure_id: id }) => id)).toEqual(['a'])
    expect(structuresFor(state, 'demand')).toEqual([])
  })

  it('filters above ten', () => {
    const many = (count: number) => ({ rattachements: Array.from({ length: count }, (_, n) => tie(`${n}`, `S${n}`)) })
    expect(hasMany(many(10))).toBe(false)
    expect(hasMany(many(11))).toBe(true)
  })

  it('shows the offer and the members of the current structure, and the accounts to the team', () => {
    expect(ids(state)).toEqual(['compte', 'offre', 'membres'])
    expect(ids({ ...state, structure_courante: null })).toEqual(['compte'])
    // A structure that one only waits for is never the one in whose name one works.
    expect(ids({ ...state, structure_courante: 'c' })).toEqual(['compte'])
    expect(ids(state, 'administrateur')).toEqual(['compte', 'offre', 'membres', 'comptes', 'administration'])
    expect(ids({ ...state, session_expiree: true })).toEqual(['reconnexion', 'compte', 'offre', 'membres'])
  })
})
