import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readPointer } from './catalogue-folder.ts'
import { defaultPackFolder, loadGeography } from './geography.ts'
import { sourcesOf } from './input/sources.ts'
import { runImport } from './run.ts'
import { TODAY, withFolder } from './testing.ts'

/** Real open data lent to the project: never part of it. */
const DATA = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'reference')
const missing = [DATA, join(defaultPackFolder(), 'communes.tsv')].filter((path) => !existsSync(path))
if (missing.length > 0) console.warn('Real files not imported by this run: the reference data or the geography pack is absent.')

describe.skipIf(missing.length > 0)('the real files', () => {
  test('come in whole but for nameless rows, mended and counted', { timeout: 120_000 }, () =>
    withFolder(async (folder) => {
      const summary = await runImport({
        sources: sourcesOf([DATA]),
        folder,
        geography: loadGeography(defaultPackFolder()),
        today: TODAY,
        report: join(folder, 'rapport.ndjson'),
        dryRun: false,
        demonstration: false,
        signal: new AbortController().signal,
        onProgress: () => undefined,
        onIndexing: () => undefined,
      })
      expect(readPointer(folder)).not.toBeNull()
      expect(summary.fichiers.map(({ fichier, lignes, refus }) => ({ fichier, lignes, refus }))).toEqual([
        { fichier: 'lieux.jsonl', lignes: 14_856, refus: 2 },
        { fichier: 'services-2022.jsonl', lignes: 3463, refus: 2 },
      ])
      expect(summary.raisons.filter((reason) => reason.gravite === 'refus')).toEqual([
        { gravite: 'refus', champ: 'nom', raison: 'Nom de moins de 3 caractères.', nombre: 4 },
      ])
      const count = (start: string) =>
        summary.raisons.filter((reason) => reason.raison.startsWith(start)).reduce((sum, reason) => sum + reason.nombre, 0)
      expect(count('Latitude et longitude inversées')).toBe(347)
      expect(count('Coordonnées en mètres (Lambert-93)')).toBe(234)
      expect(count('Adresse en un seul texte')).toBe(508)
      expect(count('Date de mise à jour absente')).toBe(11_302)
      // Copies of one place across the years of one inventory.
      expect(summary.doublons).toBeGreaterThan(1000)
      expect(summary.structures + summary.services + summary.doublons).toBe(14_854 + 6358 + 3461)
      // The places of 2022 hold the structures of some services of 2022.
      expect(summary.sansStructure).toBeGreaterThan(2500)
      expect(summary.sansStructure).toBeLessThan(3461)
    }),
  )
})
