import { storable } from '#server/store/text.ts'
import { CATALOGUE_COMMANDS } from './catalogue.ts'
import { type Asked, type Command, type CommandContext, invalid, type Outcome, rejected } from './command.ts'
import { ENVOI_COMMANDS } from './envoi.ts'
import { FAVOURITE_COMMANDS } from './favourite.ts'
import { LISTE_COMMANDS } from './liste.ts'
import { MODEL_COMMANDS } from './modele.ts'
import { RECHERCHE_COMMANDS } from './recherche.ts'
import { RECEPTION_COMMANDS } from './reception.ts'
import { SAY_COMMANDS } from './say.ts'
import { SUGGESTION_COMMANDS } from './suggestion.ts'

/** One implementation for each command, by `type`. */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    ...FAVOURITE_COMMANDS,
    ...RECHERCHE_COMMANDS,
    ...LISTE_COMMANDS,
    ...CATALOGUE_COMMANDS,
    ...SAY_COMMANDS,
    ...MODEL_COMMANDS,
    ...SUGGESTION_COMMANDS,
    ...ENVOI_COMMANDS,
    ...RECEPTION_COMMANDS,
  }),
)

/** Every type that is known here. */
export const COMMAND_TYPES: readonly string[] = [...COMMANDS.keys()]

/** Runs a command in the transaction of `context.writer`. */
export const runCommand = async (context: CommandContext, asked: Asked): Promise<Outcome> => {
  // The account went while the request was under way: nothing is written in its name any more.
  if (context.actor === null) return rejected('forbidden')
  const command = COMMANDS.get(asked.type)
  if (command === undefined) return rejected('unknown-type')
  if (!asked.type.startsWith(`${asked.key.kind}.`) || !storable(asked.key.id)) return invalid('key')
  return command(context, asked)
}
