import { expect, it } from 'vitest'
import { identityOf } from './identity.ts'

const claims = { sub: 'sub-1', email: 'Camille.TESTEUSE@exemple.test', given_name: 'Camille', usual_name: 'Testeuse' }
const known = { sub: 'sub-1', courriel: 'camille.testeuse@exemple.test', prenom: 'Camille', nom: 'Testeuse' }

it.each<readonly [string, Readonly<Record<string, unknown>>, object | null]>([
  ['as ProConnect says it', claims, known],
  ['its address proved', { ...claims, email_verified: true }, known],
  ['its address not proved', { ...claims, email_verified: false }, null],
  ['its address not proved, in letters', { ...claims, email_verified: 'false' }, null],
  ['no subject', { ...claims, sub: undefined }, null],
  ['an empty subject', { ...claims, sub: '' }, null],
  ['a subject that is a number', { ...claims, sub: 12 }, null],
  ['a subject too long', { ...claims, sub: 's'.repeat(256) }, null],
  ['a subject no store can keep', { ...claims, sub: 'a\u0000b' }, null],
  ['no address', { ...claims, email: undefined }, null],
  ['an empty address', { ...claims, email: '' }, null],
  ['what is no address', { ...claims, email: 'camille' }, null],
  ['two addresses', { ...claims, email: ['a@exemple.test', 'b@exemple.test'] }, null],
  ['an address with blanks around', { ...claims, email: '  camille.testeuse@exemple.test ' }, known],
  ['the family name of other providers', { ...claims, usual_name: undefined, family_name: 'Testeuse' }, known],
  ['both family names', { ...claims, family_name: 'Autre' }, known],
  ['no name', { sub: 'sub-1', email: claims.email }, { ...known, prenom: '', nom: '' }],
  ['names that are not text', { ...claims, given_name: { a: 1 }, usual_name: 3 }, { ...known, prenom: '', nom: '' }],
  ['a name on two lines', { ...claims, given_name: ' Camille\r\nLou ' }, { ...known, prenom: 'Camille  Lou' }],
  ['a name without end', { ...claims, usual_name: 'é'.repeat(400) }, { ...known, nom: 'é'.repeat(140) }],
])('an identity with %s', (_, given, expected) => {
  expect(identityOf(given)).toEqual(expected)
})
