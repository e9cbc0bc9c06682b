import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { CommuneRow } from '#shared/geo/types.ts'
import { type Geography, geographyOf } from './geography.ts'

/** Parts shared by the tests of the import: a handful of communes, a folder thrown away. */

const commune = (
  code: string,
  nom: string,
  codesPostaux: readonly string[],
  population: number,
  lat: number,
  lon: number,
  epci: string | null,
  type: 'C' | 'A' | 'D' = 'C',
  parent: string | null = null,
): CommuneRow => ({
  code,
  nom,
  type,
  parent,
  codesPostaux,
  population,
  lat,
  lon,
  approximatif: false,
  departement: code.startsWith('97') ? code.slice(0, 3) : code.slice(0, 2),
  region: '32',
  epcis: epci === null ? [] : [epci],
})

export const COMMUNES: readonly CommuneRow[] = [
  commune('59183', 'Dunkerque', ['59140', '59240', '59640'], 86_000, 51.0361, 2.377, '245900428'),
  commune('59350', 'Lille', ['59000', '59160', '59260', '59777', '59800'], 236_000, 50.6333, 3.0667, '200093201'),
  commune('59512', 'Roubaix', ['59100'], 98_000, 50.6889, 3.1775, '200093201'),
  commune('33063', 'Bordeaux', ['33000', '33100', '33200', '33300', '33800'], 260_000, 44.8424, -0.5805, '243300316'),
  commune('49007', 'Angers', ['49000', '49100'], 157_000, 47.4736, -0.5542, '244900015'),
  commune('75056', 'Paris', ['75001', '75011'], 2_100_000, 48.8566, 2.3522, '200054781'),
  commune('75111', 'Paris 11e Arrondissement', ['75011'], 140_000, 48.8594, 2.3765, '200054781', 'A', '75056'),
  commune('97411', 'Saint-Denis', ['97400', '97417', '97490'], 155_000, -20.8789, 55.4481, '249740119'),
  commune('93066', 'Saint-Denis', ['93200', '93210'], 113_000, 48.9356, 2.3539, '200054781'),
  commune('01004', 'Ambérieu-en-Bugey', ['01500'], 14_000, 45.9587, 5.3577, '240100883'),
]

export const geography: Geography = geographyOf(
  COMMUNES,
  new Map([
    ['245900428', 'CU de Dunkerque'],
    ['200093201', 'Métropole européenne de Lille'],
  ]),
)

export const TODAY = '2026-11-23'

/** Runs with a folder of its own, removed afterwards. */
export const withFolder = async <T>(work: (folder: string) => T | Promise<T>): Promise<T> => {
  const folder = mkdtempSync(join(tmpdir(), 'import-'))
  try {
    return await work(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
