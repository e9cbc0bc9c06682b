import { readFileSync } from 'node:fs'
import { AppSession } from '#shared/contract/app.ts'
import { writeAtomically } from './write-atomically.ts'

export type SessionStore = ReturnType<typeof createSession>

/** Null when there is none or it does not parse: where one was is not worth a message. */
const read = (file: string): AppSession | null => {
  try {
    return AppSession.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return null
  }
}

/** Where one was, for the next start. What the last start left is read before anything is written over it, and given once. */
export const createSession = (file: string) => {
  let last = read(file)
  let kept = ''
  return {
    take: (): AppSession | null => {
      const taken = last
      last = null
      return taken
    },
    keep: (session: AppSession): void => {
      const text = JSON.stringify(session)
      if (text === kept) return
      kept = text
      try {
        writeAtomically(file, text)
      } catch {
        // A disk that refuses it loses only where one was.
      }
    },
  }
}
