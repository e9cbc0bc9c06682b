import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { root } from '../stamp.ts'
import { interruption } from './interruption.ts'

export type Host = {
  /** The address to open, good for one use. */
  readonly url: string
  readonly stop: () => Promise<void>
}

const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/open\?key=[\w-]+/

/** Starts the real browser host on a data folder, no window. @throws when it ends before giving its address. */
export const startHost = async (desk: string): Promise<Host> => {
  // With a channel: the host ends by itself if this process does.
  const child = spawn(process.execPath, ['main/browser.ts', '--no-window'], {
    cwd: root,
    env: { ...process.env, DORA_DESK_FOLDER: desk },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    signal: interruption.signal,
  })
  child.once('error', () => {})
  const ended = once(child, 'close')
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        said += text
        const found = ADDRESS.exec(said)?.[0]
        if (found !== undefined) resolve(found)
      })
    }
    child.once('close', () => reject(new Error(`l’hôte s’est arrêté : ${said.trim()}`)))
  })
  return {
    url,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}
