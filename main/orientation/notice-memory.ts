import { readFileSync, rmSync } from 'node:fs'
import { z } from 'zod'
import { writeAtomically } from '../app/write-atomically.ts'
import type { NoticeMemory } from './notices.ts'

const Kept = z.object({ compte: z.string(), dites: z.array(z.string()), derniere: z.number().nullable() })

/**
 * What notices have told, in a file of its own: identifiers and states, nothing of anyone. One that cannot be read tells nothing
 * again: it is as the first look at an account.
 */
export const createNoticeMemory = (file: string, log: (what: string, error: unknown) => void) => {
  let known: NoticeMemory | null | undefined

  const read = (): NoticeMemory | null => {
    try {
      return Kept.parse(JSON.parse(readFileSync(file, 'utf8')))
    } catch {
      return null
    }
  }

  return {
    get: (): NoticeMemory | null => (known === undefined ? (known = read()) : known),
    /** Durable once it returns; a disk that cannot be written keeps it for as long as the application runs. */
    keep: (next: NoticeMemory): void => {
      if (JSON.stringify(next) === JSON.stringify(known)) return
      known = next
      try {
        writeAtomically(file, JSON.stringify(next))
      } catch (error) {
        log('notices', error)
      }
    },
    /** Nobody is signed in any more. */
    forget: (): void => {
      if (known === null) return
      known = null
      rmSync(file, { force: true })
    },
  }
}
export type NoticeStore = ReturnType<typeof createNoticeMemory>
