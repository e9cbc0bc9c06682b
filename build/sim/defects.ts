/**
 * Defects put around the real parts, each a mistake that a synchronisation really made somewhere (sync.md §3.4). The harness must
 * find every one of them: a harness that finds nothing proves nothing.
 */
export const DEFECTS = [
  /** The cursor is saved before the rows (LiveStore #409, PouchDB #1240). */
  'cursor_first',
  /** A mutation sent again is applied again. */
  'no_dedupe',
  /** A desk that was away too long does not learn that deletions were forgotten. */
  'no_floor',
  /** What was sent is taken for done. */
  'delete_on_send',
  /** A server restored from a backup is taken for the same. */
  'ignore_epoch',
  /** What a restore took back is not sent again. */
  'no_repush',
  /** The last word wins. */
  'lww',
  /** The pointer turns to a snapshot before it is verified. */
  'flip_before_verify',
  /** Nothing is flushed to the disk. */
  'no_fsync',
  /** A sum that differs is replaced by the server's (actuali PR #188). */
  'adopt_checksum',
  /** One person's rows are given to another. */
  'scope_leak',
] as const
export type Defect = (typeof DEFECTS)[number]
