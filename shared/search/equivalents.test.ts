import { describe, expect, it } from 'vitest'
import { equivalentsIn } from './equivalents.ts'
import { needsInName } from './needs.ts'
import { indexTerms } from './text.ts'

const added = (text: string): string[] => equivalentsIn(indexTerms(text)).map(({ term }) => term)

describe('equivalents', () => {
  it('finds the acronym in the long form, accents and articles aside', () => {
    expect(added('Centre départemental de Protection Maternelle et Infantile')).toContain('pmi')
    expect(added('la reconnaissance de la qualité de travailleur handicapé')).toContain('rqth')
    expect(added('École de la 2ème chance')).toContain('e2c')
  })
  it('finds the long form in the acronym', () => {
    expect(added('Cours de F.L.E.')).toEqual(indexTerms('français langue étrangère'))
  })
  it('brings what people say, not the contrary', () => {
    expect(added('Rencontrer un psychologue')).toContain('psy')
    expect(added('psy')).toEqual([])
  })
  it('does not take a bicycle for a certification', () => {
    expect(added('Location de VAE')).toEqual([])
    expect(added('Validation des acquis de l’expérience')).toContain('vae')
  })
  it('adds nothing to ordinary words', () => {
    expect(added('Accompagnement vers l’emploi des personnes éloignées')).toEqual([])
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
