import type { Rattachement } from '#shared/accounts/compte.ts'
import type { Decision, Dossier } from '#shared/moderation/dossier.ts'
import type { Doublon } from '#shared/moderation/doublon.ts'
import type { BoardLine } from '#shared/moderation/board.ts'
import type { Etat } from '#shared/orientation/life.ts'

/**
 * What the panel knows of the whole reference, in memory: nothing here is kept, all of it follows from the rows (reference.ts).
 */

/** What calls go by (shared/moderation/calls-score.ts). */
type Care = {
  /** Groups of fields that say anything (shared/listing/groups.ts). */
  readonly groupes: readonly string[]
  /** Group → day on which somebody last said that it is right; null when nobody ever said so of any. */
  readonly verifie: Readonly<Record<string, string>> | null
}

export type ServiceFacts = Care & {
  readonly id: string
  readonly ver: number
  readonly structureId: string | null
  readonly nom: string
  readonly commune: string | null
  readonly departement: string | null
  readonly source: string
  readonly statut: 'SUGGESTION' | 'DRAFT' | 'PUBLISHED' | 'ARCHIVED'
  readonly moderation: BoardLine['moderation']
  readonly thematiques: readonly string[]
  readonly date_maj: string
  /** Day from which it is to be confirmed; null for never. */
  readonly due: string | null
  /** Null too for one that is kept for professionals. */
  readonly telephone: string | null
  readonly courriel: string | null
  /** People of the zone that it serves, as far as its form tells (reference-lines.ts). */
  readonly portee: number
}

export type StructureLine = Care &
  Omit<
    BoardLine,
    | 'etat'
    | 'publies'
    | 'brouillons'
    | 'actifs'
    | 'a_actualiser'
    | 'membres'
    | 'administrateurs'
    | 'vues'
    | 'thematiques'
    | 'labels'
    | 'vu'
  > & {
    readonly ver: number
    readonly labels: readonly string[]
    readonly obsolete: boolean
    readonly parent: string | null
  }

/** Requests held, by the structure that sends them: nothing of the persons. */
export type HeldFacts = { readonly id: string; readonly cree_le: string; readonly suspecte: boolean }
export type SuggestionFacts = { readonly id: string; readonly cible: string; readonly cree_le: string }
/** Requests of a structure, or to a service: numbers alone. Those that moderation holds or has rejected were received by nobody. */
export type RequestCounts = {
  readonly envoyees: number
  readonly recues: number
  /** Received and not answered: open still, or expired. */
  readonly sans_reponse: number
  /** Received in the last 90 days. */
  readonly recentes: number
}

/** What figures are made of: nothing of the person, nor of what was written. */
export type RequestFacts = {
  /** ISO day on which it was sent. */
  readonly jour: string
  readonly etat: Etat
  /** Its structure was told of it. */
  readonly recue: boolean
  /** Account of who sent it: to count people, never told. '' for one that has gone. */
  readonly auteur: string
  readonly service: string
  readonly structure: string | null
  readonly thematiques: readonly string[]
  /** ISO day, and days that it took from when the structure was told. */
  readonly reponse: { readonly jour: string; readonly en: number; readonly motifs: readonly string[] } | null
}

/** A dossier without its texts: the rest is read from its row. */
export type DossierFacts = Pick<Dossier, 'cible' | 'prise' | 'invite_le' | 'adresses'> & {
  readonly valide_le: string | null
  /** Last decision that set a status of moderation. */
  readonly statue: Pick<Decision, 'le' | 'avant' | 'apres'> | null
}

/** Changed in place as the store is followed: what is read of it after an `await` may be of later, and a row may have gone. */
export type Facts = {
  readonly epoch: string
  /** Of the last change of what is known here, so that the same `seq` says the same things on the same day. */
  readonly seq: number
  /** ISO day in Paris that `vues` and `demandes` are counted at. */
  readonly today: string
  readonly structures: ReadonlyMap<string, StructureLine>
  readonly services: ReadonlyMap<string, ServiceFacts>
  readonly servicesOf: ReadonlyMap<string, ReadonlySet<string>>
  readonly people: ReadonlyMap<string, readonly Rattachement[]>
  readonly held: ReadonlyMap<string, readonly HeldFacts[]>
  /** Open ones, by `cibleKey`. */
  readonly suggestions: ReadonlyMap<string, readonly SuggestionFacts[]>
  /** By `cibleKey`; `ver` is the row’s. */
  readonly dossiers: ReadonlyMap<string, { readonly ver: number; readonly dossier: DossierFacts }>
  readonly doublons: ReadonlyMap<string, Doublon>
  /** Of the last 90 days, by `cibleKey`. */
  readonly vues: ReadonlyMap<string, number>
  /** By `cibleKey` of a structure, or of a service. */
  readonly demandes: ReadonlyMap<string, RequestCounts>
  /** Each request, by identifier. */
  readonly requetes: ReadonlyMap<string, RequestFacts>
  /** Instant from which a sheet waits for moderation, by `cibleKey`, where its history tells (reference-since.ts). */
  readonly depuis: ReadonlyMap<string, string>
}

/** Follows the store: read once whole, then what changed. Any number of callers share one. */
export type Reference = { readonly facts: () => Promise<Facts> }
