import { create } from 'zustand'

/** What the one live region of the application says (app/Announcer.tsx). */
export const useAnnouncement = create<{ readonly message: string; readonly turn: number }>(() => ({ message: '', turn: 0 }))

/** Says a sentence to screen readers without moving the focus. The same sentence twice is said twice. */
export const announce = (message: string): void => useAnnouncement.setState(({ turn }) => ({ message, turn: turn + 1 }))
