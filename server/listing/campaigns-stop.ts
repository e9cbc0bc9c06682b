import type { AccountParts } from '../accounts/context.ts'
import type { Campaign } from './campaigns-rules.ts'
import { isStopped, setStopped } from './campaigns-rows.ts'
import { readStopToken } from './confirm-token.ts'

/** « Ne plus recevoir ces rappels », by the link of any of them, without signing in. */

export type Stop = { readonly campaign: Campaign; readonly stopped: boolean }

/** What stands for the one who holds that link; null when it is not one of this server. Changes nothing. */
export const readStop = async ({ store, seal }: AccountParts, token: string): Promise<Stop | null> => {
  const read = readStopToken(seal, token)
  if (read === null) return null
  return { campaign: read.campaign, stopped: await store.read((reader) => isStopped(reader, read.campaign, read.owner)) }
}

/** Keeps what they want; null as above. */
export const changeStop = async ({ store, seal, now }: AccountParts, token: string, stopped: boolean): Promise<Stop | null> => {
  const read = readStopToken(seal, token)
  if (read === null) return null
  await store.write((writer) => setStopped(writer, seal, read, stopped, now()))
  return { campaign: read.campaign, stopped }
}
