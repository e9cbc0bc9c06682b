import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openIndexOf, openService, openStructure, TODAY } from '../opendata/testing.ts'
import { feedOf, renderFeed } from './rss.ts'
import { aboutOfAsked, type Asked, chooseLatest, MOST_ITEMS, pathOfAsked, readAsked, sinceOf } from './rss-choose.ts'

const NOTHING: Asked = { departement: null, region: null, thematique: null }
const HERE = { commune: 'Bordeaux', code_postal: '33000', code_insee: '33063' } as const

const index = openIndexOf({
  structures: [openStructure('dora--s')],
  services: [
    openService('dora--ici', 'dora--s', { ...HERE, date_maj: TODAY, thematiques: ['mobilite--acceder-a-un-vehicule'] }),
    openService('dora--hier', 'dora--s', { ...HERE, date_maj: '2026-11-22', thematiques: ['numerique--acquerir-un-equipement'] }),
    openService('dora--vieux', 'dora--s', { ...HERE, date_maj: '2026-01-01' }),
    openService('dora--lille', 'dora--s', { commune: 'Lille', code_insee: '59350', date_maj: TODAY }),
    openService('dora--loin', 'dora--s', { date_maj: TODAY, modes_accueil: ['a-distance'], zone_eligibilite: ['33'] }),
    openService('dora--partout', 'dora--s', { date_maj: TODAY, zone_eligibilite: ['france'] }),
    openService('dora--postal', 'dora--s', { commune: 'Bordeaux', code_postal: '33000', date_maj: TODAY }),
  ],
})
const chosen = async (patch: Partial<Asked>): Promise<readonly string[]> =>
  (await chooseLatest(index, { ...NOTHING, ...patch })).map(({ id }) => id.slice('dora--'.length))

describe('what a feed tells of', () => {
  test('the latest of the whole of France, the newest first', async () => {
    expect(await chosen({})).toEqual(['ici', 'lille', 'loin', 'partout', 'postal', 'hier'])
  })
  test('a département: what is there, and what is offered to those who live there', async () => {
    expect(await chosen({ departement: '33' })).toEqual(['ici', 'loin', 'postal', 'hier'])
    expect(await chosen({ departement: '59' })).toEqual(['lille'])
    expect(await chosen({ departement: '2A' })).toEqual([])
  })
  test('a région, a category, a need', async () => {
    expect(await chosen({ region: '75' })).toEqual(['ici', 'loin', 'postal', 'hier'])
    expect(await chosen({ region: '32', departement: '33' })).toEqual([])
    expect(await chosen({ thematique: 'mobilite' })).toEqual(['ici'])
    expect(await chosen({ departement: '33', thematique: 'numerique--acquerir-un-equipement' })).toEqual(['hier'])
  })
  test('no more than fifty', async () => {
    const many = openIndexOf({
      structures: [openStructure('dora--s')],
      services: Array.from({ length: 80 }, (_, at) => openService(`dora--${at}`, 'dora--s', { date_maj: TODAY })),
    })
    expect(await chooseLatest(many, NOTHING)).toHaveLength(MOST_ITEMS)
  })
  test('sixty days', () => expect(sinceOf('2026-03-01')).toBe('2025-12-31'))
})

describe('what is asked', () => {
  const read = (query: string) => readAsked(new URLSearchParams(query))
  test.each(['departement=999', 'departement=33&departement=59', 'region=x', 'thematique=mobilites', 'departement=%00'])(
    '%s names nothing',
    (query) => expect(read(query)).toBeNull(),
  )
  test('one question has one form', () => {
    expect(read('utm=x&departement=')).toEqual(NOTHING)
    expect(pathOfAsked(NOTHING)).toBe('/rss/nouveautes.xml')
    const asked = read('thematique=mobilite&departement=33')
    expect(asked === null ? null : pathOfAsked(asked)).toBe('/rss/nouveautes.xml?departement=33&thematique=mobilite')
    expect(asked === null ? null : aboutOfAsked(asked)).toBe('Mobilité, Gironde (33)')
  })
})

test('any query is read or refused, and what is read says itself again', () => {
  const value = fc.oneof(fc.constantFrom('33', '2A', '75', 'mobilite', ''), fc.string({ unit: 'binary' }))
  const name = fc.oneof(fc.constantFrom('departement', 'region', 'thematique'), fc.string())
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value), { maxLength: 4 }), (pairs) => {
      const asked = readAsked(new URLSearchParams(pairs))
      if (asked !== null) expect(readAsked(new URL(pathOfAsked(asked), 'https://dora.exemple.test').searchParams)).toEqual(asked)
    }),
  )
})

test('the feed of a place is that of its département', () => {
  expect(feedOf(openStructure('dora--s', HERE) as never)?.path).toBe('/rss/nouveautes.xml?departement=33')
  expect(feedOf(openStructure('dora--s') as never)).toBeNull()
})

test('a feed in RSS 2.0, without a contact', () => {
  const service = openService('dora--00000000-0000-4000-8000-000000000001', 'dora--s', {
    ...HERE,
    nom: 'Aide & <permis>',
    description: 'Un **prêt** ]]> de voiture',
    date_maj: '2026-11-22',
    frais: 'gratuit',
    thematiques: ['mobilite--acceder-a-un-vehicule'],
    telephone: '0556000000',
    courriel: 'accueil@exemple.test',
  })
  const items = [{ service, structure: 'Maison inventée', isNew: true }]
  const text = renderFeed(
    { about: 'Gironde (33)', path: '/rss/nouveautes.xml?departement=33&a=b', items, today: TODAY },
    'https://dora.exemple.test',
  )
  expect(text).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">',
      '<channel>',
      '<title>Nouveautés de DORA\u202f: Gironde (33)</title><link>https://dora.exemple.test/deploiement</link>' +
        '<description>Services d’insertion publiés ou mis à jour ces 60 derniers jours.</description><language>fr</language>' +
        '<lastBuildDate>Sun, 22 Nov 2026 00:00:00 GMT</lastBuildDate><ttl>60</ttl>',
      '<atom:link href="https://dora.exemple.test/rss/nouveautes.xml?departement=33&amp;a=b" rel="self" type="application/rss+xml"/>',
      '<item><title>Nouveau\u202f: Aide &amp; &lt;permis&gt; – Maison inventée</title>' +
        '<link>https://dora.exemple.test/o/000000000000</link>' +
        '<guid isPermaLink="true">https://dora.exemple.test/o/000000000000</guid>' +
        '<pubDate>Sun, 22 Nov 2026 00:00:00 GMT</pubDate>' +
        '<description>Un prêt ]]&amp;gt; de voiture&lt;br&gt;Bordeaux · Gratuit</description>' +
        '<category>Accéder à un véhicule</category></item>',
      '</channel>',
      '</rss>',
      '',
    ].join('\n'),
  )
})
