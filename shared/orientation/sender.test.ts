import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rattachement } from '../accounts/compte.ts'
import { senderOf } from './sender.ts'

const tie = (structure_id: string): Rattachement => ({
  user_id: 'u',
  structure_id,
  etat: 'membre',
  admin: false,
  courriel: 'noor.inventee@exemple.test',
  prenom: 'Noor',
  nom: 'Inventée',
  actif: true,
  structure_nom: `Structure ${structure_id}`,
  departement: '59',
  cree_le: '2026-01-01T00:00:00.000Z',
})

describe('in the name of whom', () => {
  const [a, b] = [tie('a'), tie('b')]
  it.each([
    ['the one chosen', [a, b], 'b', 'a', 'b'],
    ['the one they work in', [a, b], '', 'b', 'b'],
    ['one they left since: the one they work in', [a, b], 'parti', 'b', 'b'],
    ['one they left since, and none they work in', [a, b], 'parti', null, null],
    ['one they left since: their only one', [a], 'parti', 'parti', 'a'],
    ['their only one', [a], '', null, 'a'],
    ['several, none said', [a, b], '', null, null],
    ['none', [], 'a', 'a', null],
  ] as const)('%s', (_, structures, chosen, current, expected) => {
    expect(senderOf(structures, chosen, current)?.structure_id ?? null).toBe(expected)
  })

  it('is always one of theirs, and the one chosen when it is', () => {
    const id: fc.Arbitrary<string> = fc.constantFrom('a', 'b', 'c', 'd')
    fc.assert(
      fc.property(fc.uniqueArray(id), fc.oneof(id, fc.constant('')), fc.option(id, { nil: null }), (theirs, chosen, current) => {
        const found = senderOf(theirs.map(tie), chosen, current)?.structure_id
        if (found !== undefined) expect(theirs).toContain(found)
        if (theirs.includes(chosen)) expect(found).toBe(chosen)
      }),
    )
  })
})
