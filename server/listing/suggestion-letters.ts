import type { Service, Structure } from '#shared/catalogue/record.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { labelOf } from '#shared/listing/groups.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import { activeAdmins, membershipsOfStructure, membershipsOfUser } from '../accounts/memberships.ts'
import { structureOf } from '../accounts/structures.ts'
import { queueMail } from '../mail/queue.ts'
import { recordOf } from '../sync/commands/catalogue-rows.ts'
import type { CommandContext } from '../sync/commands/command.ts'
import { contactOf } from '../sync/commands/contact.ts'
import { NOBODY, suggestionsOfStructure } from './suggestions.ts'

/** Letters of suggestions: one a day to a structure, whatever comes in (peers.md §5, guard-rail (b)). */

const DAY_MS = 24 * 3600_000

const filled = (text: string | null | undefined): text is string => text != null && text.trim() !== ''

/** Those who keep it; nobody does, the addresses that it gives of itself. */
type Keeper = { readonly to: string; readonly fiche?: Cible }
const keepersOf = async ({ writer, seal }: CommandContext, one: Suggestion): Promise<readonly Keeper[]> => {
  const members = one.structure_id === null ? [] : await membershipsOfStructure(writer, seal, one.structure_id)
  const admins = activeAdmins(members).map(({ courriel }) => ({ to: courriel }))
  if (admins.length > 0) return admins
  const row = recordOf(await writer.entity({ kind: one.cible.kind, id: one.cible.id })) as unknown as Service | Structure | null
  const hidden = one.cible.kind === 'service' ? await contactOf(writer, seal, one.cible.id) : null
  const structure = one.structure_id === null ? null : await structureOf(writer, one.structure_id)
  const own = [hidden?.courriel, row?.courriel].find(filled)
  if (own !== undefined) return [{ to: own, fiche: { kind: one.cible.kind, id: one.cible.id } }]
  return filled(structure?.courriel) ? [{ to: structure.courriel, fiche: { kind: 'structure', id: structure.id } }] : []
}

/** Whoever keeps the listing hears that something is said to be wrong in it: nothing of what it is, which the desk shows. */
export const tellStructure = async (context: CommandContext, one: Suggestion): Promise<void> => {
  const { writer, seal, now, linkTo } = context
  if (linkTo === undefined) return
  const others = (await suggestionsOfStructure(writer, seal, one.structure_id ?? NOBODY)).filter(
    // A service of no structure is told to the address that it gives: its own day.
    ({ cible }) => one.structure_id !== null || cible.id === one.cible.id,
  )
  if (others.some(({ id, cree_le }) => id !== one.id && now - Date.parse(cree_le) < DAY_MS)) return
  const champ = one.champ === null ? null : labelOf(one.cible.kind, one.champ)
  for (const keeper of await keepersOf(context, one))
    await queueMail(
      writer,
      seal,
      { ...keeper, template: { kind: 'suggestion-recue', fiche: one.cible.nom, champ, lien: linkTo('accueil') } },
      now,
    )
}

/** The author hears what became of it. */
export const tellAuthor = async (context: CommandContext, one: Suggestion): Promise<void> => {
  const { writer, seal, now, linkTo } = context
  const [membership] = await membershipsOfUser(writer, seal, one.auteur.user_id)
  if (linkTo === undefined || membership === undefined || !membership.actif || one.reponse === null) return
  const { texte } = one.reponse
  await queueMail(
    writer,
    seal,
    {
      to: membership.courriel,
      template: {
        kind: 'suggestion-reponse',
        fiche: one.cible.nom,
        acceptee: one.etat === 'acceptee',
        texte,
        lien: linkTo('accueil'),
      },
    },
    now,
  )
}
