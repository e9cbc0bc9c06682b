import { z } from 'zod'
import type { Seal } from '../sync/seal.ts'

/** What « ne plus recevoir ces messages » carries: whose, sealed, good for ever. An address tells nothing of anyone. */

export const STOP_SEARCHES_PATH = '/recherches'
const CONTEXT = 'jeton|recherches'
const MOST_TOKEN = 1_900
const Data = z.object({ u: z.string().min(1).max(200) })

export const stopSearchesToken = (seal: Seal, userId: string): string =>
  seal
    .seal(CONTEXT, JSON.stringify({ u: userId }))
    .replace(':', '.')
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

/** The account; null for what was not made here. */
export const readStopSearchesToken = (seal: Seal, token: string): string | null => {
  if (token.length > MOST_TOKEN || !/^\w+\.[\w-]+$/.test(token)) return null
  try {
    const sealed = token.replace('.', ':').replaceAll('-', '+').replaceAll('_', '/')
    return Data.parse(JSON.parse(seal.open(CONTEXT, sealed))).u
  } catch {
    return null
  }
}
