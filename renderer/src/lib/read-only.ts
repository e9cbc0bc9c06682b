import { useSyncStatus } from './sync-status.ts'

/** True when favourites and drafts were written by a newer application: this one reads them, and writes nothing. */
export const useReadOnly = (): boolean => useSyncStatus()?.lecture_seule === true
