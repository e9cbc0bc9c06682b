import { z } from 'zod'
import { procedure } from '../rpc.ts'
import { Account } from '../sync/wire.ts'

const failure = z.object({ code: z.string(), message: z.string() })

/** What is under way, for a bar: `fait` and `total` in `unite`; `total` is null when it cannot be known. */
export const SyncProgress = z.object({
  phase: z.enum(['telechargement', 'verification', 'installation', 'lecture', 'pieces']),
  fait: z.number(),
  total: z.number().nullable(),
  unite: z.enum(['octets', 'fiches']),
})
export type SyncProgress = z.infer<typeof SyncProgress>

export const SyncStatus = z.object({
  /** Address of the server; null when this desk has none, and lives on the catalogue file it was given. */
  serveur: z.string().nullable(),
  /** True for the server that the start script runs beside the desk. */
  embarque: z.boolean(),
  compte: Account.nullable(),
  /** True when the server no longer knows the session: public data still come in, what waits is kept. */
  session_expiree: z.boolean(),
  /**
   * `bloque`: the server answers but refuses, `erreur` says why and what to do (application too old, disk full…).
   * `hors-ligne`: no answer; everything local works.
   */
  etat: z.enum(['sans-serveur', 'premier-chargement', 'en-cours', 'a-jour', 'hors-ligne', 'bloque']),
  /** ISO instant since which `hors-ligne` or `bloque` lasts. */
  depuis: z.string().nullable(),
  /** ISO instant of the last time everything was read up to the server's head. */
  a_jour_le: z.string().nullable(),
  /** ISO instant of the data on the screens: the last exchange, else the writing of the catalogue file; null without a catalogue. */
  donnees_du: z.string().nullable(),
  /** Changes not yet known to the server. */
  en_attente: z.number().int(),
  /** Clashes and refusals that wait for a person. */
  a_verifier: z.number().int(),
  progression: SyncProgress.nullable(),
  erreur: failure.nullable(),
  /** Seconds the machine's clock is ahead of the server's, when more than five minutes. */
  decalage_horloge_s: z.number().nullable(),
  /** True when `user.db` was written by a newer application: it is read, never written. */
  lecture_seule: z.boolean(),
  /** Départements carried; empty for all of France. */
  territoires: z.array(z.string()),
})
export type SyncStatus = z.infer<typeof SyncStatus>

/** What a change is about, in words that a person recognises. */
const subject = {
  /** `favori`… : kind of the thing changed. */
  kind: z.string(),
  /** Identifier of the thing, to open it: the service or structure kept. */
  cible: z.object({ kind: z.enum(['service', 'structure']), id: z.string() }).nullable(),
  /** Its name: « Aide au permis ». */
  nom: z.string(),
}

export const OutgoingChange = z.object({
  mut_id: z.string(),
  ...subject,
  /** `creation`, `modification`, `suppression`. */
  action: z.enum(['creation', 'modification', 'suppression']),
  /** Fields changed, by their names in the record (« note », « listes »). */
  champs: z.array(z.string()),
  cree_le: z.string(),
  /** `envoye`: answered, kept until the server's own copies are safe. */
  etat: z.enum(['en-attente', 'envoye', 'refuse', 'conflit', 'bloque']),
  essais: z.number().int(),
  /** ISO instant of the next try, when one failed. */
  prochain_essai: z.string().nullable(),
  /** The server's answer, or the last failure. */
  reponse: failure.nullable(),
})
export type OutgoingChange = z.infer<typeof OutgoingChange>

export const SyncConflict = z.object({
  id: z.string(),
  ...subject,
  cree_le: z.string(),
  /** `supprime`: it was removed elsewhere while it was changed here; « la mienne » keeps it. */
  nature: z.enum(['champs', 'supprime']),
  champs: z.array(
    z.object({
      champ: z.string(),
      /** Values as text, a list as one line per item; null for no value. */
      origine: z.string().nullable(),
      mienne: z.string().nullable(),
      leur: z.string().nullable(),
    }),
  ),
})
export type SyncConflict = z.infer<typeof SyncConflict>

export const syncContract = {
  procedures: {
    'sync.status': procedure(z.void(), SyncStatus),
    /** Exchanges with the server now; resolves when it has begun, `sync.changed` tells the rest. */
    'sync.now': procedure(z.void(), z.void()),
    /** Which server: an `https:` address (or `http:` on this machine); null for the embedded one. Takes effect at once. */
    'sync.setServer': procedure(z.object({ adresse: z.string().max(2083).nullable() }), SyncStatus),
    /** Départements to carry, all of France when empty. The present catalogue stays in use until the new one is ready. */
    'sync.setTerritories': procedure(z.object({ departements: z.array(z.string().max(3)).max(101) }), SyncStatus),
    /** Local favourites are added to those of the account. */
    'sync.signIn': procedure(z.object({ courriel: z.string().max(254), motDePasse: z.string().max(200) }), SyncStatus),
    /** `effacer` removes the account's rows from this desk, what was not sent included; else they wait for the next sign-in. */
    'sync.signOut': procedure(z.object({ effacer: z.boolean() }), SyncStatus),
    /** Newest first; those answered and safe are no longer there. */
    'sync.outgoing': procedure(z.void(), z.array(OutgoingChange)),
    /** Sends again, now: a refused change as a new one. */
    'sync.retry': procedure(z.object({ mutId: z.string() }), z.void()),
    /** Gives up a change that was not applied: the screen shows the server's value again. */
    'sync.cancel': procedure(z.object({ mutId: z.string() }), z.void()),
    'sync.conflicts': procedure(z.void(), z.array(SyncConflict)),
    /** Chooses for each field; a field left out keeps theirs. */
    'sync.resolve': procedure(z.object({ id: z.string(), choix: z.record(z.string(), z.enum(['mienne', 'leur'])) }), z.void()),
  },
  events: {
    'sync.changed': SyncStatus,
    /** Outgoing changes or conflicts have moved: read them again. */
    'sync.queueChanged': z.object({}),
  },
} as const
