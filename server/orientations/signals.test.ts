import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Orientation } from '#shared/orientation/model.ts'
import { newUser } from '#server/accounts/user.ts'
import { inventedDemande } from '../pages/demande/testing.ts'
import { likeness, signalsOf } from './signals.ts'

/** What makes a moderator look twice (dora-backend.md §3.7). */

const DAY_MS = 24 * 3600_000
const NOW = Date.parse('2026-12-01T09:00:00Z')
const ALIX = newUser({ courriel: 'alix.fabre@exemple.test', prenom: 'Alix', nom: 'Fabre' }, NOW - 100 * DAY_MS)
const member = (user_id: string, etat: Rattachement['etat'] = 'membre'): Rattachement =>
  ({ user_id, structure_id: 's', etat, admin: true, actif: true }) as Rattachement
const request = (more: Partial<Orientation> = {}): Orientation =>
  inventedDemande(NOW, {
    prescripteur: { ...inventedDemande(NOW).prescripteur, user_id: ALIX.id },
    ...more,
  })
const FACTS = { user: ALIX, own: [member(ALIX.id), member('u-cleo')], asked: [member('u-bao')], now: NOW }
const personne = (more: Partial<Orientation['personne']>) => ({ personne: { ...inventedDemande(NOW).personne, ...more } })

test('nothing is said of what nothing is to be said of', () => {
  expect(signalsOf(request(), FACTS)).toEqual([])
})

describe('each signal, alone', () => {
  const [itself, member2, gone, alone, young, essay, alike] = [
    'La structure s’adresse la demande à elle-même.',
    'L’auteur est membre de la structure qui reçoit.',
    'Le compte de l’auteur n’existe plus.',
    'L’auteur est seul dans sa structure.',
    'Le compte de l’auteur a moins de trois semaines.',
    'Le nom ou l’adresse de la personne ressemble à un essai.',
    'La personne et l’auteur ont presque le même nom ou la même adresse.',
  ]
  const { service } = request()
  test.each<[string, Partial<Orientation>, Partial<typeof FACTS> | { user: null }, readonly (string | undefined)[]]>([
    ['the same structure', { service: { ...service, structure_id: 'dora--mission' } }, {}, [itself]],
    ['a member of the other side', {}, { asked: [member(ALIX.id)] }, [member2]],
    ['who only asked to join it', {}, { asked: [member(ALIX.id, 'demande')] }, []],
    ['an account that is gone', {}, { user: null }, [gone]],
    ['alone', {}, { own: [member(ALIX.id)] }, [alone]],
    ['alone with those who asked', {}, { own: [member(ALIX.id), member('u-x', 'demande')] }, [alone]],
    ['someone else, alone', {}, { own: [member('u-cleo')] }, []],
    ['an account of twenty days', {}, { user: { ...ALIX, creeLe: new Date(NOW - 20 * DAY_MS).toISOString() } }, [young]],
    ['an account of twenty-one days', {}, { user: { ...ALIX, creeLe: new Date(NOW - 21 * DAY_MS).toISOString() } }, []],
    ['a test', personne({ nom: 'TEST' }), {}, [essay]],
    ['a test by its address', personne({ courriel: 'test@ailleurs.fr' }), {}, [essay]],
    ['a name that begins so', personne({ nom: 'Testard' }), {}, []],
    ['the name of the author', personne({ nom: 'Fabré' }), {}, [alike]],
    ['the address of the author', personne({ courriel: 'alix.fabre2@exemple.test' }), {}, [alike]],
    ['no address', personne({ courriel: '' }), {}, []],
  ])('%s', (_, more, facts, found) => {
    expect(signalsOf(request(more), { ...FACTS, ...facts })).toEqual(found)
  })
})

test('whatever the person is called, no signal says it', () => {
  const word = fc
    .string({ unit: fc.constantFrom(...'abcdefgéTest '), minLength: 4, maxLength: 12 })
    .filter((one) => one.trim() !== '')
  const said = new Set<string>()
  fc.assert(
    fc.property(word, word, (nom, prenom) => {
      for (const line of signalsOf(request(personne({ nom, prenom })), FACTS)) said.add(line)
    }),
    { numRuns: 300, seed: 11 },
  )
  expect(said.size).toBeLessThanOrEqual(2)
})

test('likeness is of two, in either order, between nothing and the same', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.string({ maxLength: 30 }), (a, b) => {
      const alike = likeness(a, b)
      expect(alike).toBe(likeness(b, a))
      expect(alike >= 0 && alike <= 1).toBe(true)
      if (a.trim() !== '') expect(likeness(a, a.toUpperCase().toLowerCase())).toBeGreaterThan(0.3)
    }),
    { numRuns: 300, seed: 12 },
  )
})
