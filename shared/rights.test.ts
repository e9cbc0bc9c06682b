import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Action, type Actor, may, RIGHTS, serviceCapabilities, structureCapabilities, type Target } from './rights.ts'

/** The matrix of dora-backend.md §5, its QUIRKs mended, written again without the words of the table that it judges. */

const someone = (more: Partial<NonNullable<Actor>> = {}): Actor => ({
  id: 'moi',
  equipe: false,
  departements: [],
  structures: [],
  attentes: [],
  ...more,
})
const member = (id: string, admin = false) => ({ structures: [{ id, admin }] })

/** In the order of the columns. A gestionnaire without département is given none (server/accounts/memberships). */
const PEOPLE: readonly Actor[] = [
  null,
  someone(),
  someone({ attentes: ['a'] }),
  someone(member('a')),
  someone(member('a', true)),
  someone(member('b', true)),
  someone({ departements: ['33'] }),
  someone({ departements: ['59', '75'] }),
  someone({ departements: ['33'], ...member('b') }),
  someone({ equipe: true }),
]
const OBJECTS: readonly Target[] = [
  { structureId: 'a', departement: '33' },
  { structureId: 'b', departement: '59' },
  { structureId: 'n', departement: null },
  null,
]

//                    visitor · no structure · waits for a · member a · admin a · admin b · manager 33 · 59 · 33 and member b · team
const MATRIX: Readonly<Record<Action, readonly [a: string, b: string, nowhere: string, nothing: string]>> = {
  'catalogue.lire': ['xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxxxxxxx', 'xxxxxxxxxx'],
  'service.voir-contact': ['...xxx..xx', '...xxx..xx', '...xxx..xx', '...xxx..xx'],
  'service.lire-non-publie': ['...xx.x.xx', '.....x.xxx', '.........x', '.........x'],
  'service.ecrire': ['...xx.x.xx', '.....x.xxx', '.........x', '.........x'],
  'service.supprimer': ['...xx.x.xx', '.....x.xxx', '.........x', '.........x'],
  'service.moderer': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'structure.rejoindre': ['.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx'],
  'structure.modifier': ['....x.x.xx', '.....x.x.x', '.........x', '.........x'],
  'structure.moderer': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'structure.certifier': ['.........x', '.........x', '.........x', '.........x'],
  'structure.creer': ['.........x', '.........x', '.........x', '.........x'],
  'structure.supprimer': ['.........x', '.........x', '.........x', '.........x'],
  'structure.inviter-premier-administrateur': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'membres.voir': ['...xx.x.xx', '.....x.xxx', '.........x', '.........x'],
  'membres.gerer': ['....x.x.xx', '.....x.x.x', '.........x', '.........x'],
  'membres.dernier-administrateur': ['.........x', '.........x', '.........x', '.........x'],
  'suggestion.faire': ['.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx'],
  'orientation.envoyer': ['...xx.....', '.....x..x.', '..........', '..........'],
  'liste.tenir': ['...xx.....', '.....x..x.', '..........', '..........'],
  'orientation.traiter': ['...xx.....', '.....x..x.', '..........', '..........'],
  'chiffres.voir': ['...xx.....', '.....x..x.', '..........', '..........'],
  'orientation.moderer': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'favori.tenir': ['.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx'],
  'compte.tenir': ['.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx', '.xxxxxxxxx'],
  'comptes.gerer': ['.........x', '.........x', '.........x', '.........x'],
  'moderation.voir': ['......xxxx', '......xxxx', '......xxxx', '......xxxx'],
  'doublon.decider': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'doublon.chercher': ['.........x', '.........x', '.........x', '.........x'],
  'administration.tenir': ['.........x', '.........x', '.........x', '.........x'],
  'deploiement.modifier': ['.........x', '.........x', '.........x', '.........x'],
  'manques.voir': ['......x.xx', '.......x.x', '.........x', '.........x'],
  'kit.tenir': ['......x.xx', '.......x.x', '.........x', '.........x'],
}

const ACTIONS = Object.keys(RIGHTS) as Action[]

test.each(ACTIONS)('%s', (action) => {
  const found = OBJECTS.map((target) => PEOPLE.map((actor) => (may(actor, action, target) ? 'x' : '.')).join(''))
  expect(found).toEqual(MATRIX[action])
})

const code = fc.constantFrom('33', '59', '2A', '974')
const structureId = fc.constantFrom('a', 'b', 'c')
const arbitraryActor = fc.record({
  id: fc.constant('moi'),
  equipe: fc.boolean(),
  departements: fc.uniqueArray(code),
  structures: fc.uniqueArray(fc.record({ id: structureId, admin: fc.boolean() }), { selector: ({ id }) => id }),
  attentes: fc.uniqueArray(structureId),
})
const arbitraryTarget = fc.record({ structureId: fc.option(structureId), departement: fc.option(code) })
const rightsOf = (actor: Actor, target: Target): readonly Action[] => ACTIONS.filter((action) => may(actor, action, target))
const SEED = { seed: 20261201 }

describe('whoever it is, whatever it is about', () => {
  test('the team may do everything but read what members say of people, and everything is open to someone', () => {
    const ofMembers: readonly Action[] = ['orientation.envoyer', 'orientation.traiter', 'chiffres.voir', 'liste.tenir']
    fc.assert(
      fc.property(arbitraryActor, fc.option(arbitraryTarget), (actor, target) => {
        const open = rightsOf({ ...actor, equipe: true }, target)
        expect(open.filter((action) => !ofMembers.includes(action))).toEqual(
          ACTIONS.filter((action) => !ofMembers.includes(action)),
        )
        expect(open.filter((action) => ofMembers.includes(action))).toEqual(
          rightsOf({ ...actor, equipe: false }, target).filter((action) => ofMembers.includes(action)),
        )
      }),
      SEED,
    )
  })
  test('without a session nothing is open but reading', () => {
    for (const target of OBJECTS) expect(rightsOf(null, target)).toEqual(['catalogue.lire'])
  })
  test('outside their départements a gestionnaire is who they would be without any', () => {
    fc.assert(
      fc.property(arbitraryActor, arbitraryTarget, (actor, target) => {
        fc.pre(target.departement === null || !actor.departements.includes(target.departement))
        const without = rightsOf({ ...actor, departements: [] }, target)
        expect(rightsOf(actor, target).filter((action) => action !== 'moderation.voir')).toEqual(
          without.filter((action) => action !== 'moderation.voir'),
        )
      }),
      SEED,
    )
  })
  test('to wait for a structure gives nothing', () => {
    fc.assert(
      fc.property(arbitraryActor, fc.option(arbitraryTarget), (actor, target) => {
        expect(rightsOf({ ...actor, attentes: ['a', 'b', 'c'] }, target)).toEqual(rightsOf({ ...actor, attentes: [] }, target))
      }),
      SEED,
    )
  })
  test('another role, département or membership takes no right away', () => {
    fc.assert(
      fc.property(arbitraryActor, fc.option(arbitraryTarget), structureId, code, (actor, target, id, departement) => {
        const before = rightsOf(actor, target)
        const others = actor.structures.filter((one) => one.id !== id)
        for (const more of [
          { equipe: true },
          { departements: [...actor.departements, departement] },
          { structures: [...others, { id, admin: true }] },
        ])
          expect(rightsOf({ ...actor, ...more }, target)).toEqual(expect.arrayContaining([...before]))
      }),
      SEED,
    )
  })
  test('what is shown is what is decided', () => {
    fc.assert(
      fc.property(fc.option(arbitraryActor), arbitraryTarget, (actor, target) => {
        const own = actor?.structures.find(({ id }) => id === target.structureId)
        expect(structureCapabilities(actor, target)).toEqual({
          modifier: may(actor, 'structure.modifier', target),
          moderer: may(actor, 'structure.moderer', target),
          ecrire_services: may(actor, 'service.ecrire', target),
          voir_membres: may(actor, 'membres.voir', target),
          gerer_membres: may(actor, 'membres.gerer', target),
          inviter_premier_administrateur: may(actor, 'structure.inviter-premier-administrateur', target),
          est_membre: own !== undefined,
          est_administrateur: own?.admin === true,
          est_en_attente:
            own === undefined && target.structureId !== null && (actor?.attentes.includes(target.structureId) ?? false),
        })
        expect(serviceCapabilities(actor, target)).toEqual({
          ecrire: may(actor, 'service.ecrire', target),
          voir_contact: may(actor, 'service.voir-contact', target),
        })
      }),
      SEED,
    )
  })
})
