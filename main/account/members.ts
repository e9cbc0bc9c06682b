import { FirstAdmin, Member, Members } from '#shared/accounts/wire.ts'
import type { DoraHandlers } from '../emit.ts'
import type { ServerLink } from '../sync/server-link.ts'
import { type AccountApi, done } from './api.ts'
import { siretOf } from './oneself.ts'

type MemberHandlers = Pick<DoraHandlers, Extract<keyof DoraHandlers, `members.${string}`>>
type OfMember = { readonly structureId: string; readonly userId: string }

/** The members of a structure: it may be one's own membership that changes, which comes back by the exchanges. */
export const createMemberHandlers = ({ ask }: AccountApi, link: Pick<ServerLink, 'readBack'>): MemberHandlers => {
  const membersOf = (structureId: string) => ['account', 'v1', 'structures', structureId, 'members'] as const

  const act = async (verb: 'resend' | 'accept' | 'refuse', { structureId, userId }: OfMember): Promise<void> => {
    await ask('POST', [...membersOf(structureId), userId, verb], { answer: done })
    link.readBack()
  }
  /** Cancels what waits, takes a member out, or leaves: the server tells them apart. */
  const remove = async ({ structureId, userId }: OfMember): Promise<void> => {
    await ask('DELETE', [...membersOf(structureId), userId], { answer: done })
    link.readBack()
  }

  return {
    'members.list': ({ structureId }) => ask('GET', membersOf(structureId), { answer: Members }),
    'members.invite': ({ structureId, ...body }) => ask('POST', membersOf(structureId), { answer: Member, body }),
    'members.resend': (input) => act('resend', input),
    'members.cancel': remove,
    'members.accept': (input) => act('accept', input),
    'members.refuse': (input) => act('refuse', input),
    'members.setAdmin': async ({ structureId, userId, admin }) => {
      await ask('PATCH', [...membersOf(structureId), userId], { answer: done, body: { admin } })
      link.readBack()
    },
    'members.remove': remove,
    'members.inviteFirstAdmin': ({ siret, courriel }) =>
      ask('POST', ['account', 'v1', 'first-admin'], {
        answer: Members,
        body: FirstAdmin.parse({ siret: siretOf(siret), courriel }),
      }),
  }
}
