/** The two names Electron's IPC carries. Kept apart from the contract so that the preload does not bundle zod. */
export const CALL_CHANNEL = 'dora:call'
export const EVENT_CHANNEL = 'dora:event'
