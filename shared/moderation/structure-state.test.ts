import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { ETAT_STRUCTURE_TEXT, ETATS_STRUCTURE, type StructureFacts, structureState } from './structure-state.ts'

/** Administered, validated, with a service that is right. */
const WELL: StructureFacts = {
  obsolete: false,
  deja_invitee: true,
  personnes: 2,
  administrateurs: 1,
  administrateurs_invites: 0,
  moderation: 'VALIDATED',
  typologie: 'ASSO',
  services_publies: 1,
  services_a_actualiser: 0,
}

// dora-screens.md §6.1: obsolete, orphan (expired invitation if already invited), waiting, to moderate, to activate, to update.
test.each<[string, Partial<StructureFacts>, string]>([
  ['nothing to do', {}, 'en-ordre'],
  ['deactivated, whatever else', { obsolete: true, personnes: 0, moderation: 'NEED_INITIAL_MODERATION' }, 'obsolete'],
  ['nobody, and nobody was ever invited', { personnes: 0, administrateurs: 0, deja_invitee: false }, 'sans-utilisateur'],
  ['nobody, and somebody had been invited', { personnes: 0, administrateurs: 0 }, 'invitation-expiree'],
  [
    'an invitation waits, before what is to validate',
    { administrateurs: 0, administrateurs_invites: 1, moderation: 'NEED_NEW_MODERATION' },
    'administrateur-invite',
  ],
  ['an invitation beside an administrator is no wait', { administrateurs_invites: 1 }, 'en-ordre'],
  ['members without an administrator nor an invitation', { administrateurs: 0, moderation: 'VALIDATED' }, 'en-ordre'],
  ['new', { moderation: 'NEED_INITIAL_MODERATION', services_publies: 0 }, 'a-valider'],
  ['somebody looks at it', { moderation: 'IN_PROGRESS' }, 'a-valider'],
  ['never moderated is not to be validated', { moderation: null }, 'en-ordre'],
  ['no published service', { services_publies: 0 }, 'sans-service'],
  ['a kind that is not asked for services', { services_publies: 0, typologie: 'ACI' }, 'en-ordre'],
  ['a service to confirm', { services_a_actualiser: 1 }, 'a-actualiser'],
])('%s', (_, facts, state) => {
  expect(structureState({ ...WELL, ...facts })).toBe(state)
})

describe('states', () => {
  it('each have a name, a meaning and something to do, in French typography', () => {
    for (const state of ETATS_STRUCTURE) {
      const { nom, sens, agir } = ETAT_STRUCTURE_TEXT[state]
      for (const text of [nom, sens, agir]) {
        expect(text).not.toBe('')
        expect(text).not.toMatch(/ [:;!?]|'/)
      }
    }
  })
  it('are one for any facts', () => {
    const count = fc.nat(3)
    const facts = fc.record({
      obsolete: fc.boolean(),
      deja_invitee: fc.boolean(),
      personnes: count,
      administrateurs: count,
      administrateurs_invites: count,
      moderation: fc.constantFrom(null, 'VALIDATED', 'IN_PROGRESS', 'NEED_NEW_MODERATION', 'NEED_INITIAL_MODERATION'),
      typologie: fc.constantFrom(null, 'ACI', 'ASSO'),
      services_publies: count,
      services_a_actualiser: count,
    })
    fc.assert(
      fc.property(facts, (one) => {
        expect(ETATS_STRUCTURE).toContain(structureState(one as StructureFacts))
        expect(structureState({ ...(one as StructureFacts), obsolete: true })).toBe('obsolete')
      }),
    )
  })
})
