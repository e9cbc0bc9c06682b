import { z } from 'zod'

/**
 * The catalogue file: what `server/import` writes, the desk opens and, later, patches row by row.
 * Both sides agree on it here, without importing each other.
 */

/** Raised at each change of the tables. A desk refuses a file whose `minSafeVersion` is above its own. */
export const CATALOGUE_VERSION = 2
/** Oldest reader that still reads this file rightly: raised only when a change would mislead it. */
export const CATALOGUE_MIN_SAFE_VERSION = 1

/** Folder of the catalogue files inside the desk's folder. */
export const CATALOGUE_FOLDER = 'catalogue'
/** Names the file to open. Replaced atomically (written beside, then renamed), always after the file it names is complete. */
export const POINTER_FILE = 'current.json'

const FILE_NAME = /^catalogue-[a-z0-9]{1,32}-\d{1,15}\.db$/

export const CataloguePointer = z.object({
  /** A bare name: a pointer can never lead outside its own folder. */
  file: z.string().regex(FILE_NAME),
  /** Life of the central catalogue the file was taken from; an import made on the desk makes an epoch of its own. */
  epoch: z.string().regex(/^[a-z0-9]{1,32}$/),
  /** Last change of that epoch present in the file. */
  seq: z.number().int().min(0),
  genere_le: z.string(),
})
export type CataloguePointer = z.infer<typeof CataloguePointer>

export const catalogueFileName = (epoch: string, seq: number): string => `catalogue-${epoch}-${seq}.db`

/** Rows of `meta`, all as text. */
export const CatalogueMeta = z.object({
  minSafeVersion: z.coerce.number().int(),
  demonstration: z.enum(['0', '1']).transform((value) => value === '1'),
  genere_le: z.string(),
  services: z.coerce.number().int(),
  structures: z.coerce.number().int(),
  /** Per source: JSON of `[source, services, structures]` triples. */
  sources: z.string(),
  /** Services up to this rowid are in `postings`; later ones are found through `textes`. */
  packed: z.coerce.number().int(),
})
export type CatalogueMeta = z.infer<typeof CatalogueMeta>

/** Facts that are not facets but are interned with them: where a service is, for a search by département or région. */
export const DEPARTEMENT = 'departement'

/** Thématiques that only the name of a service says (search/needs.ts), interned like facets but no facet either. */
export const NAMED_NEED = 'besoin_nomme'

/** Code point of the first of `facet_values` in `service_facts.codes`: no character there is a control or a NUL. */
export const FIRST_CODE = 32

/** Bits of `service_facts.flags`. */
export const FLAG = {
  onSite: 1,
  remote: 2,
  point: 4,
  /** Never shown by a search: obsolete structure, or a DORA status other than PUBLISHED (dora-backend.md §2.8). */
  hidden: 8,
  orientable: 16,
} as const

/** Columns of `textes`, in order; the bit of a column in a posting is `1 << index`. */
export const TEXT_FIELDS = ['nom', 'besoins', 'structure', 'texte'] as const
export type TextField = (typeof TEXT_FIELDS)[number]
export const FIELD_OF = { nom: 1, besoins: 2, structure: 4, texte: 8 } as const satisfies Readonly<Record<TextField, number>>

/**
 * Tables. Records are kept whole as JSON (shared/catalogue/record.ts); everything else is derived from them
 * (shared/catalogue/facts.ts, shared/catalogue/terms.ts) so that a patch of one row rewrites only its own lines.
 * - `service_facts` is narrow on purpose: it is read whole at start, and must not drag the records along.
 *   `jour` and `suspension` are days since 1970-01-01; `zone` refers to `zones`; `codes` holds one character per value of
 *   `facet_values` (rowid 1 is FIRST_CODE).
 * - `textes` holds stems, not words, and no copy of them (contentless); `points` the places, for boxes.
 * - `words` are the words as written (folded), with their stem and the number of services that hold them; 0 once none does.
 * - `postings` is the same index packed for speed (shared/catalogue/postings.ts): reading 100,000 rowids out of FTS5 one by
 *   one takes longer than a whole search may. A service changed later gets a new rowid, above `meta.packed`, and its former
 *   one goes to `gone`. Changes take numbers one after the other, never twice (`meta.last` is the last): the rowid of the service
 *   they write, `gone.at` and `words.at` of what they touch, so that a reader finds what is new to it (main/catalogue/refresh.ts).
 * - `ver`, `h` and the `replica` tables are what synchronisation knows of the rows (shared/sync): version, checksum, and the
 *   scopes carried here that hold the row, separated by spaces, null for a file of all of France. They are 0, empty and null in a
 *   file that no server made. `replica` has `epoch`, `schema` and `at` (server's instant of the last page). Cursor and rows are in
 *   the same file, for one transaction to write both. `other_rows` keeps kinds that this version does not know.
 */
export const CATALOGUE_TABLES = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE structures (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  nom TEXT NOT NULL,
  commune TEXT,
  parent TEXT,
  record TEXT NOT NULL,
  ver INTEGER NOT NULL DEFAULT 0,
  h INTEGER NOT NULL DEFAULT 0,
  scopes TEXT
) STRICT;
CREATE TABLE services (
  rowid INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  source TEXT NOT NULL,
  structure_id TEXT,
  nom_tri TEXT NOT NULL,
  record TEXT NOT NULL,
  ver INTEGER NOT NULL DEFAULT 0,
  h INTEGER NOT NULL DEFAULT 0,
  scopes TEXT
) STRICT;
CREATE TABLE other_rows (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  ver INTEGER NOT NULL,
  h INTEGER NOT NULL,
  scopes TEXT,
  doc TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT;
CREATE TABLE replica (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE replica_scopes (scope TEXT PRIMARY KEY, seq INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE replica_sums (
  scope TEXT NOT NULL,
  kind TEXT NOT NULL,
  n INTEGER NOT NULL,
  sum INTEGER NOT NULL,
  PRIMARY KEY (scope, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE gone (rowid INTEGER PRIMARY KEY, at INTEGER NOT NULL) STRICT;
CREATE TABLE facet_values (
  rowid INTEGER PRIMARY KEY,
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  UNIQUE (facet, value)
) STRICT;
CREATE TABLE zones (rowid INTEGER PRIMARY KEY, codes TEXT NOT NULL UNIQUE) STRICT;
CREATE TABLE service_facts (
  rowid INTEGER PRIMARY KEY,
  lat REAL,
  lon REAL,
  jour INTEGER NOT NULL,
  suspension INTEGER,
  flags INTEGER NOT NULL,
  completude INTEGER NOT NULL,
  zone INTEGER NOT NULL,
  codes TEXT NOT NULL
) STRICT;
CREATE TABLE postings (term TEXT PRIMARY KEY, df INTEGER NOT NULL, docs BLOB NOT NULL) STRICT;
CREATE TABLE words (
  word TEXT PRIMARY KEY,
  term TEXT NOT NULL,
  df INTEGER NOT NULL,
  at INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE VIRTUAL TABLE textes USING fts5(nom, besoins, structure, texte,
  content='', contentless_delete=1, detail=column, tokenize="ascii");
CREATE VIRTUAL TABLE points USING rtree(rowid, lat_min, lat_max, lon_min, lon_max);
`

/** Made once the rows are in: quicker than keeping them up at each insertion. */
export const CATALOGUE_INDEXES = `
CREATE INDEX structures_parent ON structures (parent) WHERE parent IS NOT NULL;
CREATE INDEX services_structure ON services (structure_id) WHERE structure_id IS NOT NULL;
CREATE INDEX services_nom ON services (nom_tri);
CREATE INDEX words_changed ON words (at) WHERE at > 0;
`
