import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** A page that shows nothing and goes to `to` at once. Used where only a page may say where to go next. */
export const pageTo = (to: string): string =>
  `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>DORA, le bureau</title><meta http-equiv="refresh" content="0;url=${attribute(to)}"></head></html>`

const FILE = 'ouvrir.html'

/**
 * Puts the way into the application in a file that only this user reads, and answers its address.
 * A browser is started with that address: the command line of a process is shown to every user of the machine (`ps`),
 * and the key in `url` opens the drafts.
 */
export const writeDoorstep = (folder: string, url: string): string => {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, FILE)
  // Made anew: an older file keeps the rights it was made with.
  rmSync(file, { force: true })
  writeFileSync(file, pageTo(url), { mode: 0o600, flag: 'wx' })
  chmodSync(file, 0o600)
  return pathToFileURL(file).href
}

/** Once a page is open the key has served; the file says nothing more. */
export const removeDoorstep = (folder: string): void => rmSync(join(folder, FILE), { force: true })
