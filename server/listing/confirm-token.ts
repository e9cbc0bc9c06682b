import { z } from 'zod'
import type { Seal } from '../sync/seal.ts'
import { CAMPAIGNS } from './campaigns-rules.ts'

/**
 * What links of reminders carry: sealed, so that nobody makes one, and an address tells nothing of anyone. Nothing is kept of them;
 * what they open is judged again each time.
 */

const DAY_MS = 24 * 3600_000
const GOOD_FOR_MS = 30 * DAY_MS
/** Services that one link is about, at most. */
export const MOST_CONFIRMED = 10
/** An address longer than this is cut by some mail programs. */
export const MOST_TOKEN = 1_900

const id = z.string().min(1).max(200)

const USES = {
  /** « Toujours exact »: these services, by this person, until `x` (milliseconds since 1970). */
  confirmer: z.object({ u: id, s: z.array(id).min(1).max(MOST_CONFIRMED), x: z.number() }),
  /** « Ne plus recevoir ces rappels »: good for ever. `o`: whose reminders. */
  arreter: z.object({ c: z.enum(CAMPAIGNS), o: id }),
} as const
type Use = keyof typeof USES
type Data<U extends Use> = z.infer<(typeof USES)[U]>

const contextOf = (use: Use): string => `jeton|${use}`

const write = <U extends Use>(seal: Seal, use: U, data: Data<U>): string =>
  seal.seal(contextOf(use), JSON.stringify(data)).replace(':', '.').replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

const read = <U extends Use>(seal: Seal, use: U, token: string): Data<U> | null => {
  if (token.length > MOST_TOKEN || !/^\w+\.[\w-]+$/.test(token)) return null
  try {
    const sealed = token.replace('.', ':').replaceAll('-', '+').replaceAll('_', '/')
    return USES[use].parse(JSON.parse(seal.open(contextOf(use), sealed))) as Data<U>
  } catch {
    return null
  }
}

/** About the first of these services, as many as an address can hold. @param now milliseconds since 1970 */
export const confirmToken = (seal: Seal, userId: string, services: readonly string[], now: number): string => {
  const token = write(seal, 'confirmer', { u: userId, s: services.slice(0, MOST_CONFIRMED), x: now + GOOD_FOR_MS })
  return token.length <= MOST_TOKEN || services.length <= 1 ? token : confirmToken(seal, userId, services.slice(0, -1), now)
}

/** Null for what was not made here, or too long ago. */
export const readConfirmToken = (
  seal: Seal,
  token: string,
  now: number,
): { readonly userId: string; readonly services: readonly string[] } | null => {
  const data = read(seal, 'confirmer', token)
  return data === null || data.x <= now ? null : { userId: data.u, services: data.s }
}

export const stopToken = (seal: Seal, campaign: Data<'arreter'>['c'], owner: string): string =>
  write(seal, 'arreter', { c: campaign, o: owner })

/** Null for what was not made here. */
export const readStopToken = (
  seal: Seal,
  token: string,
): { readonly campaign: Data<'arreter'>['c']; readonly owner: string } | null => {
  const data = read(seal, 'arreter', token)
  return data === null ? null : { campaign: data.c, owner: data.o }
}

/** Paths that e-mails hold. */
export const CONFIRM_PATH = '/confirmer'
export const STOP_PATH = '/rappels'
export const withToken = (path: string, token: string): string => `${path}?jeton=${token}`
