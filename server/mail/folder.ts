import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { bytesOf } from './compose.ts'
import { MailFailure, type MailTransport } from './transport.ts'

export const MAIL_FOLDER = 'courrier'
const KEPT_MS = 7 * 24 * 60 * 60_000

/** `20261123T090000Z-<id>.eml`: in the order of sending. */
const nameOf = (date: Date, id: string): string => `${date.toISOString().replace(/[-:]|\.\d+/g, '')}-${id}.eml`
/** Also of one that was cut before it was whole. */
const NAME = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z-[\w-]+\.eml(?:\.tmp)?$/

const namesIn = (folder: string): readonly string[] => {
  try {
    return readdirSync(folder)
  } catch (error) {
    // No letter was ever written.
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/**
 * They hold names, addresses and links: each goes a week after it was written, whether or not others are, and also on a server that
 * has found a mail server since. Answers how many went. @param folder the server's. @param now milliseconds since 1970
 */
export const forgetLetters = (folder: string, now: number): number => {
  const into = join(folder, MAIL_FOLDER)
  const old = namesIn(into).filter((name) => {
    const [, y, mo, d, h, mi, s] = NAME.exec(name) ?? []
    return y !== undefined && now - Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`) > KEPT_MS
  })
  for (const name of old) rmSync(join(into, name), { force: true })
  return old.length
}

const isThere = (folder: string, id: string): boolean => readdirSync(folder).some((name) => name.endsWith(`-${id}.eml`))

/**
 * No mail server: each message is a complete file of `<folder>/courrier`, which its owner alone reads, so that everything can be
 * tried with no provider. A mail program opens these files. They are kept for a week (`forgetLetters`). A message is one file, whoever
 * it is addressed to and however often it is sent.
 */
export const folderTransport = (folder: string): MailTransport => {
  const into = join(folder, MAIL_FOLDER)
  const inFolder = (work: () => void): void => {
    try {
      work()
    } catch (error) {
      throw new MailFailure('unreachable', null, (error as NodeJS.ErrnoException).code ?? 'EFOLDER')
    }
  }
  return {
    delivers: false,
    send: async (message, handOver) => {
      const bytes = await bytesOf(message)
      const file = join(into, nameOf(message.date, message.id))
      inFolder(() => {
        mkdirSync(into, { recursive: true, mode: 0o700 })
        rmSync(`${file}.tmp`, { force: true })
        writeFileSync(`${file}.tmp`, bytes, { mode: 0o600 })
      })
      await handOver()
      inFolder(() => {
        if (isThere(into, message.id)) rmSync(`${file}.tmp`, { force: true })
        else renameSync(`${file}.tmp`, file)
      })
    },
  }
}
