import { describe, expect, it } from 'vitest'
import type { Check } from '#shared/orientation/checks.ts'
import { DraftContent } from '#shared/orientation/draft.ts'
import { sentState } from './sent-state.ts'
import { consequencesOf } from './what-happens.ts'

const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
const moderation = (niveau: Check['niveau']): Check => ({ regle: 'moderation', niveau, message: '' })

const told = (over: Partial<Parameters<typeof consequencesOf>[0]> = {}, content: Partial<DraftContent> = {}) =>
  consequencesOf({
    content: DraftContent.parse({ referent_courriel: 'camille@exemple.test', ...content }),
    checks: [moderation('ok')],
    structure: 'Le Relais inventé',
    sender: 'Mission inventée',
    account: 'camille@exemple.test',
    pieces: 0,
    offline: false,
    ...over,
  })
    .map(({ words }) => plain(words))
    .join('\n')

describe('what sending does, said before', () => {
  it('to whom letters go', () => {
    expect(told()).toContain('Le Relais inventé reçoit un courriel avec un lien sécurisé')
    expect(told()).toContain('Une copie part à camille@exemple.test.')
    expect(told({ account: 'noor@exemple.test' })).toContain('Une copie part à noor@exemple.test et à camille@exemple.test.')
    expect(told({}, { beneficiaire_courriel: ' dominique@exemple.test ' })).toContain(
      'La personne reçoit à dominique@exemple.test',
    )
  })

  it('that a person without address is to be told by hand', () => {
    expect(told()).toContain('c’est à vous de l’informer')
  })

  it('that moderation holds what a structure not validated sends, and that nobody is written to meanwhile', () => {
    const held = told({ checks: [moderation('attention')] })
    expect(held).toContain('Mission inventée n’est pas encore validée')
    expect(held).toContain('ni la structure ni la personne ne reçoivent rien')
    expect(held).toContain('Une fois validée')
    expect(told()).not.toContain('modération')
  })

  it('that it waits for the network, and that nothing is to be done again', () => {
    expect(told({ offline: true })).toContain('elle partira dès que le réseau revient')
    expect(told()).not.toContain('réseau')
  })

  it('what goes and what stays', () => {
    expect(told({ pieces: 2 })).toContain('2 documents partent chiffrés')
    expect(told({}, { beneficiaire_age: '34' })).toContain('restent sur ce poste')
    expect(told({}, { beneficiaire_numero_france_travail: '01234567890' })).toContain('que si elle accepte')
  })
})

it.each([
  ['OUVERTE', 'a-jour', 'a-jour', 'transmise'],
  ['MODÉRATION_EN_COURS', 'a-jour', 'a-jour', 'retenue'],
  ['OUVERTE', 'attente', 'hors-ligne', 'attente'],
  ['MODÉRATION_EN_COURS', 'attente', 'hors-ligne', 'attente'],
  ['OUVERTE', 'pieces', 'bloque', 'attente'],
  ['OUVERTE', 'pieces', 'en-cours', 'pieces'],
  ['OUVERTE', 'attente', 'en-cours', 'depart'],
  ['OUVERTE', 'refuse', 'hors-ligne', 'refusee'],
  ['OUVERTE', 'refuse', 'a-jour', 'refusee'],
] as const)('a request %s, %s, with the exchanges %s is %s', (etat, envoi, sync, state) => {
  expect(sentState({ etat, envoi }, { etat: sync })).toBe(state)
})
