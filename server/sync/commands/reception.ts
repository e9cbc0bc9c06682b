import { RECEPTION_PATCHES, type ReceptionPatch } from '#shared/orientation/commands.ts'
import { type Orientation, RECEPTION } from '#shared/orientation/model.ts'
import { may } from '#shared/rights.ts'
import { membershipOf } from '#server/accounts/memberships.ts'
import { safeName, userName } from '#server/accounts/user.ts'
import type { Acted, By } from '#server/orientations/act.ts'
import { handOver } from '#server/orientations/acts-both.ts'
import { receive, type ReceiveCommand } from '#server/orientations/acts-receiver.ts'
import { colleagueOf } from '#server/orientations/colleague.ts'
import { receptionOf } from '#server/orientations/project.ts'
import { orientationOf } from '#server/orientations/rows.ts'
import { applied, type Asked, type Command, type CommandContext, gone, invalid, type Outcome, rejected } from './command.ts'

/** The structure that receives a request, from a desk of one of its members. By the link, the same acts (server/http/routes-demande.ts). */

type Scene = { readonly one: Orientation; readonly by: By; readonly structureId: string }

/** What the structure is not told of is not there for it. */
const sceneOf = async ({ writer, seal, user, actor }: CommandContext, asked: Asked): Promise<Scene | Outcome> => {
  const one = await orientationOf(writer, seal, asked.key.id)
  const structureId = one?.service.structure_id ?? null
  if (one === null || structureId === null || receptionOf(one) === null) return gone(asked)
  if (!may(actor, 'orientation.traiter', { structureId, departement: null })) return rejected('forbidden')
  return { one, structureId, by: { cote: 'structure', nom: userName(user) || safeName(user), id: user.id } }
}

const answered = (acted: Acted): Outcome => (acted.ok ? applied(acted.saved.reception) : rejected(acted.code))

const receiving =
  <C extends ReceiveCommand>(command: C): Command =>
  async (context, asked) => {
    const scene = await sceneOf(context, asked)
    if ('status' in scene) return scene
    const read = RECEPTION_PATCHES[command].safeParse(asked.patch)
    if (!read.success) return invalid(read.error.issues[0]?.path.join('.') || command)
    return answered(await receive(context, scene.one, scene.by, command, read.data as ReceptionPatch<C>))
  }

const handover: Command = async (context, asked) => {
  const scene = await sceneOf(context, asked)
  if ('status' in scene) return scene
  const read = RECEPTION_PATCHES.handover.safeParse(asked.patch)
  if (!read.success) return invalid('a')
  const { a } = read.data
  if (a === null) return answered(await handOver(context, scene.one, scene.by, null))
  const to = colleagueOf(await membershipOf(context.writer, context.seal, a, scene.structureId))
  return to === null ? invalid('a') : answered(await handOver(context, scene.one, scene.by, to))
}

export const RECEPTION_COMMANDS: Readonly<Record<string, Command>> = {
  [`${RECEPTION}.read`]: receiving('read'),
  [`${RECEPTION}.acknowledge`]: receiving('acknowledge'),
  [`${RECEPTION}.postpone`]: receiving('postpone'),
  [`${RECEPTION}.accept`]: receiving('accept'),
  [`${RECEPTION}.refuse`]: receiving('refuse'),
  [`${RECEPTION}.write`]: receiving('write'),
  [`${RECEPTION}.outcome`]: receiving('outcome'),
  [`${RECEPTION}.handover`]: handover,
}
