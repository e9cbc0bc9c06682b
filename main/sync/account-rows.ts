import { COMPTE, RATTACHEMENT } from '#shared/accounts/compte.ts'
import type { UserFile } from './ports.ts'

const ABOUT_THE_PERSON = new Set([COMPTE, RATTACHEMENT])

/** The same file, telling when what it knows of the person may have changed: their rows, or the end of their session. */
export const tellingOfAccount = (file: UserFile, onAccount: () => void): UserFile => {
  /** Read afresh: rows of the former history that the new one does not have go without a word of their own. */
  let afresh = false
  return {
    ...file,
    applyMine: async (page) => {
      const told = await file.applyMine(page)
      const swept = afresh && !page.more
      if (told && (swept || page.changes.some(({ kind }) => ABOUT_THE_PERSON.has(kind)))) onAccount()
      if (swept) afresh = false
      return told
    },
    resetMine: async (userId) => {
      await file.resetMine(userId)
      afresh = true
    },
    sessionExpired: async (session) => {
      await file.sessionExpired(session)
      onAccount()
    },
  }
}

/** The same file, telling each time that the account's rows have been read up to the server's head; `told`: they may have changed. */
export const tellingWhenRead = (file: UserFile, onRead: (userId: string, told: boolean) => void): UserFile => ({
  ...file,
  applyMine: async (page) => {
    const told = await file.applyMine(page)
    if (!page.more) onRead(page.userId, told)
    return told
  },
})
