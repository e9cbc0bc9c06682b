import type { Doc } from '../../sync/merge.ts'
import type { ImportProblem } from './cells.ts'
import type { Note } from './reading.ts'
import type { ZoneType } from './zone.ts'

/** Puts what is to be said of a row beside its field. */
export type Say = (champ: string, note: Note) => void

/** One row of a table, understood. JSON through and through. */
export type ImportRow = {
  readonly numero: number
  /** Flat record (flat.ts), with what the row says and nothing else: `nom`, `dora.short_desc`… */
  readonly champs: Doc
  /** Of a service: its structure. Of a branch: its parent, when it is already there. */
  readonly structure_id: string | null
  /** What the row changes; null when it makes a new one. */
  readonly existant: string | null
  /** A service that is already there and looks the same. */
  readonly ressemble: string | null
  /** Identifiers: the model of a service, those a structure is offered. */
  readonly modeles: readonly string[]
  /** Territory to find around the place (`zoneAround`), once the commune is known. */
  readonly zone: ZoneType | null
  readonly siret_parent: string | null
  /** To invite. */
  readonly administrateurs: readonly string[]
  readonly problemes: readonly ImportProblem[]
  /** No error: warnings do not prevent. */
  readonly importable: boolean
}
