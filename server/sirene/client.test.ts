import { describe, expect, test } from 'vitest'
import { sireneBench } from './testing/bench.ts'
import { SIRETS } from './testing/invented.ts'

const { register, open } = sireneBench()
const names = (found: readonly { readonly nom: string }[]): readonly string[] => found.map(({ nom }) => nom)

describe('by its number', () => {
  test('a head office, with its address in parts', async () => {
    expect(await open().bySiret(SIRETS.mission)).toEqual({
      siret: SIRETS.mission,
      nom: "MISSION LOCALE DE L'EXEMPLE",
      adresse: '12 RUE DE L EXEMPLE',
      complement: 'BATIMENT B',
      code_postal: '59000',
      commune: 'LILLE',
      code_insee: '59350',
      latitude: 50.6372,
      longitude: 3.0633,
      ape: '88.99B',
      siege: true,
    })
    const [asked = ''] = register().asked
    expect(Object.fromEntries(new URL(asked, register().url).searchParams)).toMatchObject({
      q: SIRETS.mission,
      per_page: '1',
      // No director's name comes in.
      minimal: 'true',
      include: 'siege,matching_etablissements',
    })
  })

  test('another establishment, whose street is cut from its whole address', async () => {
    expect(await open().bySiret(SIRETS.missionAntenne)).toEqual({
      siret: SIRETS.missionAntenne,
      nom: "ANTENNE D'ESSAI (MISSION LOCALE DE L'EXEMPLE)",
      adresse: '3 PLACE DU TEST',
      code_postal: '59100',
      commune: 'ROUBAIX',
      code_insee: '59512',
      latitude: null,
      longitude: null,
      ape: '88.99B',
      siege: false,
    })
    expect(await open().bySiret(SIRETS.essaiParis11)).toMatchObject({
      nom: 'Le Bon Essai',
      adresse: '1 RUE DU 8 MAI 1945',
      code_insee: '75111',
    })
    expect(await open().bySiret(SIRETS.missionSansNom)).toMatchObject({ nom: "MISSION LOCALE DE L'EXEMPLE", siege: false })
    expect(await open().bySiret(SIRETS.ajaccio)).toMatchObject({ code_insee: '2A004' })
  })

  test.each([
    ['nobody’s', SIRETS.personne],
    ['closed', SIRETS.missionFermee],
    ['of an organisation that has ended', SIRETS.cessee],
    ['withheld', SIRETS.missionDiscrete],
    ['of a person who asked not to be shown', SIRETS.seule],
  ])('%s: none', async (_, siret) => {
    expect(await open().bySiret(siret)).toBeNull()
    expect(register().asked).toHaveLength(1)
  })

  test('typed with blanks it is the same; without fourteen digits nothing is asked; with a wrong key it is', async () => {
    const sirene = open()
    expect(await sirene.bySiret(SIRETS.mission.replace(/(\d{3})/, '$1\u00a0'))).toMatchObject({ siret: SIRETS.mission })
    expect(await sirene.bySiret('123')).toBeNull()
    expect(register().asked).toHaveLength(1)
    expect(await sirene.bySiret(SIRETS.mission.replace(/.$/, (last) => String((Number(last) + 1) % 10)))).toBeNull()
    expect(register().asked).toHaveLength(2)
  })
})

describe('by words', () => {
  test('in a commune: what is open, named, and there; the head office first', async () => {
    const found = await open().search({ q: 'mission locale exemple', codeInsee: '59350' })
    expect(names(found)).toEqual(["MISSION LOCALE DE L'EXEMPLE"])
    expect(names(await open().search({ q: 'Mission locale', codeInsee: '59512' }))).toEqual([
      "ANTENNE D'ESSAI (MISSION LOCALE DE L'EXEMPLE)",
    ])
    expect(await open().search({ q: 'mission locale', codeInsee: '33063' })).toEqual([])
  })

  test('everywhere: the head office, though no establishment answers to the words by itself', async () => {
    expect(names(await open().search({ q: 'fabrique inventée' }))).toEqual(['LA FABRIQUE INVENTEE'])
    expect(names(await open().search({ q: 'essai' }))).toEqual([
      "MISSION LOCALE DE L'EXEMPLE",
      'ASSOCIATION LE BON ESSAI',
      "ANTENNE D'ESSAI (MISSION LOCALE DE L'EXEMPLE)",
      'Le Bon Essai',
      "AGENCE D'ESSAI (FRANCE TRAVAIL)",
    ])
  })

  test.each([
    ['75056', 'essai', ['75115', '75111']],
    ['75111', 'essai', ['75111']],
    ['69123', 'fabrique', ['69383']],
    ['13055', 'fabrique', ['13201']],
    ['2A004', 'fabrique', ['2A004']],
  ])('in %s, its arrondissements with it', async (codeInsee, q, codes) => {
    expect((await open().search({ q, codeInsee })).map(({ code_insee }) => code_insee)).toEqual(codes)
  })

  test('thirty at most, the head office first, each once', async () => {
    const found = await open().search({ q: 'réseau innombrable', codeInsee: '59512' })
    expect(found).toHaveLength(30)
    expect(found[0]).toMatchObject({ siege: true, nom: 'ACCUEIL NUMERO 18 (RESEAU INNOMBRABLE)' })
    expect(new Set(found.map(({ siret }) => siret)).size).toBe(30)
  })

  test('what the register would refuse is not asked', async () => {
    const sirene = open()
    for (const q of ['', '  ', 'ab', '***', '«»?!']) expect(await sirene.search({ q })).toEqual([])
    expect(register().asked).toEqual([])
    expect(names(await sirene.search({ q: '“mission” (locale) & <exemple>', codeInsee: '59350' }))).toHaveLength(1)
  })

  test('a question is a value, never a part of the address', async () => {
    await open().search({ q: 'mission&code_commune=33063#?/../x', codeInsee: '59350' })
    expect(register().asked).toHaveLength(1)
    const url = new URL(register().asked[0] ?? '', register().url)
    expect(url.pathname).toBe('/search')
    expect(url.searchParams.getAll('code_commune')).toEqual(['59350'])
  })
})
