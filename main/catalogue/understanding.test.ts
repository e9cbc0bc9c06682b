import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { SearchQuery } from '#shared/search/query.ts'
import type { SearchResult } from '#shared/search/result.ts'
import { testService, testStructure, writeTestCatalogue } from '#main/testing/catalogue.ts'
import { createEngine, type Engine } from './engine.ts'

/** What the engine makes of counsellors' words, on a file written by the import's own code. */

let folder: string
let engines: Engine[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'understanding-'))
})
afterEach(() => {
  for (const engine of engines) engine.close()
  engines = []
  rmSync(folder, { recursive: true, force: true })
})

const search = (text: string, services: readonly Service[], structures: readonly Structure[] = []) => {
  const file = join(folder, `catalogue-${engines.length}.db`)
  writeTestCatalogue(file, { services, structures })
  const engine = createEngine(file)
  engines.push(engine)
  return engine.search({ query: SearchQuery.parse({ text }), place: null, now: new Date(2026, 5, 15, 12).getTime() })
}
const ids = (result: Pick<SearchResult, 'total'> & { readonly hits: readonly { readonly id: string }[] }) =>
  result.hits.map(({ id }) => id)
const many = (nom: string): Service[] => Array.from({ length: 10 }, (_, i) => testService(`autre${i}`, { nom }))

describe('words of a request', () => {
  const services = [testService('a', { nom: 'Soudure' }), testService('b', { nom: 'Apprendre la soudure' }), ...many('Poterie')]

  test('are not required, and rank', () => {
    expect(ids(search('apprendre la soudure ', services))).toEqual(['b', 'a'])
  })

  test('are not claimed as found', () => {
    const labels = search('apprendre la soudure ', services).hits.flatMap(({ raisons }) => raisons.map(({ label }) => label))
    expect(labels.filter((label) => label.startsWith('Contient'))).toEqual(
      labels.filter((label) => label.includes('soudure') && !label.includes('apprendre')),
    )
  })

  test('alone, mean themselves', () => {
    expect(ids(search('apprendre ', services))).toEqual(['b'])
  })

  test('« pas cher » looks for no Cher', () => {
    const found = search('soudure pas chère ', [...services, testService('cher', { nom: 'Loir-et-Cher' })])
    expect(ids(found).sort()).toEqual(['a', 'b'])
  })
})

describe('enumerated needs', () => {
  const services = [
    testService('permis', { nom: 'Auto-école sociale', thematiques: ['mobilite--preparer-un-permis'] }),
    testService('garde', { nom: 'Halte-garderie', thematiques: ['famille--garde-denfants'] }),
    testService('deux', {
      nom: 'Permis et garde d’enfants',
      thematiques: ['mobilite--preparer-un-permis', 'famille--garde-denfants'],
    }),
    ...many('Poterie'),
  ]

  test('one is enough, both come first', () => {
    const found = ids(search('permis, garde d’enfants ', services))
    expect(found[0]).toBe('deux')
    expect([...found].sort()).toEqual(['deux', 'garde', 'permis'])
  })
})

describe('names', () => {
  test('say the need that the listing forgot to declare', () => {
    expect(ids(search('crèche ', [testService('garde', { nom: 'Faire garder son enfant' }), ...many('Poterie')]))).toEqual([
      'garde',
    ])
  })

  test('do not say it when the word is said for many reasons', () => {
    expect(ids(search('mutuelle ', [testService('pass', { nom: 'Pass transport' }), ...many('Poterie')]))).toEqual([])
  })
})

describe('short forms', () => {
  const services = [
    testService('pmi', { nom: 'Centre de protection maternelle et infantile' }),
    testService('ccas', { nom: 'Aide', structure_id: 's' }),
    ...many('Poterie'),
  ]
  const structures = [testStructure('s', { nom: 'CCAS' })]

  test('find the long form', () => expect(ids(search('P.M.I. ', services, structures))).toEqual(['pmi']))
  test('are found by the long form', () => {
    expect(ids(search('centre communal d’action sociale ', services, structures))[0]).toBe('ccas')
  })
})

test('who declares only the need comes before who declares everything', () => {
  const need = 'sante--addictions'
  const rest = [
    'famille--garde-denfants',
    'sante--acces-aux-soins',
    'mobilite--preparer-un-permis',
    'numerique--acquerir-un-equipement',
  ]
  const services = [
    testService('tout', { nom: 'Maison commune', thematiques: [need, ...rest] }),
    testService('precis', { nom: 'Maison bleue', thematiques: [need] }),
  ]
  expect(ids(search('toxicomanie ', services))).toEqual(['precis', 'tout'])
})
