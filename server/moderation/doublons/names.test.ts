import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { apartness, nameLikeness, nameOf, rarityOf } from './names.ts'

const NAMES = [
  'CCAS de Lens',
  'Mairie de Lens',
  'Mairie de Vimy',
  'Médiathèque Robert Cousin',
  'Mission locale de l’Artois',
  'Centre social Les Hirondelles',
].map(nameOf)
const rarity = rarityOf(NAMES)
const alike = (a: string, b: string): number => nameLikeness(nameOf(a), nameOf(b), rarity)

describe('two ways of writing one name', () => {
  test.each([
    ['CCAS de Lens', 'CENTRE COMMUNAL D’ACTION SOCIALE DE LENS'],
    ['CIAS du Pays', 'Centre intercommunal d’action sociale du pays'],
    ['Espace France Services Vimy', 'Maison France Service de Vimy'],
    ['Pôle emploi Lens', 'France Travail LENS'],
    ['Association Les Hirondelles', 'les hirondelles'],
    ['Médiathèque Robert Cousin', 'mediatheque Robert COUSIN'],
    ['Robert Cousin Médiathèque', 'Médiathèque Robert Cousin'],
  ])('« %s » and « %s » are the same', (a, b) => {
    expect(alike(a, b)).toBe(1)
  })
  test.each([
    ['Médiathèque Robert Cousin', 'Médiathèque Robert Cosuin'],
    ['Mission locale de l’Artois', 'Mission locle de l’Artois'],
    ['Centre social Les Hirondelles', 'Centre social Les Hirondeles'],
  ])('« %s » and « %s » are nearly the same', (a, b) => {
    expect(alike(a, b)).toBeGreaterThan(0.7)
    expect(alike(a, b)).toBeLessThanOrEqual(1)
  })
  test.each([
    ['Mairie de Lens', 'Mairie de Vimy'],
    ['CCAS de Lens', 'Médiathèque Robert Cousin'],
    ['Centre social Les Hirondelles', 'Centre social Les Peupliers'],
  ])('« %s » and « %s » are not', (a, b) => {
    expect(alike(a, b)).toBeLessThan(0.7)
  })
  it('share nothing when one of them is empty', () => {
    expect(alike('', 'Mairie')).toBe(0)
    expect(alike('!!!', '???')).toBe(0)
  })
})

describe('what tells two houses of one network apart', () => {
  test.each([
    ['Maison de quartier Nord', 'Maison de quartier Sud', 'deux'],
    ['Atelier CV niveau 1', 'Atelier CV niveau 2', 'deux'],
    ['Crèche enfants', 'Crèche adultes', 'deux'],
    ['Maison de quartier', 'Maison de quartier Nord', 'peut-être'],
    ['Antenne 2', 'Antenne', 'peut-être'],
    ['Mission locale', 'Mission locale jeunes', 'rien'],
    ['Maison de quartier Nord', 'MAISON DE QUARTIER NORD', 'rien'],
  ])('« %s », « %s »: %s', (a, b, apart) => {
    expect(apartness(nameOf(a), nameOf(b))).toBe(apart)
    expect(apartness(nameOf(b), nameOf(a))).toBe(apart)
  })
})

it('is between 0 and 1, the same both ways round for the same words, and 1 with itself', () => {
  const text = fc.array(
    fc.constantFrom('Maison', 'de', 'quartier', 'Lens', 'CCAS', 'Nord', '2', 'é', 'Hirondelles', 'hirondeles'),
    {
      maxLength: 6,
    },
  )
  fc.assert(
    fc.property(text, text, (left, right) => {
      const [a, b] = [nameOf(left.join(' ')), nameOf(right.join(' '))]
      const value = nameLikeness(a, b, rarity)
      expect(value).toBeGreaterThanOrEqual(0)
      expect(value).toBeLessThanOrEqual(1)
      if (a.words.length > 0) expect(nameLikeness(a, a, rarity)).toBeCloseTo(1)
    }),
  )
})
