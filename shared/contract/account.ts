import { z } from 'zod'
import { Compte, Rattachement } from '../accounts/compte.ts'
import {
  AccountCreated,
  AccountCreation,
  AccountPatch,
  AccountRow,
  AccountRows,
  Contact,
  Courriel,
  Device,
  EstablishmentQuery,
  Establishments,
  Joined,
  Member,
  Members,
  Methods,
  PasswordChange,
  ProfilePatch,
} from '../accounts/wire.ts'
import { procedure } from '../rpc.ts'

const id = z.string().min(1).max(200)
const ofStructure = z.object({ structureId: id })
const ofMember = z.object({ structureId: id, userId: id })
const wire = z.object({ code: z.string(), message: z.string() })

/**
 * Who is signed in, and what they may do, as this desk last heard it from the server: known without network too. The server
 * decides again at each act.
 */
export const AccountState = z.object({
  compte: Compte.nullable(),
  /** Of the person: memberships, invitations received, requests made. */
  rattachements: z.array(Rattachement),
  /** The structure in whose name the person works now; one of `rattachements` in state `membre`, else null. */
  structure_courante: z.string().nullable(),
  /** True when the conditions of use in force were not accepted by this account. */
  cgu_a_accepter: z.boolean(),
  session_expiree: z.boolean(),
  /** A sign-in that waits for the system's browser, or for a link in an e-mail. */
  attente: z
    .object({
      moyen: z.enum(['fournisseur', 'courriel']),
      /** Page to open, when it had to be opened in the system's browser: shown, in case it did not open. */
      adresse: z.string().nullable(),
      courriel: z.string().nullable(),
      /** Instant at which it is given up. */
      expire_le: z.iso.datetime(),
    })
    .nullable(),
})
export type AccountState = z.infer<typeof AccountState>

export const accountContract = {
  procedures: {
    'account.state': procedure(z.void(), AccountState),
    /** Ways in that the server offers. Fails with the `sync-…` codes when it does not answer. */
    'account.methods': procedure(z.void(), Methods),
    /** Begins a sign-in by the identity provider, in the system's browser, or by a link sent by e-mail. One at a time: a new one takes the place of the last. */
    'account.begin': procedure(
      z.discriminatedUnion('moyen', [
        z.object({ moyen: z.literal('fournisseur') }),
        z.object({ moyen: z.literal('courriel'), courriel: Courriel }),
      ]),
      AccountState,
    ),
    /** Ends it by the code that the page of the link shows, when the link was opened on another machine. */
    'account.finish': procedure(z.object({ code: z.string().trim().min(1).max(100) }), AccountState),
    'account.cancel': procedure(z.void(), AccountState),
    'account.setStructure': procedure(z.object({ structureId: id.nullable() }), AccountState),

    /** `userId`: whose profile was typed over. What waits is never written into the account of another who came meanwhile. */
    'account.updateProfile': procedure(z.object({ userId: id, patch: ProfilePatch }), z.void()),
    'account.acceptCgu': procedure(z.void(), z.void()),
    'account.changePassword': procedure(PasswordChange, z.void()),
    'account.devices': procedure(z.void(), z.array(Device)),
    /** Ends the session of another desk; without `id`, of all the others. */
    'account.revokeDevice': procedure(z.object({ id: id.optional() }), z.void()),
    /** Everything the server holds about the person, as indented JSON. */
    'account.export': procedure(z.void(), z.object({ nom: z.string(), contenu: z.string() })),
    /** Deletes the account on the server and everything of it on this desk. `courriel` is typed by the person. */
    'account.remove': procedure(z.object({ courriel: Courriel }), z.void()),

    'account.establishments': procedure(EstablishmentQuery, Establishments),
    'account.join': procedure(
      z.object({
        siret: z.string().optional(),
        safir: z.string().optional(),
        structureId: id.optional(),
        declare: z
          .object({
            nom: z.string(),
            adresse: z.string(),
            code_postal: z.string(),
            commune: z.string(),
            code_insee: z.string(),
          })
          .optional(),
      }),
      Joined,
    ),

    'members.list': procedure(ofStructure, Members),
    'members.invite': procedure(
      ofStructure.extend({ courriel: Courriel, prenom: z.string().max(140), nom: z.string().max(140), admin: z.boolean() }),
      Member,
    ),
    /** Sends an invitation again, or reminds the administrators of one's own request. */
    'members.resend': procedure(ofMember, z.void()),
    'members.cancel': procedure(ofMember, z.void()),
    /** An administrator accepts a request; the person invited accepts an invitation. */
    'members.accept': procedure(ofMember, z.void()),
    'members.refuse': procedure(ofMember, z.void()),
    'members.setAdmin': procedure(ofMember.extend({ admin: z.boolean() }), z.void()),
    /** Takes a member out; oneself to leave. */
    'members.remove': procedure(ofMember, z.void()),
    'members.inviteFirstAdmin': procedure(z.object({ siret: z.string(), courriel: Courriel }), Members),

    'accounts.list': procedure(z.void(), AccountRows.shape.comptes),
    'accounts.create': procedure(AccountCreation, AccountCreated),
    'accounts.update': procedure(z.object({ userId: id, patch: AccountPatch }), AccountRow),
    /** A new password, told once; every session of the account ends. */
    'accounts.resetPassword': procedure(z.object({ userId: id }), AccountCreated),
    'accounts.remove': procedure(z.object({ userId: id }), z.void()),

    /** Contact of a service kept for professionals: asked of the server, remembered sealed on this desk for the days without network. */
    'account.serviceContact': procedure(z.object({ serviceId: id }), Contact),
  },
  events: {
    /** The account, its memberships or the sign-in under way changed. */
    'account.changed': z.object({}),
    /** A sign-in begun in the browser or by e-mail has ended. */
    'account.signInEnded': z.object({ erreur: wire.nullable() }),
  },
} as const
