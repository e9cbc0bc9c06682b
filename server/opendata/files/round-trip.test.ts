import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPointer } from '../../import/catalogue-folder.ts'
import { defaultPackFolder, loadGeography } from '../../import/geography.ts'
import { sourcesOf } from '../../import/input/sources.ts'
import { runImport } from '../../import/run.ts'
import { TODAY, withFolder } from '../../import/testing.ts'
import { readConfig } from '../../config.ts'
import { openStaged } from '../../sync/ingest/staged.ts'
import { openExportSource } from '../export-source.ts'
import { createOpenReference } from '../reference.ts'
import type { Row } from './columns.ts'
import type { Manifest } from './manifest.ts'
import { faultsOf } from './testing/faults.ts'
import { manifestIn, OWN_FORMATS, publish, readBack } from './testing.ts'
import { KINDS } from './writers.ts'

/** Real open data lent to the project: never part of it. */
const DATA = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'reference')
const missing = [DATA, join(defaultPackFolder(), 'communes.tsv')].filter((path) => !existsSync(path))
if (missing.length > 0)
  console.warn('No round trip of real rows in this run: the reference data or the geography pack is absent.')

const bring = (into: string, sources: readonly string[]) =>
  runImport({
    sources: sourcesOf(sources),
    folder: into,
    geography: loadGeography(defaultPackFolder()),
    today: TODAY,
    report: null,
    dryRun: false,
    demonstration: false,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    onIndexing: () => undefined,
  })

/** The catalogue of that folder, published. */
const publishCatalogue = async (catalogue: string, into: string, formats: readonly string[]): Promise<Manifest> => {
  const read = readConfig({ platform: 'linux', env: {}, home: into })
  if ('errors' in read) throw new Error(read.errors.join())
  const source = await openExportSource(catalogue, read.config, new AbortController().signal)
  try {
    const reference = createOpenReference({
      store: source,
      seal: source.seal,
      now: () => Date.parse(`${TODAY}T12:00:00Z`),
      publicUrl: () => 'https://dora.exemple.test',
    })
    return manifestIn(await publish(into, await reference.current(), { formats }))
  } finally {
    await source.close()
  }
}
/** As they were taken in: canonical JSON by kind and identifier. */
const recordsIn = (folder: string): ReadonlyMap<string, string> => {
  const staged = openStaged(join(folder, readPointer(folder)?.file ?? ''))
  try {
    return new Map(
      (['structure', 'service'] as const).flatMap((kind) =>
        [...staged.ids(kind)].map((id) => {
          const row = staged.row(kind, id)
          return [`${kind}/${id}`, `${row?.doc ?? ''}${JSON.stringify(row?.contact)}`] as const
        }),
      ),
    )
  } finally {
    staged.close()
  }
}

test.skipIf(missing.length > 0)('real rows leave, come in again and leave the same, in every format', { timeout: 600_000 }, () =>
  withFolder(async (folder) => {
    const at = (...names: readonly string[]): string => join(folder, ...names)
    const imported = await bring(at('catalogue'), [DATA])
    const manifest = await publishCatalogue(at('catalogue'), at('sortie'), OWN_FORMATS)
    console.info('Leave at first:', manifest.comptes, 'of', imported.structures, imported.services, 'left:', manifest.ecartees)
    for (const kind of KINDS) {
      const rows = await readBack(at('sortie'), manifest, kind, 'ndjson')
      expect(rows.flatMap((row) => faultsOf(kind, row, TODAY))).toEqual([])
    }
    const filesIn = (format: string): readonly string[] =>
      KINDS.map((kind) => at('sortie', 'v', manifest.version, `${kind}.${format}`))

    expect((await bring(at('retour-ndjson'), filesIn('ndjson'))).refus).toBe(0)
    const again = await publishCatalogue(at('retour-ndjson'), at('seconde'), ['ndjson'])
    expect(again.comptes).toEqual(manifest.comptes)
    for (const kind of KINDS) {
      // Told by no source: made of the rest, and of what DORA knows besides.
      const common = ({ score_qualite: _, ...row }: Row): Row => row
      const before = (await readBack(at('sortie'), manifest, kind, 'ndjson')).map(common)
      expect((await readBack(at('seconde'), again, kind, 'ndjson')).map(common), kind).toEqual(before)
    }

    // What comes in of another format is what came in of this one.
    const wanted = recordsIn(at('retour-ndjson'))
    expect(wanted.size).toBe(manifest.comptes.structures + manifest.comptes.services)
    for (const format of OWN_FORMATS.filter((one) => one !== 'ndjson')) {
      const { refus } = await bring(at(`retour-${format}`), filesIn(format))
      const found = recordsIn(at(`retour-${format}`))
      const lost = [...wanted].filter(([id, record]) => found.get(id) !== record)
      console.info(`${format}: ${found.size} records come in, ${refus} refused, ${lost.length} not the same.`)
      expect
        .soft(
          lost.slice(0, 3).map(([id, record]) => [id, record, found.get(id)]),
          format,
        )
        .toEqual([])
    }
  }),
)
