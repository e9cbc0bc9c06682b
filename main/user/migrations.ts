import type { WritableDb } from '#main/db/open.ts'

export type Migration = {
  readonly version: number
  /** The oldest version of the application's schema that may still write this file without harm. */
  readonly minSafeVersion: number
  /** Runs once per file, inside the transaction that records its version. */
  readonly up: (db: WritableDb) => void
}

/**
 * Numbered from 1, never edited once released: `user.db` is never rebuilt, so each step meets real data.
 * Columns typed BLOB hold sealed values (vault.ts); the rest says nothing of a person.
 * Identifiers are UUIDs made on the desk and drafts carry a version, which is what an outbox needs (sync.md §2.8).
 */
export const MIGRATIONS: readonly Migration[] = [
  {
    version: 1,
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        CREATE TABLE favourites (
          kind TEXT NOT NULL CHECK (kind IN ('service', 'structure')),
          id TEXT NOT NULL,
          nom TEXT NOT NULL,
          note BLOB NOT NULL,
          listes BLOB NOT NULL,
          cree_le TEXT NOT NULL,
          supprime_le TEXT,
          PRIMARY KEY (kind, id)
        ) STRICT;
        CREATE TABLE drafts (
          id TEXT PRIMARY KEY,
          service_id TEXT NOT NULL,
          service BLOB NOT NULL,
          contenu BLOB NOT NULL,
          version INTEGER NOT NULL,
          cree_le TEXT NOT NULL,
          modifie_le TEXT NOT NULL,
          supprime_le TEXT
        ) STRICT;
        CREATE TABLE draft_attachments (
          id TEXT PRIMARY KEY,
          draft_id TEXT NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
          nom BLOB NOT NULL,
          pour BLOB NOT NULL,
          type TEXT NOT NULL,
          taille INTEGER NOT NULL,
          ajoute_le TEXT NOT NULL
        ) STRICT;
        CREATE INDEX draft_attachments_by_draft ON draft_attachments (draft_id);
        CREATE TABLE profile (cle TEXT PRIMARY KEY, valeur BLOB NOT NULL) STRICT;
      `)
    },
  },
]
