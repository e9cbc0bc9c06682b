import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Ligne } from '#shared/gaps/line.ts'
import { type Central, person, startCentral } from '../account/testing/central.ts'
import { openDesk, type TestDesk } from '../account/testing/desk.ts'
import { TABLE_LIMITS } from '../listing/table/limits.ts'
import { parseTable } from '../listing/table/parse.ts'

/** The register as a desk reads it, with a small server. */

vi.setConfig({ testTimeout: 60_000 })

let folder: string
let central: Central
let desk: TestDesk
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'gaps-'))
  central = await startCentral()
  central.letIn(person({ role: 'administrateur' }))
  desk = openDesk(folder, central.address)
  await desk.signIn()
})
afterEach(async () => {
  await desk.close()
  await central.close()
  rmSync(folder, { recursive: true, force: true })
})

const LINE: Ligne = {
  id: 'zone:1.33:mobilite',
  niveau: 'zone',
  code: '1.33',
  nom: '=CC Inventée',
  departement: '33',
  region: '75',
  commune: '33001',
  thematique: 'mobilite',
  population: 20_000,
  score: 3.14,
  preuves: ['recherches'],
  besoin: {
    personnes: 23,
    sans: { min: 1, max: 4 },
    rien: null,
    loin: null,
    distance: null,
    declare: { min: 0, max: 23 },
    raisons: [],
  },
  alentours: null,
  offre: {
    sur_place: 0,
    complets: 0,
    a_distance: 0,
    pour_10000: 0.5,
    mediane: 2.1,
    couverts: 0,
    sur_place_couverts: 0,
    comparables: 0.2,
    voisins: 0.5,
  },
}
const ASKED = { trimestre: '2026-T4', departement: '33', categorie: null, preuve: null, limite: 200 }
const REGISTRE = {
  trimestre: '2026-T4',
  jusqu_au: '2026-11-27',
  total: 1,
  lignes: [LINE],
  categories: { mobilite: 1 },
  departements: ['33'],
}

test('the register and its map are the server’s, asked as filtered, and out of reach without it', async () => {
  const asked: string[] = []
  central.on('GET /manques/v1/registre', ({ url }) => {
    asked.push(url.search)
    return { body: REGISTRE }
  })
  central.on('GET /manques/v1/carte', ({ url }) => ({
    body: { trimestre: '2026-T4', thematique: url.searchParams.get('thematique'), zones: [] },
  }))
  expect(await desk.call('manques.registre', ASKED)).toEqual(REGISTRE)
  expect(asked).toEqual(['?trimestre=2026-T4&departement=33&limite=200'])
  expect(await desk.call('manques.carte', { trimestre: null, departement: null, thematique: 'mobilite' })).toEqual({
    trimestre: '2026-T4',
    thematique: 'mobilite',
    zones: [],
  })
  await central.close()
  expect(await desk.codeOf('manques.registre', ASKED)).toBe('compte-hors-ligne')
})

test('a file says what the screen says, all of it, and no number that is not told', async () => {
  const limits: (string | null)[] = []
  central.on('GET /manques/v1/registre', ({ url }) => {
    limits.push(url.searchParams.get('limite'))
    return { body: REGISTRE }
  })
  const { nom, base64 } = await desk.call<{ nom: string; base64: string }>('manques.export', { asked: ASKED, format: 'csv' })
  expect([nom, limits]).toEqual(['manques-dora-33-2026-T4.csv', ['5000']])
  const { colonnes, lignes } = await parseTable(Buffer.from(base64, 'base64'), nom, TABLE_LIMITS)
  const cell = (name: string): string | undefined => lignes[0]?.cellules[colonnes.indexOf(name)]
  expect([cell('Besoin'), cell('Indice'), cell('Sans réponse'), cell('Pas de solution')]).toEqual([
    'Mobilité (tous besoins)',
    '3,1',
    '4 au plus',
    'non dit',
  ])
})
