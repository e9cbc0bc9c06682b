import { describe, expect, it, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { findDoublons } from './find.ts'
import { serviceSheet, structureSheet } from './sheet.ts'

const structure = (id: string, more: Partial<Structure>): Structure => ({
  source: id.split('--')[0] ?? 'a',
  id,
  nom: 'Mairie de Vimy',
  date_maj: '2026-01-01',
  code_insee: '62861',
  code_postal: '62580',
  commune: 'Vimy',
  ...more,
})
const service = (id: string, more: Partial<Service>): Service => ({
  source: id.split('--')[0] ?? 'a',
  id,
  structure_id: 's--1',
  nom: 'Atelier numérique pour débuter',
  date_maj: '2026-01-01',
  ...more,
})
const pairs = async (...all: readonly Structure[]) => (await findDoublons(all.map(structureSheet))).map(({ paire }) => paire)

// Enough other names for words to be rare or not.
const OTHERS = Array.from({ length: 40 }, (_, n) =>
  structure(`z--${n}`, {
    nom: `Mairie de Village${n}`,
    code_insee: `5${1000 + n}`,
    code_postal: `5${1000 + n}`,
    commune: `Village${n}`,
  }),
)

describe('structures', () => {
  const hirondelles = structure('a--1', {
    nom: 'Centre social Les Hirondelles',
    adresse: '12 avenue de la Gare',
    telephone: '+33321000000',
    siret: '26620000000015',
  })
  test.each<[string, Partial<Structure>]>([
    ['the same SIRET and a near name', { nom: 'CS Hirondelles', siret: '26620000000015' }],
    ['the same place, written otherwise', { nom: 'CENTRE SOCIAL HIRONDELLES', adresse: '12 av. de la gare' }],
    ['the same telephone', { nom: 'Les Hirondelles - centre social', telephone: '03 21 00 00 00' }],
    ['the same name in the same commune, and nothing else', { nom: 'Association Centre social Les Hirondelles' }],
  ])('are one by %s', async (_, more) => {
    expect(await pairs(hirondelles, structure('b--1', more), ...OTHERS)).toEqual([['a--1', 'b--1']])
  })
  test.each<[string, Partial<Structure>]>([
    [
      'another house of the network',
      { nom: 'Centre social Les Hirondelles 2', adresse: '3 rue des Lilas', siret: '26620000000023' },
    ],
    [
      'another commune',
      { nom: hirondelles.nom, commune: 'Lens', code_insee: '62498', code_postal: '62300', adresse: '1 rue du Bois' },
    ],
    ['another name at the same address', { nom: 'Banque alimentaire', adresse: hirondelles.adresse ?? null }],
    ['the number of a network', { nom: 'Agence de l’eau', telephone: '3949' }],
  ])('are two by %s', async (_, more) => {
    expect(await pairs(hirondelles, structure('b--1', more), ...OTHERS)).toEqual([])
  })
  it('say why, the weightiest first', async () => {
    const [found] = await findDoublons(
      [hirondelles, structure('b--1', { nom: 'CS Hirondelles', siret: '26620000000015' }), ...OTHERS].map(structureSheet),
    )
    expect(found?.indices.map(({ texte }) => texte)).toContain('même SIRET')
    const weights = found?.indices.map(({ poids }) => Math.abs(poids)) ?? []
    expect(weights).toEqual(weights.toSorted((a, b) => b - a))
    expect(found?.score).toBeGreaterThanOrEqual(0.7)
  })
})

describe('services', () => {
  const home = structure('s--1', { nom: 'Centre social Les Hirondelles' })
  const other = structure('t--1', {
    nom: 'Mission locale de l’Artois',
    code_insee: '62041',
    code_postal: '62000',
    commune: 'Arras',
  })
  const of = (one: Service) => serviceSheet(one, one.structure_id === 't--1' ? other : home)
  const filler = Array.from({ length: 30 }, (_, n) =>
    service(`z--${n}`, { nom: `Accompagnement ${n} vers l’emploi`, structure_id: 't--1' }),
  )
  const found = async (...all: readonly Service[]) =>
    (await findDoublons([...all, ...filler.slice(0, 1)].map(of))).map(({ paire }) => paire)
  const TEXT =
    'Un atelier collectif pour apprendre à se servir d’un ordinateur, envoyer un message et faire ses démarches en ligne.'

  it('of one structure, told by two sources in the same words, are one', async () => {
    const a = service('a--1', { description: TEXT, thematiques: ['numerique--utiliser-le-numerique'] })
    const b = service('b--1', {
      nom: 'ATELIER NUMERIQUE (débuter)',
      description: TEXT,
      thematiques: ['numerique--utiliser-le-numerique'],
    })
    expect(await found(a, b)).toEqual([['a--1', 'b--1']])
  })
  it('that a number tells apart are two', async () => {
    const a = service('a--1', { nom: 'Atelier numérique niveau 1', description: TEXT })
    const b = service('a--2', { nom: 'Atelier numérique niveau 2', description: TEXT })
    expect(await found(a, b)).toEqual([])
  })
  it('of two structures are two, whatever they are called', async () => {
    const a = service('a--1', { thematiques: ['numerique--utiliser-le-numerique'] })
    const b = service('b--1', { structure_id: 't--1', thematiques: ['numerique--utiliser-le-numerique'] })
    expect(await found(a, b)).toEqual([])
  })
})
