import type { OpenService, OpenStructure } from '../record.ts'

/** Who writes a file of a release: run in a thread of its own, over the records that the main thread has put down (ndjson.ts). */

/** As told in the files: with its score, as data·inclusion’s own export does (data-inclusion.md §3.1). */
export type OpenServiceRow = OpenService & { readonly score_qualite: number | null }

export type Licence = { readonly nom: string; readonly adresse: string }

/** What is said of a release, in its files and its manifest. */
export type About = {
  readonly producteur: string
  readonly licence: Licence
  /** Address of the server, without a final « / ». */
  readonly origine: string
  /** ISO instant of the publication. */
  readonly date: string
  /** ISO day in Paris. */
  readonly jour: string
  /** Everything here was made up. */
  readonly inventees: boolean
}

/** What a writer reads: as many times as it likes, in the order of identifiers. */
export type Written = {
  readonly about: About
  readonly structures: () => AsyncIterable<OpenStructure>
  readonly services: () => AsyncIterable<OpenServiceRow>
}

/** Where its bytes go. Wait for each: that is what bounds the memory. */
export type Sink = { readonly write: (bytes: string | Uint8Array) => Promise<void> }

export type FileWriter = {
  /** `services.csv`: its stable address ends so. Letters, digits, « . », « _ », « - ». */
  readonly name: string
  /** `csv`, `geojson`, `hsds-3.1`…: what `--formats` chooses. */
  readonly format: string
  readonly mediaType: string
  /** In French, for the page: what it holds. */
  readonly titre: string
  /** Told in the manifest. */
  readonly contenu: 'structures' | 'services' | 'tout'
  /** Answers how many records it wrote. */
  readonly write: (written: Written, sink: Sink) => Promise<number>
}

/** Of other standards: listed in extra-writers.ts. */
export type ExtraWriter = FileWriter
