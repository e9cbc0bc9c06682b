import { TABLES } from './columns.ts'
import { EXTRA_WRITERS } from './extra-writers.ts'
import { csvOf } from './formats/csv.ts'
import { geojsonOf } from './formats/geojson.ts'
import { jsonOf } from './formats/json.ts'
import { parquetOf } from './formats/parquet.ts'
import type { FileWriter } from './writer.ts'

/** Every file that a release may hold, but for the two in NDJSON, from which they are all made. */

const FORMATS = [
  { format: 'json', mediaType: 'application/json', writeOf: jsonOf },
  { format: 'csv', mediaType: 'text/csv; charset=utf-8', writeOf: csvOf },
  { format: 'geojson', mediaType: 'application/geo+json', writeOf: geojsonOf },
  { format: 'parquet', mediaType: 'application/vnd.apache.parquet', writeOf: parquetOf },
] as const

export const NDJSON = { format: 'ndjson', mediaType: 'application/x-ndjson' } as const

export const KINDS = ['structures', 'services'] as const
export type OpenKind = (typeof KINDS)[number]
export const TITLES: Readonly<Record<OpenKind, string>> = { structures: 'Structures', services: 'Services' }

export const WRITERS: readonly FileWriter[] = [
  ...KINDS.flatMap((contenu) =>
    FORMATS.map(({ format, mediaType, writeOf }) => ({
      name: `${contenu}.${format}`,
      format,
      mediaType,
      titre: TITLES[contenu],
      contenu,
      write: writeOf(TABLES[contenu]),
    })),
  ),
  ...EXTRA_WRITERS,
]

export const ALL_FORMATS: readonly string[] = [...new Set([NDJSON.format, ...WRITERS.map(({ format }) => format)])]
