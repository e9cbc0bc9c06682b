import fc from 'fast-check'
import { expect, test } from 'vitest'
import { linkTo, LONGEST_LINK, readLink, readWebLink } from './link.ts'
import { emptyQuery, fromAddress } from './search/address.ts'

test.each([
  ['dora://service/dora--1', { name: 'service', id: 'dora--1' }],
  ['dora://structure/a%2Fb/', { name: 'structure', id: 'a/b' }],
  ['dora://brouillon/0190a1b2', { name: 'brouillon', id: '0190a1b2' }],
  ['dora://recherche', { name: 'recherche', query: emptyQuery() }],
  ['dora://recherche/?q=permis', { name: 'recherche', query: { ...emptyQuery(), text: 'permis' } }],
  [
    'dora://recherche?q=garde%20d%E2%80%99enfants&lieu=33063',
    { name: 'recherche', query: { ...emptyQuery(), text: 'garde d’enfants', place: { kind: 'commune', code: '33063' } } },
  ],
  ['dora://recherche?lieu=dep:2A', { name: 'recherche', query: fromAddress('lieu=dep:2A') }],
])('%s is read', (text, link) => expect(readLink(text)).toEqual(link))

test.each([
  '',
  'dora:',
  'dora://',
  'dora://service',
  'dora://service/',
  'dora://service/a/b',
  'dora://service/%00',
  'dora://service/%',
  'dora://service/%E0%A4',
  'dora://x@service/1',
  'dora://service:/1',
  'dora://autre/1',
  'dora://recherche/plus',
  'dora://connexion?code=1&etat=2',
  'javascript:alert(1)',
  'https://dora.exemple.test/service/1',
  `dora://service/${'a'.repeat(201)}`,
  `dora://recherche?q=${'a'.repeat(LONGEST_LINK)}`,
])('%s is no link', (text) => expect(readLink(text)).toBeNull())

test.each([
  ['https://dora.exemple.test/service/dora--1', { name: 'service', id: 'dora--1' }],
  ['https://dora.exemple.test/recherche?q=permis', { name: 'recherche', query: { ...emptyQuery(), text: 'permis' } }],
  ['https://dora.exemple.test/o/0123456789ab', { name: 'code', kind: 'service', code: '0123456789ab' }],
  ['https://dora.exemple.test/s/0123456789ab?op=1', { name: 'code', kind: 'structure', code: '0123456789ab' }],
  ['https://dora.exemple.test/o/nul', null],
  ['https://dora.exemple.test/', null],
  ['https://dora.exemple.test/service/1/suite', null],
  ['ftp://dora.exemple.test/service/1', null],
])('%s, of the web', (text, link) => expect(readWebLink(text)).toEqual(link))

test('any text is read without failing, and any record comes back from its link', () => {
  const text = fc.string({ unit: 'binary', maxLength: 60 })
  fc.assert(
    fc.property(text, fc.constantFrom('service', 'structure', 'brouillon'), (id, name) => {
      for (const start of ['', 'dora:', 'dora://', 'dora://recherche?', 'dora://service/', 'https://', 'https://a.test/o/']) {
        readLink(start + id)
        readWebLink(start + id)
      }
      const readable = id !== '' && id !== '.' && id !== '..' && /^[^\u0000-\u001f\u007f]+$/.test(id)
      if (readable) expect(readLink(linkTo({ name, id }))).toEqual({ name, id: id.toWellFormed() })
    }),
  )
})

test('a search comes back from its link', () => {
  const query = fromAddress('q=permis+b&lieu=commune:59350&rayon=20&publics=jeunes&tri=distance')
  expect(readLink(linkTo({ name: 'recherche', query }))).toEqual({ name: 'recherche', query })
})
