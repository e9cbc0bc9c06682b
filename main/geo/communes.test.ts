import { expect, test } from 'vitest'
import { deliveredGeo } from './testing.ts'

const geo = deliveredGeo()

test.each([
  ['its name and post code', { nom: 'Lille', codePostal: '59000' }, '59350'],
  ['its name alone, when no other has it', { nom: 'Quimper' }, '29232'],
  ['a post code of one commune', { codePostal: '29000' }, '29232'],
  ['capitals, CEDEX, and a code of CEDEX', { nom: 'LILLE CEDEX 9', codePostal: '59032' }, '59350'],
  ['an abbreviation', { nom: 'ST OUEN SUR SEINE', codePostal: '93400' }, '93070'],
  ['an arrondissement, by its post code', { nom: 'Paris', codePostal: '75011' }, '75111'],
  ['the city, without one', { nom: 'Paris' }, '75056'],
  ['a former commune: the one it is now a part of', { nom: 'Lomme', codePostal: '59160' }, '59350'],
  ['its code, whatever else', { nom: 'Ailleurs', code: '59350' }, '59350'],
  ['several of the same name: none', { nom: 'Saint-Denis' }, undefined],
  ['nothing', {}, undefined],
  ['nowhere', { nom: 'Nulle-Part', codePostal: '00000' }, undefined],
])('a commune is known by %s', (_, said, code) => {
  expect(geo.commune(said)?.code).toBe(code)
})
