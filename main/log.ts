import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { join } from 'node:path'

export type Log = { readonly error: (what: string, error: unknown) => void; readonly info: (what: string) => void }

/** Enough for a week of trouble, small enough to send by e-mail. */
const ROTATE_AT_BYTES = 1_000_000

/**
 * Removes what may have been typed: text between quotes (JSON.parse quotes its input), e-mail addresses, runs of digits.
 * Stack frames keep their file names and lines.
 */
export const redact = (text: string): string =>
  text
    .replace(/"[^"\n]*"?|“[^”\n]*”?|«[^»\n]*»?|`[^`\n]*`?/g, '"…"')
    .replace(/(^|[\s(:])'[^'\n]*'/g, "$1'…'")
    .replace(/[^\s@"<>()]+@[^\s@"<>()]+/g, '…@…')
    .replace(/(?<![:\w.])\+?\d[\d .]{5,}\d(?![\w:])/g, '…')

const describe = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : typeof error)

/**
 * Writes one JSON object a line to `<folder>/desk.log`, rotated once. Nothing personal: `what` is a constant of the code,
 * errors are redacted. A log that cannot be written is given up: it must never stop the application.
 */
export const createLog = (folder: string, now: () => Date = () => new Date()): Log => {
  const file = join(folder, 'desk.log')
  const write = (entry: { readonly level: string; readonly what: string; readonly error?: string }) => {
    try {
      mkdirSync(folder, { recursive: true })
      const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0
      if (size > ROTATE_AT_BYTES) renameSync(file, join(folder, 'desk.1.log'))
      appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), ...entry })}\n`, { mode: 0o600 })
    } catch {
      // Disk full or read-only: the screens say so when it matters to them.
    }
  }
  return {
    error: (what, error) => write({ level: 'error', what, error: redact(describe(error)) }),
    info: (what) => write({ level: 'info', what }),
  }
}
