import type { RawRow } from '../shapes/draft.ts'

/** One row as read, or the reason why there is none at that place. `ligne` is the line of the file where it begins, from 1. */
export type ReadRow =
  | { readonly kind: 'row'; readonly ligne: number; readonly row: RawRow; readonly hint: 'structure' | 'service' | null }
  | { readonly kind: 'unreadable'; readonly ligne: number; readonly raison: string }

/** Rows come in batches, to spare one promise per row. */
export type Rows = AsyncGenerator<readonly ReadRow[]>

/** A row above this is damage, not data: an unclosed quote that swallows the rest of the file. */
export const MAX_ROW_BYTES = 8 * 1024 * 1024
