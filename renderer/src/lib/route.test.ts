import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { href, parseScreen, safeSuite } from './route.ts'

describe('addresses of the screens', () => {
  test.each([
    ['/', { name: 'recherche' }],
    ['/recherche', { name: 'recherche' }],
    ['/recherche/', { name: 'recherche' }],
    ['/favoris', { name: 'favoris' }],
    ['/brouillons', { name: 'brouillons' }],
    ['/echanges', { name: 'echanges' }],
    ['/echanges/a', { name: 'inconnu' }],
    ['/reglages', { name: 'reglages' }],
    ['/a-propos', { name: 'a-propos' }],
    ['/service/dora--un.deux', { name: 'service', id: 'dora--un.deux' }],
    ['/service', { name: 'inconnu' }],
    ['/service/a/b', { name: 'inconnu' }],
    ['/service/%E0%A4', { name: 'inconnu' }],
    ['/nulle-part', { name: 'inconnu' }],
    ['/connexion', { name: 'connexion' }],
    ['/compte', { name: 'compte' }],
    ['/compte/', { name: 'compte' }],
    ['/compte/x', { name: 'inconnu' }],
    ['/conditions', { name: 'conditions' }],
    ['/rejoindre', { name: 'rejoindre' }],
    ['/comptes', { name: 'comptes' }],
    ['/administration', { name: 'administration', section: 'taches' }],
    ['/administration/journal', { name: 'administration', section: 'journal' }],
    ['/administration/autre', { name: 'inconnu' }],
    ['/administration/journal/1', { name: 'inconnu' }],
    ['/bienvenue', { name: 'bienvenue' }],
    ['/structures/dora--1/membres', { name: 'membres', id: 'dora--1' }],
    ['/structures/dora--1/membres/', { name: 'membres', id: 'dora--1' }],
    ['/structures/dora--1/offre', { name: 'offre', id: 'dora--1' }],
    ['/structures/dora--1/chiffres', { name: 'chiffres', id: 'dora--1' }],
    ['/structures/dora--1/import', { name: 'importer', id: 'dora--1' }],
    ['/structures/dora--1/constructor', { name: 'inconnu' }],
    ['/structures/dora--1', { name: 'inconnu' }],
    ['/structures//membres', { name: 'inconnu' }],
    ['/structures/dora--1/services', { name: 'inconnu' }],
    ['/structures/%E0%A4/membres', { name: 'inconnu' }],
    ['/structures/dora--1/modifier', { name: 'fiche', kind: 'structure', structureId: 'dora--1', id: 'dora--1' }],
    ['/structures/dora--1/services/s%2F2/modifier', { name: 'fiche', kind: 'service', structureId: 'dora--1', id: 's/2' }],
    ['/structures/dora--1/modeles/m/modifier/', { name: 'fiche', kind: 'modele', structureId: 'dora--1', id: 'm' }],
    ['/structures/dora--1/membres/m/modifier', { name: 'inconnu' }],
    ['/structures/dora--1/services/%E0%A4/modifier', { name: 'inconnu' }],
    ['/service/a/membres', { name: 'inconnu' }],
    ['/demandes', { name: 'demandes', boite: 'recues', id: null }],
    ['/demandes/envoyees/', { name: 'demandes', boite: 'envoyees', id: null }],
    ['/demandes/recues/7f3k', { name: 'demandes', boite: 'recues', id: '7f3k' }],
    ['/demandes/a-moderer', { name: 'moderation', section: 'file', id: null }],
    ['/demandes/a-moderer/7f3k', { name: 'inconnu' }],
    ['/demandes/ailleurs', { name: 'inconnu' }],
    ['/demandes/recues/%E0%A4', { name: 'inconnu' }],
    ['/demandes/recues/7f3k/plus', { name: 'inconnu' }],
    ['/moderation', { name: 'moderation', section: 'file', id: null }],
    ['/moderation/', { name: 'moderation', section: 'file', id: null }],
    ['/moderation/structure/dora--1', { name: 'moderation', section: 'file', id: 'structure/dora--1' }],
    ['/moderation/service/s%2F2', { name: 'moderation', section: 'file', id: 'service/s/2' }],
    ['/moderation/structure', { name: 'inconnu' }],
    ['/moderation/file', { name: 'inconnu' }],
    ['/moderation/territoire', { name: 'moderation', section: 'territoire', id: null }],
    ['/moderation/doublons/a', { name: 'moderation', section: 'doublons', id: 'a' }],
    ['/moderation/appels/%E0%A4', { name: 'inconnu' }],
    ['/moderation/ailleurs', { name: 'inconnu' }],
    ['/moderation/structure/a/b', { name: 'inconnu' }],
  ])('reads %s', (path, expected) => {
    expect(parseScreen(path)).toEqual(expected)
  })

  test('so does that of a structure, in the addresses of its offer', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), (text) => {
        const value = text.toWellFormed()
        expect(parseScreen(href.offre(value))).toEqual({ name: 'offre', id: value })
        expect(parseScreen(href.importer(value))).toEqual({ name: 'importer', id: value })
      }),
    )
  })

  test('any identifier comes back whole, whatever it holds', () => {
    const id = fc.string({ minLength: 1, unit: 'binary' }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(id, (value) => {
        expect(parseScreen(href.service(value))).toEqual({ name: 'service', id: value })
        expect(parseScreen(href.structure(value))).toEqual({ name: 'structure', id: value })
        expect(parseScreen(href.brouillon(value))).toEqual({ name: 'brouillon', id: value })
        expect(parseScreen(href.dossier(`service/${value}`))).toEqual({
          name: 'moderation',
          section: 'file',
          id: `service/${value}`,
        })
        expect(parseScreen(href.moderationDe('territoire', value))).toEqual({
          name: 'moderation',
          section: 'territoire',
          id: value,
        })
        expect(parseScreen(href.membres(value))).toEqual({ name: 'membres', id: value })
        expect(parseScreen(href.modifier('modele', value, value))).toEqual({
          name: 'fiche',
          kind: 'modele',
          structureId: value,
          id: value,
        })
      }),
    )
  })

  test('an identifier cut in the middle of a character still has an address', () => {
    expect(() => href.service('a\ud800')).not.toThrow()
  })

  test('says what to join, and where one was going', () => {
    expect(href.rejoindre()).toBe('/rejoindre')
    expect(href.rejoindre({ structure: 'a&b=c' })).toBe('/rejoindre?structure=a%26b%3Dc')
    expect(href.connexion()).toBe('/connexion')
    const suite = '/recherche?q=permis&lieu=commune:59350'
    expect(new URL(href.connexion(suite), 'http://a.invalid').searchParams.get('suite')).toBe(suite)
  })

  test('any path is some screen', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (path) => {
        expect(parseScreen(`/${path}`)).toHaveProperty('name')
      }),
    )
  })
})

describe('where one goes once signed in', () => {
  test.each([
    ['/favoris', '/favoris'],
    ['/recherche?q=permis&fiche=a', '/recherche?q=permis&fiche=a'],
    ['/structures/s/membres', '/structures/s/membres'],
    ['/', '/'],
    ['/compte#x', '/compte'],
    [null, null],
    ['', null],
    ['favoris', null],
    ['/nulle-part', null],
    ['/connexion', null],
    ['/connexion?suite=/connexion', null],
    ['//exemple.test/favoris', null],
    ['/\\exemple.test/favoris', null],
    ['/\t/exemple.test/favoris', null],
    ['\\\\exemple.test/favoris', null],
    ['https://exemple.test/favoris', null],
    ['javascript:alert(1)', null],
    ['/favoris/../../..//exemple.test', null],
    [`/favoris?${'a'.repeat(2_000)}`, null],
  ])('%j → %j', (text, expected) => expect(safeSuite(text)).toBe(expected))

  test('whatever is written, it is a screen of this application or nothing', () => {
    const nasty = fc.string({
      unit: fc.constantFrom('/', '\\', ':', '@', '?', '#', '.', 'a', '\t', '\n', ' ', 'favoris'),
      maxLength: 20,
    })
    fc.assert(
      fc.property(
        fc.oneof(
          nasty,
          nasty.map((text) => `/${text}`),
        ),
        (text) => {
          const suite = safeSuite(text)
          if (suite === null) return
          expect(new URL(suite, 'http://application.invalid').origin).toBe('http://application.invalid')
          expect(suite.startsWith('//')).toBe(false)
          expect(['inconnu', 'connexion']).not.toContain(parseScreen(suite.split('?')[0] ?? '').name)
        },
      ),
    )
  })
})
