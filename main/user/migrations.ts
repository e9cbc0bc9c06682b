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
  {
    version: 2,
    // An older application sees, and may write, the favourites of this desk only: it never meets a row of an account.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- Of an account (user_id), only what was removed since the opening stays here, for its undo.
        CREATE TABLE favourites_2 (
          user_id TEXT,
          kind TEXT NOT NULL CHECK (kind IN ('service', 'structure')),
          id TEXT NOT NULL,
          nom TEXT NOT NULL,
          note BLOB NOT NULL,
          listes BLOB NOT NULL,
          cree_le TEXT NOT NULL,
          supprime_le TEXT
        ) STRICT;
        INSERT INTO favourites_2 SELECT NULL, kind, id, nom, note, listes, cree_le, supprime_le FROM favourites;
        DROP TABLE favourites;
        ALTER TABLE favourites_2 RENAME TO favourites;
        CREATE UNIQUE INDEX favourites_key ON favourites (coalesce(user_id, ''), kind, id);

        -- One row per account ever signed in here and not erased, and one, named '', for the desk itself.
        CREATE TABLE sync (
          user_id TEXT PRIMARY KEY,
          client_id TEXT NOT NULL,
          courant INTEGER NOT NULL DEFAULT 0,
          compte BLOB,
          token BLOB,
          serveur TEXT,
          epoch TEXT,
          cursor INTEGER NOT NULL DEFAULT 0,
          durable INTEGER NOT NULL DEFAULT 0
        ) STRICT;

        CREATE TABLE outbox (
          n INTEGER PRIMARY KEY AUTOINCREMENT,
          mut_id TEXT NOT NULL UNIQUE,
          user_id TEXT NOT NULL,
          type TEXT NOT NULL,
          kind TEXT NOT NULL,
          id TEXT NOT NULL,
          deps TEXT NOT NULL,
          schema INTEGER NOT NULL,
          base_ver INTEGER NOT NULL,
          base BLOB NOT NULL,
          patch BLOB NOT NULL,
          nom BLOB NOT NULL,
          result BLOB,
          state TEXT NOT NULL CHECK (state IN ('pending', 'acked', 'rejected', 'conflict', 'blocked', 'cancelled')),
          client_id TEXT,
          attempts INTEGER NOT NULL DEFAULT 0,
          next_at INTEGER NOT NULL DEFAULT 0,
          failure TEXT,
          ack_epoch TEXT,
          ack_seq INTEGER,
          cree_le TEXT NOT NULL
        ) STRICT;
        CREATE INDEX outbox_by_key ON outbox (user_id, kind, id, n);

        CREATE TABLE conflicts (
          id TEXT PRIMARY KEY,
          user_id TEXT NOT NULL,
          type TEXT NOT NULL,
          kind TEXT NOT NULL,
          cle TEXT NOT NULL,
          nature TEXT NOT NULL CHECK (nature IN ('champs', 'supprime')),
          ver INTEGER NOT NULL,
          base BLOB NOT NULL,
          mine BLOB NOT NULL,
          theirs BLOB NOT NULL,
          nom BLOB NOT NULL,
          cree_le TEXT NOT NULL
        ) STRICT;

        -- The server's own words; a seq below 0 is of a former history, shown until the new one has been read to its end.
        CREATE TABLE own_rows (
          user_id TEXT NOT NULL,
          kind TEXT NOT NULL,
          id TEXT NOT NULL,
          ver INTEGER NOT NULL,
          h INTEGER NOT NULL,
          seq INTEGER NOT NULL,
          doc BLOB NOT NULL,
          PRIMARY KEY (user_id, kind, id)
        ) STRICT;
      `)
    },
  },
  {
    version: 3,
    // An older application signs in and out without these: a renewal that it leaves behind opens with no token but its own
    // (accounts-store.ts), and contacts go with the account that they hang on.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        ALTER TABLE sync ADD COLUMN renouvellement BLOB;
        -- The structure in whose name the person works: NULL when none was ever chosen, '' for none.
        ALTER TABLE sync ADD COLUMN structure TEXT;

        -- Contacts kept for professionals, as the server last told them, for the days without network.
        CREATE TABLE contacts (
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          service_id TEXT NOT NULL,
          contact BLOB NOT NULL,
          lu_le TEXT NOT NULL,
          PRIMARY KEY (user_id, service_id)
        ) STRICT;
      `)
    },
  },
  {
    version: 4,
    // An older application knows nothing of these: they go with the account, and are purged when this one comes back.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- Listings that someone has begun to change here, and has not sent. origine: NULL for a listing that was there.
        CREATE TABLE working_copies (
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          kind TEXT NOT NULL CHECK (kind IN ('service', 'structure', 'modele')),
          id TEXT NOT NULL,
          structure_id TEXT NOT NULL,
          base BLOB NOT NULL,
          doc BLOB NOT NULL,
          origine TEXT,
          version INTEGER NOT NULL,
          cree_le TEXT NOT NULL,
          modifie_le TEXT NOT NULL,
          supprime_le TEXT,
          PRIMARY KEY (user_id, kind, id)
        ) STRICT;

        -- The few changes that wait for another one, among a thousand that do not.
        CREATE INDEX outbox_waiting ON outbox (user_id) WHERE deps <> '[]';
      `)
    },
  },
  {
    version: 5,
    // An older application lists no draft that was sent, and purges none: it takes it for one removed at the end of time
    // (drafts-store.ts). It would send a request without its files, which the server refuses; this one then sends both.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- Requests sent from this desk, each with the draft that it was made of, for as long as it may be of use.
        CREATE TABLE requests (
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          id TEXT NOT NULL,
          draft_id TEXT NOT NULL UNIQUE,
          vue BLOB NOT NULL,
          envoyee_le TEXT NOT NULL,
          PRIMARY KEY (user_id, id)
        ) STRICT;

        -- Those about which this desk gives no notice.
        CREATE TABLE muted_requests (
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          sens TEXT NOT NULL CHECK (sens IN ('envoi', 'reception')),
          id TEXT NOT NULL,
          PRIMARY KEY (user_id, sens, id)
        ) STRICT;

        CREATE TABLE answer_templates (
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          id TEXT NOT NULL,
          geste TEXT NOT NULL,
          nom BLOB NOT NULL,
          texte BLOB NOT NULL,
          PRIMARY KEY (user_id, id)
        ) STRICT;
      `)
    },
  },
  {
    version: 6,
    // An older application knows nothing of these: they go with the account, and leave when this one comes back.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- Acts of moderation that have not been sent, that the server may have, or that it refused. parti: a try was made.
        CREATE TABLE moderation_acts (
          n INTEGER PRIMARY KEY AUTOINCREMENT,
          user_id TEXT NOT NULL REFERENCES sync (user_id) ON DELETE CASCADE,
          id TEXT NOT NULL,
          acte BLOB NOT NULL,
          part_le INTEGER NOT NULL,
          parti INTEGER NOT NULL DEFAULT 0,
          refus BLOB,
          UNIQUE (user_id, id)
        ) STRICT;
      `)
    },
  },
  {
    version: 7,
    // An older application knows nothing of these, and sends none: they leave when this one comes back, those that are not too old.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- The answer about the measure of use, and this month's number of the desk.
        CREATE TABLE usage_desk (
          cle TEXT PRIMARY KEY CHECK (cle IN ('consentement', 'poste')),
          valeur BLOB NOT NULL
        ) STRICT;
        -- Events that wait. They name nobody, but tell what somebody did on this machine: sealed too. explicite: sent on its own
        -- request, whatever was answered.
        CREATE TABLE usage_events (
          n INTEGER PRIMARY KEY AUTOINCREMENT,
          id TEXT NOT NULL UNIQUE,
          explicite INTEGER NOT NULL,
          evenement BLOB NOT NULL
        ) STRICT;
      `)
    },
  },
  {
    version: 8,
    // An older application knows nothing of these: they stay shut, and are erased when this one comes back, if they are old enough.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- The key of the folders, wrapped by a code that is kept nowhere. pas_avant: milliseconds, after wrong codes.
        CREATE TABLE folder_code (
          n INTEGER PRIMARY KEY CHECK (n = 1),
          sel BLOB NOT NULL,
          cout TEXT NOT NULL,
          cle BLOB NOT NULL,
          essais INTEGER NOT NULL,
          pas_avant INTEGER NOT NULL
        ) STRICT;
        -- People accompanied. utilise_le: from when the days before it is erased count.
        CREATE TABLE folders (
          id TEXT PRIMARY KEY,
          profil BLOB NOT NULL,
          version INTEGER NOT NULL,
          cree_le TEXT NOT NULL,
          modifie_le TEXT NOT NULL,
          utilise_le TEXT NOT NULL,
          supprime_le TEXT
        ) STRICT;
        -- personne_id: its folder, by whose key it is then sealed.
        CREATE TABLE plans (
          id TEXT PRIMARY KEY,
          personne_id TEXT,
          doc BLOB NOT NULL,
          version INTEGER NOT NULL,
          cree_le TEXT NOT NULL,
          modifie_le TEXT NOT NULL,
          supprime_le TEXT
        ) STRICT;
        CREATE INDEX plans_of_folder ON plans (personne_id) WHERE personne_id IS NOT NULL;
      `)
    },
  },
  {
    version: 9,
    // An older application knows nothing of these: they stay as they are until this one comes back.
    minSafeVersion: 1,
    up: (db) => {
      db.exec(`
        -- owner: an account, '' for the desk. Of an account, only those removed, until the desk closes: the others are own_rows.
        CREATE TABLE searches (
          owner TEXT NOT NULL,
          id TEXT NOT NULL,
          doc BLOB NOT NULL,
          cree_le TEXT NOT NULL,
          supprime_le TEXT,
          PRIMARY KEY (owner, id)
        ) STRICT;
        -- What was there when each was last looked at on this desk.
        CREATE TABLE search_marks (
          owner TEXT NOT NULL,
          id TEXT NOT NULL,
          vue BLOB NOT NULL,
          PRIMARY KEY (owner, id)
        ) STRICT;
        -- The last searches made, a few of each.
        CREATE TABLE recent_searches (
          n INTEGER PRIMARY KEY AUTOINCREMENT,
          owner TEXT NOT NULL,
          id TEXT NOT NULL,
          le TEXT NOT NULL,
          doc BLOB NOT NULL
        ) STRICT;
      `)
    },
  },
]
