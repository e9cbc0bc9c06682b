import { describe, expect, it } from 'vitest'
import { coteLabel, eventLabel, eventSentence } from './describe.ts'
import { COTES } from './life.ts'
import { QUOI } from './model.ts'

it('everything that happens is told, whoever did it', () => {
  for (const quoi of QUOI)
    for (const cote of COTES) {
      const label = eventLabel({ quoi, cote })
      expect(label).toMatch(/^\p{Lu}.*[^.]$/u)
      expect(eventSentence({ quoi, cote, par: '', texte: '' }).length).toBeGreaterThan(5)
    }
})

describe('with who did it', () => {
  it.each([
    [
      { quoi: 'acceptee', cote: 'structure', par: 'Awa Fictive', texte: 'Venez' },
      'Demande acceptée par la structure (Awa Fictive)',
    ],
    [{ quoi: 'acceptee', cote: 'lien', par: '', texte: '' }, 'Demande acceptée par la structure (par le lien du courriel)'],
    [{ quoi: 'expiree', cote: 'robot', par: '', texte: '' }, 'Demande expirée, sans réponse de la structure'],
    [{ quoi: 'absente', cote: 'prescripteur', par: '', texte: '' }, 'Personne non venue, d’après le prescripteur'],
    [{ quoi: 'absente', cote: 'lien', par: '', texte: '' }, 'Personne non venue, d’après la structure (par le lien du courriel)'],
    [{ quoi: 'confiee', cote: 'prescripteur', par: 'Awa', texte: 'Moussa Inventé' }, 'Suivi confié à Moussa Inventé'],
    [
      { quoi: 'confiee', cote: 'structure', par: 'Awa', texte: 'Moussa Inventé' },
      'Suivi dans la structure confié à Moussa Inventé',
    ],
    [{ quoi: 'confiee', cote: 'structure', par: 'Awa', texte: '' }, 'Plus personne n’est chargé du suivi'],
    [
      { quoi: 'lien-renouvele', cote: 'lien', par: '', texte: '' },
      'Nouveau lien demandé par la structure (par le lien du courriel)',
    ],
    [
      { quoi: 'non-remise', cote: 'robot', par: '', texte: '' },
      'Le courriel à la structure n’a pas pu être remis\u202f: elle n’a sans doute rien reçu',
    ],
  ] as const)('%o', (event, sentence) => {
    expect(eventSentence(event)).toBe(sentence)
  })

  it('both halves of the structure are one to whoever reads', () => {
    expect(coteLabel('lien')).toBe(coteLabel('structure'))
  })
})
