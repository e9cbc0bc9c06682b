import { writeTable } from '#main/table/write.ts'
import type { TableWriter } from '#main/table/writing.ts'
import { type ServedWorker, serveWorker } from '#main/worker/serve.ts'
import type { TableLimits } from './limits.ts'
import { parseTable, type TableOptions } from './parse.ts'
import type { AskPlaces, PlaceAnswer, PlaceAsk } from './places.ts'
import { serviceTable } from './service-table.ts'
import { type ServicesAsk, understandServices } from './understand-services.ts'
import { type StructuresAsk, understandStructures } from './understand-structures.ts'

const places: AskPlaces = (asks) => owner.lieux(asks)

/** One piece of work, then the thread ends: what a bad file may do to its memory goes with it. */
const methods = {
  lire: ({ bytes, nom, limites, options }: TableInput) =>
    parseTable(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), nom, limites, options),
  /** About a millisecond a row: not for the thread of the screens. */
  services: (ask: ServicesAsk) => understandServices(ask, places),
  structures: (ask: StructuresAsk) => understandStructures(ask, places),
  ecrire: ({ format, ...ask }: Parameters<typeof serviceTable>[0] & { readonly format: 'csv' | 'xlsx' }) =>
    writeTable(serviceTable(ask), format),
  tableau: (({ table, format }) => writeTable(table, format)) satisfies TableWriter['tableau'],
}

export type TableInput = {
  readonly bytes: Uint8Array
  readonly nom: string
  readonly limites: TableLimits
  readonly options: TableOptions
}
export type TableMethods = typeof methods
/** What this thread asks of the one that started it. */
type TableOwner = { readonly lieux: (asks: readonly PlaceAsk[]) => readonly PlaceAnswer[] }

const { owner }: ServedWorker<TableOwner> = serveWorker<TableOwner>(methods)
