import fc from 'fast-check'
import { expect, test } from 'vitest'
import { initialsOf, masked } from './letters-mask.ts'

const person = {
  nom: 'Le Goff-Petit',
  prenom: 'Zoé',
  telephone: '0698765432',
  courriel: 'zoe.petit@exemple.test',
  numero_france_travail: '12345678901',
}

test.each([
  ['Nous recevons Zoé Le Goff-Petit lundi.', 'Nous recevons [Z. L.] lundi.'],
  ['LE GOFF PETIT ZOE', '[Z. L.]'],
  ['zoe le goff petit', '[Z. L.]'],
  ['Le Goff-Petit, Zoé', '[Z. L.]'],
  ['Mme Le Goff-Petit ne répond pas', 'Mme [L.] ne répond pas'],
  ['Zoé, venez', '[Z.], venez'],
  // Decomposed: as some keyboards write it.
  ['Zoe\u0301 vient', '[Z.] vient'],
  ['Zoélie et zoé', 'Zoélie et zoé'],
  ['06 98 76 54 32, +33 6 98 76 54 32, 0033698765432, 06.98.76.54.32', '[téléphone], [téléphone], [téléphone], [téléphone]'],
  ['Un autre : 06 98 76 54 33, ou 106987654321', 'Un autre : 06 98 76 54 33, ou 106987654321'],
  ['ZOE.PETIT@exemple.test', '[adresse e-mail]'],
  ['n° 123 456 789 01', 'n° [numéro France Travail]'],
  ['rien à cacher', 'rien à cacher'],
  ['', ''],
])('%j is told as %j', (message, told) => {
  expect(masked(person, message)).toBe(told)
})

test('a common word that is also a name stays a word', () => {
  const petit = { ...person, nom: 'Petit', prenom: 'Rose' }
  expect(masked(petit, 'Un petit délai, une rose. Mme Petit vient.')).toBe('Un petit délai, une rose. Mme [P.] vient.')
})

test('the structure is not told even initials', () => {
  expect(masked(person, 'Zoé Le Goff-Petit, ou Zoé', 'personne')).toBe('[la personne], ou [la personne]')
})

test.each([
  ['Zoé', 'Le Goff', 'Z. L.'],
  ['élodie', 'ábaco', 'É. Á.'],
  ['', 'Petit', 'P.'],
  ['', '', ''],
  ['<script>', '"onload=', 'S. O.'],
  ['123', '', ''],
])('initials of %j %j: %j', (prenom, nom, initials) => {
  expect(initialsOf({ prenom, nom })).toBe(initials)
})

test('with no name, number or address, nothing changes but the form of accents', () => {
  const nobody = { nom: '', prenom: '', telephone: '', courriel: '', numero_france_travail: '' }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (message) => {
      expect(masked(nobody, message)).toBe(message.normalize('NFC'))
    }),
  )
})

test('whatever the name and the message, the whole name is never left in it', () => {
  const word = fc
    .string({ unit: fc.constantFrom(..."abcéÉïZ-'’ .*(["), minLength: 1, maxLength: 8 })
    .filter((one) => /\p{L}/u.test(one))
  fc.assert(
    fc.property(word, word, fc.string({ maxLength: 20 }), fc.string({ maxLength: 20 }), (nom, prenom, before, after) => {
      const one = { ...person, nom, prenom }
      const told = masked(one, `${before} ${prenom} ${nom} ${after}`)
      expect(told.includes(`${prenom} ${nom}`)).toBe(false)
      expect(told.includes('[')).toBe(true)
    }),
  )
})
