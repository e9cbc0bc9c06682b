import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  AccountCreation,
  AccountPatch,
  CguAcceptance,
  Consent,
  type Contact,
  type Device,
  EstablishmentQuery,
  FirstAdmin,
  Invite,
  Join,
  PasswordChange,
  ProfilePatch,
  Removal,
  RoleChange,
} from '#shared/accounts/wire.ts'
import {
  createAccount,
  listAccounts,
  patchAccount,
  removeAnyAccount,
  removeOwnAccount,
  resetPassword,
} from '../accounts/administration.ts'
import type { AccountParts } from '../accounts/context.ts'
import { findEstablishments } from '../accounts/establishments.ts'
import { inviteFirstAdmin } from '../accounts/first-admin.ts'
import { joinStructure } from '../accounts/join.ts'
import { accept, inviteMember, listMembers, refuse, remove, resend, setAdmin } from '../accounts/members.ts'
import { actorOf } from '../accounts/memberships.ts'
import { acceptCgu, changePassword, exportAccount, readMe, recordConsent, updateProfile } from '../accounts/profile.ts'
import { AccountRefusal } from '../accounts/refusal.ts'
import { serviceContact } from '../accounts/service-contact.ts'
import type { Sirene } from '../sirene/sirene.ts'
import { isPlainText } from './json.ts'
import { createOwn, type OwnParts } from './own.ts'
import { HttpProblem } from './problem.ts'

/** `/account/v1`: one's own account, the members of a structure, everyone's accounts for the team. */

type Parts = OwnParts & {
  readonly account: AccountParts & { readonly sirene: Sirene }
}

const Id = z.string().min(1).max(200).refine(isPlainText)
const OfStructure = z.object({ id: Id })
const OfMember = z.object({ id: Id, user: Id })

export const addAccountRoutes = (app: FastifyInstance, { account, who, limitClient, budget }: Parts): void => {
  const { accounts } = account.store
  const own = createOwn({ who, limitClient, budget })
  const nothing = (reply: FastifyReply): FastifyReply => reply.code(204).send()

  app.get(
    '/account/v1/me',
    own(({ me }) => readMe(account, me.user)),
  )
  app.patch(
    '/account/v1/me',
    own(({ request, me }) => updateProfile(account, me.user, ProfilePatch.parse(request.body))),
  )
  app.delete(
    '/account/v1/me',
    own(async ({ request, reply, me }) => {
      if (Removal.parse(request.body).courriel !== me.user.courriel) throw new AccountRefusal('confirmation-fausse')
      await removeOwnAccount(account, me.user)
      return nothing(reply)
    }),
  )
  app.post(
    '/account/v1/me/cgu',
    own(({ request, me }) => acceptCgu(account, me.user, CguAcceptance.parse(request.body).version)),
  )
  app.post(
    '/account/v1/me/consents',
    own(async ({ request, reply, me }) => {
      const id = await recordConsent(account, me.user, Consent.parse(request.body))
      return reply.code(201).send({ id })
    }, true),
  )
  app.post(
    '/account/v1/me/password',
    own(async ({ request, reply, me }) => {
      await changePassword(account, me.user, me.session.id, PasswordChange.parse(request.body))
      return nothing(reply)
    }, true),
  )
  app.get(
    '/account/v1/me/export',
    own(({ me }) => exportAccount(account, me.user), true),
  )
  app.get(
    '/account/v1/me/sessions',
    own(async ({ me }) => {
      const all = await accounts.sessionsOf(me.user.id)
      const sessions = all.map(({ id, poste, moyen, creeLe, vuLe }): Device => ({
        id,
        poste,
        moyen,
        cree_le: creeLe,
        vue_le: vuLe,
        actuelle: id === me.session.id,
      }))
      return { sessions }
    }),
  )
  app.delete(
    '/account/v1/me/sessions',
    own(async ({ reply, me }) => {
      await accounts.endSessionsOf(me.user.id, me.session.id)
      return nothing(reply)
    }),
  )
  app.delete(
    '/account/v1/me/sessions/:id',
    own(async ({ request, reply, me }) => {
      const { id } = OfStructure.parse(request.params)
      // Somebody else's is not there.
      const mine = (await accounts.sessionsOf(me.user.id)).some((one) => one.id === id)
      if (!mine) throw new HttpProblem('not_found')
      await accounts.endSession(id)
      return nothing(reply)
    }),
  )

  app.get(
    '/account/v1/establishments',
    own(({ request }) => findEstablishments(account, EstablishmentQuery.parse(request.query)), true),
  )
  app.post(
    '/account/v1/join',
    own(({ request, me }) => joinStructure(account, me.user, Join.parse(request.body)), true),
  )
  app.post(
    '/account/v1/first-admin',
    own(async ({ request, reply, me }) => {
      const members = await inviteFirstAdmin(account, me.user, FirstAdmin.parse(request.body))
      return reply.code(201).send(members)
    }, true),
  )

  const members = '/account/v1/structures/:id/members'
  app.get(
    members,
    own(({ request, me }) => {
      const { id } = OfStructure.parse(request.params)
      return account.store.read(async (reader) => {
        const actor = await actorOf(reader, account.seal, me.user)
        return listMembers(reader, account.seal, actor, id)
      })
    }),
  )
  app.post(
    members,
    own(async ({ request, reply, me }) => {
      const { id } = OfStructure.parse(request.params)
      return reply.code(201).send(await inviteMember(account, me.user, id, Invite.parse(request.body)))
    }, true),
  )
  const person = (request: FastifyRequest) => {
    const { id, user } = OfMember.parse(request.params)
    return { structureId: id, userId: user }
  }
  for (const [name, act, costly] of [
    ['resend', resend, true],
    ['accept', accept, false],
    ['refuse', refuse, false],
  ] as const) {
    app.post(
      `${members}/:user/${name}`,
      own(async ({ request, reply, me }) => {
        await act(account, me.user, person(request))
        return nothing(reply)
      }, costly),
    )
  }
  app.patch(
    `${members}/:user`,
    own(async ({ request, reply, me }) => {
      await setAdmin(account, me.user, person(request), RoleChange.parse(request.body).admin)
      return nothing(reply)
    }),
  )
  app.delete(
    `${members}/:user`,
    own(async ({ request, reply, me }) => {
      await remove(account, me.user, person(request))
      return nothing(reply)
    }),
  )

  app.get(
    '/account/v1/services/:id/contact',
    own(({ request, me }): Promise<Contact> => serviceContact(account, me.user, OfStructure.parse(request.params).id)),
  )

  app.get(
    '/account/v1/accounts',
    own(async ({ me }) => ({ comptes: await listAccounts(account, me.user) })),
  )
  app.post(
    '/account/v1/accounts',
    own(async ({ request, reply, me }) => {
      const created = await createAccount(account, me.user, AccountCreation.parse(request.body))
      return reply.code(201).send(created)
    }),
  )
  app.patch(
    '/account/v1/accounts/:id',
    own(({ request, me }) =>
      patchAccount(account, me.user, OfStructure.parse(request.params).id, AccountPatch.parse(request.body)),
    ),
  )
  app.post(
    '/account/v1/accounts/:id/password',
    own(({ request, me }) => resetPassword(account, me.user, OfStructure.parse(request.params).id)),
  )
  app.delete(
    '/account/v1/accounts/:id',
    own(async ({ request, reply, me }) => {
      await removeAnyAccount(account, me.user, OfStructure.parse(request.params).id)
      return nothing(reply)
    }),
  )
}
