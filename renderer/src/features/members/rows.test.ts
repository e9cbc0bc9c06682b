import { describe, expect, it } from 'vitest'
import type { Member } from '#shared/accounts/wire.ts'
import { groupsOf, lastAdmin, nameOf } from './rows.ts'

const member = (user_id: string, over: Partial<Member> = {}): Member => ({
  user_id,
  etat: 'membre',
  admin: false,
  courriel: `${user_id}@exemple.test`,
  prenom: '',
  nom: '',
  cree_le: '2026-11-27T10:00:00.000Z',
  moi: false,
  droits: { changer_role: false, retirer: false, relancer: false, repondre: false },
  ...over,
})
const droits = (over: Partial<Member['droits']>): Member['droits'] => ({ ...member('x').droits, ...over })

describe('the rows of a structure', () => {
  it('stand apart by what they wait for, in the order of the server', () => {
    const all = [member('b'), member('a'), member('c', { etat: 'demande' }), member('d', { etat: 'invitation' })]
    const ids = (rows: readonly Member[]) => rows.map(({ user_id: id }) => id)
    const { requests, members, invitations } = groupsOf(all)
    expect([ids(requests), ids(members), ids(invitations)]).toEqual([['c'], ['b', 'a'], ['d']])
  })

  it('are named by their address while they have no name', () => {
    expect(nameOf(member('a'))).toBe('a@exemple.test')
    expect(nameOf(member('a', { prenom: 'Noa', nom: 'Inventée' }))).toBe('Noa Inventée')
  })
})

describe('the last administrator', () => {
  const last = member('a', { admin: true })

  it('is to be replaced first', () => {
    expect(lastAdmin(last, [last, member('b')])).toBe('a-remplacer')
    expect(lastAdmin(last, [last, member('c', { admin: true, etat: 'invitation' })])).toBe('a-remplacer')
  })

  it('alone, may leave', () => {
    const alone = { ...last, droits: droits({ retirer: true }) }
    expect(lastAdmin(alone, [alone])).toBe('seul')
  })

  it('is not one where there is another, nor where the server lets the role change', () => {
    expect(lastAdmin(last, [last, member('b', { admin: true })])).toBeNull()
    expect(lastAdmin({ ...last, droits: droits({ changer_role: true }) }, [last])).toBeNull()
    expect(lastAdmin(member('b'), [last, member('b')])).toBeNull()
  })
})
