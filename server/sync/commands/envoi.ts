import { z } from 'zod'
import { ENVOI_PATCHES, type EnvoiCommand, type EnvoiPatch } from '#shared/orientation/commands.ts'
import { ENVOI, type Orientation } from '#shared/orientation/model.ts'
import { may } from '#shared/rights.ts'
import { membershipOf } from '#server/accounts/memberships.ts'
import { structureOf } from '#server/accounts/structures.ts'
import { userName, safeName } from '#server/accounts/user.ts'
import type { Acted, By } from '#server/orientations/act.ts'
import { handOver, recordOutcome } from '#server/orientations/acts-both.ts'
import { cancel, nudge } from '#server/orientations/acts-sender.ts'
import { colleagueOf } from '#server/orientations/colleague.ts'
import { createRequest } from '#server/orientations/create.ts'
import { sendingQuota } from '#server/orientations/quota.ts'
import { orientationOf } from '#server/orientations/rows.ts'
import { applied, type Asked, type Command, type CommandContext, gone, invalid, type Outcome, rejected } from './command.ts'

/** The side that sends a request: makes it, reminds, withdraws, hands it over, says what became of the person. */

const firstPath = (error: z.ZodError, otherwise: string): string => error.issues[0]?.path.join('.') || otherwise

const create: Command = async (context, asked) => {
  const { writer, seal, user, actor } = context
  const { id } = asked.key
  // One form alone: addresses and the other side spell it in small letters.
  if (!z.uuid().safeParse(id).success || id !== id.toLowerCase()) return invalid('key')
  const known = await orientationOf(writer, seal, id)
  // Sent again, or somebody else's identifier.
  if (known !== null) {
    const mine = known.prescripteur.user_id === user.id
    return mine ? applied((await writer.entity(asked.key))?.ver ?? 0) : rejected('forbidden.id')
  }
  const read = ENVOI_PATCHES.create.safeParse(asked.patch)
  if (!read.success) return invalid(firstPath(read.error, 'demande'))
  const request = read.data
  const structure = await structureOf(writer, request.structure_id)
  if (structure === null || structure.dora?.is_obsolete === true) return rejected('forbidden.structure')
  if (!may(actor, 'orientation.envoyer', { structureId: structure.id, departement: null })) return rejected('forbidden.structure')
  const emplois = request.jeton_emplois === null ? null : ((await context.emplois?.(request.jeton_emplois, user)) ?? null)
  if (request.jeton_emplois !== null && emplois === null) return rejected('emplois.jeton')
  const replaced = request.remplace === null ? null : await orientationOf(writer, seal, request.remplace)
  const quota = await sendingQuota(writer, seal, structure.id, context.now)
  if (!quota.open) return rejected('trop')
  const created = await createRequest(
    context,
    id,
    {
      ...request,
      personne: emplois === null ? request.personne : { ...request.personne, ...emplois.personne },
      remplace: replaced?.prescripteur.structure_id === structure.id ? replaced.id : null,
    },
    {
      prescripteur: {
        user_id: user.id,
        nom: userName(user) === '' ? safeName(user) : userName(user),
        courriel: user.courriel,
        structure_id: structure.id,
        structure_nom: structure.nom.slice(0, 500),
      },
      validated: structure.dora?.moderation_status === 'VALIDATED',
      emplois: emplois?.donnees ?? null,
      source: 'DORA',
      owner: user.id,
    },
  )
  if (!created.ok) return rejected(created.code)
  await quota.count()
  return applied(created.saved.envoi)
}

type Act<C extends EnvoiCommand> = (context: CommandContext, one: Orientation, by: By, patch: EnvoiPatch<C>) => Promise<Acted>

const answered = (acted: Acted): Outcome => (acted.ok ? applied(acted.saved.envoi) : rejected(acted.code))

/** By any member of the structure in whose name it was sent: a request outlives a leave. */
const acting =
  <C extends Exclude<EnvoiCommand, 'create'>>(command: C, act: Act<C>): Command =>
  async (context, asked: Asked) => {
    const { writer, seal, user, actor } = context
    const one = await orientationOf(writer, seal, asked.key.id)
    if (one === null || one.prescripteur.structure_id === '') return gone(asked)
    const target = { structureId: one.prescripteur.structure_id, departement: null }
    if (!may(actor, 'orientation.envoyer', target)) return rejected('forbidden')
    const read = ENVOI_PATCHES[command].safeParse(asked.patch)
    if (!read.success) return invalid(firstPath(read.error, command))
    return answered(
      await act(
        context,
        one,
        { cote: 'prescripteur', nom: userName(user) || safeName(user), id: user.id },
        read.data as EnvoiPatch<C>,
      ),
    )
  }

export const ENVOI_COMMANDS: Readonly<Record<string, Command>> = {
  [`${ENVOI}.create`]: create,
  [`${ENVOI}.nudge`]: acting('nudge', (context, one, by, { message }) => nudge(context, one, by, message)),
  [`${ENVOI}.cancel`]: acting('cancel', (context, one, by, { message }) => cancel(context, one, by, message)),
  [`${ENVOI}.outcome`]: acting('outcome', (context, one, by, { issue }) => recordOutcome(context, one, by, issue)),
  [`${ENVOI}.handover`]: acting('handover', async (context, one, by, { a }) => {
    const membership = await membershipOf(context.writer, context.seal, a, one.prescripteur.structure_id)
    const to = colleagueOf(membership)
    return to === null ? { ok: false, code: 'validation.a' } : handOver(context, one, by, to)
  }),
}
