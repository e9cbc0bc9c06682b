import { describe, expect, it } from 'vitest'
import { equivalentsIn } from './equivalents.ts'
import { needsInName } from './needs.ts'
import { indexTerms, termOf } from './text.ts'

const added = (text: string): string[] => equivalentsIn(indexTerms(text)).map(({ term }) => term)

describe('equivalents', () => {
  it('finds the acronym in the long form, accents and articles aside', () => {
    expect(added('Centre départemental de Protection Maternelle et Infantile')).toContain('pmi')
    expect(added('la reconnaissance de la qualité de travailleur handicapé')).toContain('rqth')
    expect(added('École de la 2ème chance')).toContain('e2c')
  })
  it('never finds the words of the long form in the acronym', () => {
    expect(added('C.C.A.S. de la ville')).toEqual([])
  })
  it('says which terms the short form stands for', () => {
    expect(equivalentsIn(indexTerms('aide du centre communal d’action sociale'))).toEqual([
      { word: 'ccas', term: termOf('ccas'), start: 1, end: 5 },
    ])
  })
  it('does not repeat what the text already says', () => {
    expect(added('Location et prêt : louer un véhicule, une voiture')).toEqual([])
  })
  it('brings what people say, not the contrary', () => {
    expect(added('Rencontrer un psychologue')).toContain('psy')
    expect(added('psy')).toEqual([])
  })
  it('does not take a bicycle for a certification', () => {
    expect(added('Location de VAE')).not.toContain('vae')
    expect(added('Validation des acquis de l’expérience')).toContain('vae')
  })
  it('adds nothing to ordinary words', () => {
    expect(added('Accompagnement social des personnes éloignées')).toEqual([])
    expect(added('')).toEqual([])
  })
})

describe('needs said by a name', () => {
  it.each([
    ['Faire garder son enfant', 'famille--garde-denfants'],
    ['Point conseil budget', 'difficultes-financieres--ameliorer-sa-gestion-budgetaire'],
    ['Auto-école sociale', 'mobilite--preparer-un-permis'],
    ['Garage solidaire', 'mobilite--entretenir-reparer-son-vehicule'],
    ['Épicerie sociale et éducative', 'equipement-et-alimentation--alimentation'],
  ])('%s', (name, need) => expect(needsInName(name)).toContain(need))
  it('reads nothing in a name that says nothing', () => expect(needsInName('Antenne de Langres')).toEqual([]))
})
