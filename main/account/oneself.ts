import { CGU_VERSION } from '#shared/accounts/compte.ts'
import { Devices, Establishments, Join, Joined, Me, Methods } from '#shared/accounts/wire.ts'
import { DoraError } from '#shared/errors.ts'
import { z } from 'zod'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { asError } from '../sync/reasons.ts'
import { type AccountApi, done } from './api.ts'

type OneselfHandlers = Pick<
  DoraHandlers,
  | 'account.methods'
  | 'account.updateProfile'
  | 'account.acceptCgu'
  | 'account.changePassword'
  | 'account.devices'
  | 'account.revokeDevice'
  | 'account.export'
  | 'account.remove'
  | 'account.establishments'
  | 'account.join'
>

const ME = ['account', 'v1', 'me'] as const

/** Fourteen digits, however they were spaced. @throws DoraError `compte-siret-incorrect` */
export const siretOf = (text: string): string => {
  const digits = text.replace(/\s/g, '')
  if (!/^\d{14}$/.test(digits)) throw new DoraError('compte-siret-incorrect')
  return digits
}

/** What a person asks of the server about themselves. Changes come back by the exchanges, which are asked at once. */
export const createOneselfHandlers = (
  { ask }: AccountApi,
  link: Pick<ServerLink, 'request' | 'erase' | 'readBack'>,
  /** Identifier of the account signed in; null when nobody is. */
  whoIsIn: () => Promise<string | null>,
): OneselfHandlers => ({
  'account.methods': async () => {
    const told = await link.request({ method: 'GET', path: 'auth/v1/methods', anonymous: true })
    if (!told.ok) throw asError(told.code)
    const methods = Methods.safeParse(told.value)
    if (!methods.success) throw asError('malformed')
    return methods.data
  },
  'account.updateProfile': async ({ userId, patch }) => {
    if ((await whoIsIn()) !== userId) throw new DoraError('compte-non-connecte')
    await ask('PATCH', ME, { answer: Me, body: patch })
    link.readBack()
  },
  'account.acceptCgu': async () => {
    await ask('POST', [...ME, 'cgu'], { answer: Me, body: { version: CGU_VERSION } })
    link.readBack()
  },
  'account.changePassword': async (input) => {
    await ask('POST', [...ME, 'password'], { answer: done, body: input })
    link.readBack()
  },
  'account.devices': async () => (await ask('GET', [...ME, 'sessions'], { answer: Devices })).sessions,
  'account.revokeDevice': ({ id }) =>
    ask('DELETE', id === undefined ? [...ME, 'sessions'] : [...ME, 'sessions', id], { answer: done }),
  'account.export': async () => {
    const everything = await ask('GET', [...ME, 'export'], { answer: z.json() })
    return {
      nom: `dora-mes-donnees-${new Date().toISOString().slice(0, 10)}.json`,
      contenu: JSON.stringify(everything, null, 2),
    }
  },
  'account.remove': async (input) => {
    await ask('DELETE', ME, { answer: done, body: input })
    await link.erase()
  },
  'account.establishments': (query) => ask('GET', ['account', 'v1', 'establishments'], { answer: Establishments, query }),
  'account.join': async ({ siret, structureId, ...rest }) => {
    const wanted = Join.safeParse({
      ...rest,
      ...(siret === undefined ? {} : { siret: siretOf(siret) }),
      ...(structureId === undefined ? {} : { structure_id: structureId }),
      cgu_version: CGU_VERSION,
    })
    if (!wanted.success) throw new DoraError('compte-saisie')
    const joined = await ask('POST', ['account', 'v1', 'join'], { answer: Joined, body: wanted.data })
    link.readBack()
    return joined
  },
})
