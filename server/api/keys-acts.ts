import { randomUUID } from 'node:crypto'
import type { CleApi, CleCreee, CleDemandee, CleModifiee, ClesApi } from '#shared/partners/key.ts'
import { type AccountContext, type AccountParts, runAccount } from '../accounts/context.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import { keeps, tenir } from '../administration/right.ts'
import type { Reader, User } from '../store/types.ts'
import type { Seal } from '../sync/seal.ts'
import { CLE, drawKey, everyKey, type Kept, type KeptKey, putKey, readKey } from './keys-rows.ts'
import { readUsage, USAGE_CLE } from './keys-usage.ts'

/** Keys as the team gives and takes them back. All reject with Forbidden; those of one key, with AccountRefusal `cle-inconnue`. */

const MOST = 500

const shown = async (reader: Reader, seal: Seal, { id, key }: Kept): Promise<CleApi> => {
  const { empreinte: _, ...told } = key
  const jours = Object.entries(await readUsage(reader, seal, id))
    .map(([jour, count]) => ({ jour, ...count }))
    .sort((a, b) => (a.jour < b.jour ? 1 : -1))
  return { ...told, id, vue_le: jours[0]?.jour ?? null, jours }
}

/** Those that are good first, then the newest. */
export const keysFor = async (
  parts: AccountParts,
  user: User,
  { restricted, address }: { readonly restricted: readonly string[]; readonly address: string },
): Promise<ClesApi> => {
  await keeps(parts, user)
  const { store, seal } = parts
  const cles = await store.read(async (reader) => {
    const all: CleApi[] = []
    for (const kept of await everyKey(reader, seal)) all.push(await shown(reader, seal, kept))
    return all
  })
  const rank = ({ revoquee_le, creee_le }: CleApi): string => `${revoquee_le === null ? 1 : 0}${creee_le}`
  return { cles: cles.sort((a, b) => (rank(a) < rank(b) ? 1 : -1)), sources_restreintes: [...restricted], adresse: address }
}

const entry = (action: string, id: string, { portees, quota, sources }: KeptKey) => ({
  action,
  objet: { kind: CLE, id } as const,
  details: { portees: portees.join(' '), minute: quota.minute, jour: quota.jour, sources: sources.join(' ') },
})

/** The key is in the answer, and nowhere else. Rejects with AccountRefusal `cle-trop`. */
export const createKey = async (parts: AccountParts, user: User, asked: CleDemandee): Promise<CleCreee> => {
  const { cle, empreinte, debut } = drawKey()
  const id = randomUUID()
  await runAccount(parts, user, async ({ actor, writer, seal, now, journal }) => {
    tenir(actor)
    if ((await everyKey(writer, seal)).length >= MOST) throw new AccountRefusal('cle-trop')
    const key = { ...asked, empreinte, debut, creee_le: new Date(now).toISOString(), revoquee_le: null }
    await putKey(writer, seal, id, key)
    await journal(entry('cle.creee', id, key))
  })
  return { id, cle }
}

const actOnKey = (
  parts: AccountParts,
  user: User,
  id: string,
  act: (key: KeptKey, context: AccountContext) => Promise<void>,
): Promise<void> =>
  runAccount(parts, user, async (context) => {
    tenir(context.actor)
    const key = await readKey(context.writer, context.seal, id)
    if (key === null) throw new AccountRefusal('cle-inconnue')
    await act(key, context)
  })

/** Rejects with AccountRefusal `cle-revoquee` for one that is no longer good. */
export const changeKey = (parts: AccountParts, user: User, id: string, asked: CleModifiee): Promise<void> =>
  actOnKey(parts, user, id, async (key, { writer, seal, journal }) => {
    if (key.revoquee_le !== null) throw new AccountRefusal('cle-revoquee')
    const next = { ...key, ...asked }
    await putKey(writer, seal, id, next)
    await journal(entry('cle.modifiee', id, next))
  })

/** For good, on every replica within a second. Again does nothing. */
export const revokeKey = (parts: AccountParts, user: User, id: string): Promise<void> =>
  actOnKey(parts, user, id, async (key, { writer, seal, now, journal }) => {
    if (key.revoquee_le !== null) return
    const next = { ...key, revoquee_le: new Date(now).toISOString() }
    await putKey(writer, seal, id, next)
    await journal(entry('cle.revoquee', id, next))
  })

/** With the address of whoever answered for it, and its counts. Rejects with AccountRefusal `cle-active` for one that is still good. */
export const forgetKey = (parts: AccountParts, user: User, id: string): Promise<void> =>
  actOnKey(parts, user, id, async (key, { writer, journal }) => {
    if (key.revoquee_le === null) throw new AccountRefusal('cle-active')
    await writer.remove({ kind: CLE, id })
    await writer.remove({ kind: USAGE_CLE, id })
    await journal({ action: 'cle.oubliee', objet: { kind: CLE, id } })
  })
