import type { Acte } from '#shared/moderation/acts.ts'
import type { Dossier } from '#shared/moderation/dossier.ts'
import type { AccountContext } from '../accounts/context.ts'
import type { User } from '../store/types.ts'
import type { Kept } from './dossier.ts'
import type { Sheet, Statut } from './dossier-sheet.ts'

/** What an act of moderation is done with, in its transaction. */

export type Scene = {
  readonly context: AccountContext
  readonly user: User
  /** As they are named in what is kept. */
  readonly nom: string
  readonly sheet: Sheet
  readonly kept: Kept
  /** Address of this server, without a final « / ». */
  readonly publicUrl: string
  /** To whom a sheet is entrusted; null for anybody else’s act, or for somebody unknown. */
  readonly entrusted: User | null
}

export type ActeOf<G extends Acte['geste']> = Extract<Acte, { readonly geste: G }>

/** What an act did; null: it is about nothing, and nothing was staged. */
export type Done = {
  /** Note, reason of a rejection, subject of a letter: of its line in the log. */
  readonly texte: string
  /** Status that it leaves; as it was when left out. */
  readonly apres?: Statut
  /** Version of the sheet that it made; unchanged when left out. */
  readonly ver?: number
  /** Requests released or closed. */
  readonly demandes?: number
  /** What changes of the dossier, beside the log. */
  readonly dossier?: Partial<Pick<Dossier, 'prise' | 'valide' | 'adresses'>>
  /** Details for the journal: identifiers only. */
  readonly details?: Readonly<Record<string, string | number | boolean | null>>
  /** Something was queued. */
  readonly letters?: boolean
} | null

export const isoOf = ({ context }: Pick<Scene, 'context'>): string => new Date(context.now).toISOString()
