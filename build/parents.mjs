// Who must be alive for what npm started to go on. Only what Node itself provides: read by bootstrap.mjs.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

const ps = (field, pid) => spawnSync('ps', ['-o', `${field}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? ''

/** What the system tells of a process: its parent and its command line; null and '' where it does not. */
const system = {
  parentOf: (pid) => {
    try {
      if (process.platform === 'win32') return null
      if (process.platform !== 'linux') return Number(ps('ppid', pid)) || null
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
      return Number(stat.replace(/^.*\) /s, '').split(' ')[1]) || null
    } catch {
      return null
    }
  },
  commandOf: (pid) => {
    try {
      if (process.platform === 'win32') return ''
      return process.platform === 'linux' ? readFileSync(`/proc/${pid}/cmdline`, 'utf8') : ps('command', pid)
    } catch {
      return ''
    }
  },
}

/** npm names its process « npm start »; before it does, the command line holds its file. */
const isNpm = (command) => /^npm(?=[\s\0]|$)|npm-cli\.js/.test(command)

/**
 * The processes whose end is ours too: npm, and the shell it put between us when there is one (some shells give us their own
 * place). Nobody else: a terminal closed after `nohup npm start &`, or a launcher that ends once it has launched, are no reason
 * to stop. Empty when npm did not start us.
 */
export const watchedParents = (
  { ppid = process.ppid, env = process.env, platform = process.platform } = {},
  { parentOf, commandOf } = system,
) => {
  if (env.npm_lifecycle_event === undefined || ppid <= 1) return []
  // The shell of npm, which ends when we do or is killed with npm.
  if (platform === 'win32') return [ppid]
  if (isNpm(commandOf(ppid))) return [ppid]
  const above = parentOf(ppid)
  return above !== null && above > 1 && isNpm(commandOf(above)) ? [ppid, above] : []
}
