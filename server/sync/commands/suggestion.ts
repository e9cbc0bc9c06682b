import { z } from 'zod'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { departementOfSheet } from '#shared/deployment/features.ts'
import { cleanMarkdown, cleanText } from '#shared/listing/clean-text.ts'
import { CHANNEL_OF, isContactField } from '#shared/listing/contact-fields.ts'
import { flat } from '#shared/listing/flat.ts'
import { fieldOf } from '#shared/listing/groups.ts'
import { fieldProblems } from '#shared/listing/problems.ts'
import { statusOf } from '#shared/listing/status.ts'
import { SUGGESTED_FIELDS, SUGGESTION, Suggestion as SuggestionRow, SuggestionEtat } from '#shared/listing/suggestion.ts'
import { may, type Target } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { isClosed } from '#server/deployment/features.ts'
import { putSuggestion, suggestionOf, suggestionsOfAuthor } from '#server/listing/suggestions.ts'
import { tellAuthor, tellStructure } from '#server/listing/suggestion-letters.ts'
import { safeName, userName } from '#server/accounts/user.ts'
import { structureOf } from '#server/accounts/structures.ts'
import { CATALOGUE_COMMANDS } from './catalogue.ts'
import { recordOf } from './catalogue-rows.ts'
import { applied, type Asked, type Command, type CommandContext, gone, invalid, rejected } from './command.ts'
import { withContact } from './contact.ts'
import { targetOfListing, targetOfService, targetOfStructure } from './rights.ts'

/** A counsellor says what is wrong in a listing; whoever keeps it accepts, and the field changes, or answers. */

/** Made in a day, by one person: more is no help to anyone, and each may bring a letter. */
const MOST_A_DAY = 30
const DAY_MS = 24 * 3600_000
/** Longest text of a field, before it is cleaned. */
const LONGEST = 20_000

const Cible = z.object({ kind: z.enum(['service', 'structure']), id: z.string().min(1).max(200) })
const Asking = z.object({
  cible: Cible,
  champ: z.string().max(80).nullish(),
  valeur: z.string().max(LONGEST).nullish(),
  message: z.string().max(2_000).default(''),
})
const Answering = z.object({
  etat: SuggestionEtat.exclude(['ouverte']),
  reponse: z.object({ texte: z.string().max(2_000) }).nullish(),
})

type Cible = z.infer<typeof Cible>
type Suggestion = z.infer<typeof SuggestionRow>

const TEXTS: ReadonlySet<string> = new Set(SUGGESTED_FIELDS)

type Scene = { readonly doc: Doc; readonly target: Target; readonly structureId: string | null }

/** The listing that it is about, as its author may read it; null when there is none for them. */
const sceneOf = async ({ writer, seal, actor }: CommandContext, { kind, id }: Cible): Promise<Scene | null> => {
  const doc = recordOf(await writer.entity({ kind, id }))
  if (doc === null) return null
  if (kind === 'structure') {
    const { dora } = doc as unknown as Structure
    return dora?.is_obsolete === true ? null : { doc, target: targetOfStructure(doc), structureId: id }
  }
  const target = await targetOfService(writer, doc)
  const service = doc as unknown as Service
  if (statusOf(service) !== 'PUBLISHED' && !may(actor, 'service.lire-non-publie', target)) return null
  const whole = may(actor, 'service.voir-contact', target) ? await withContact(writer, seal, doc) : doc
  return { doc: whole, target, structureId: service.structure_id }
}

const verOf = async ({ writer }: CommandContext, { key }: Asked): Promise<number> => (await writer.entity(key))?.ver ?? 0

const create: Command = async (context, asked) => {
  const { writer, seal, user, actor, now } = context
  if (!may(actor, 'suggestion.faire')) return rejected('forbidden')
  const known = await suggestionOf(writer, seal, asked.key.id)
  // Sent again, or somebody else's identifier.
  if (known !== null) return known.auteur.user_id === user.id ? applied(await verOf(context, asked)) : rejected('forbidden.id')
  const read = Asking.safeParse(asked.patch)
  if (!read.success) return invalid(read.error.issues[0]?.path.join('.') ?? 'suggestion')
  const { cible, champ = null, valeur = null } = read.data
  const message = cleanText(read.data.message)
  const scene = await sceneOf(context, cible)
  if (scene === null) return gone(asked)
  const departement = departementOfSheet(scene.doc as Partial<Service>, null) ?? scene.target?.departement ?? null
  if (await isClosed(writer, 'suggestions', departement)) return rejected('fonction-fermee')
  if (champ !== null && fieldOf(cible.kind, champ) === null) return invalid('champ')
  const text = valeur === null ? null : champ === 'description' ? cleanMarkdown(valeur) : cleanText(valeur)
  if (valeur !== null && (champ === null || !TEXTS.has(champ))) return invalid('valeur')
  // What is corrected must be known: a value that takes the place of an unseen one could never be accepted.
  const masks = (scene.doc['dora'] as Service['dora'])?.contact_masque ?? []
  if (text !== null && champ !== null && isContactField(champ) && masks.includes(CHANNEL_OF[champ]))
    return rejected('forbidden.contact')
  if (champ !== null && text !== null && fieldProblems(cible.kind, { nom: 'x', [champ]: text }).length > 0)
    return invalid('valeur')
  if (text === null && message === '') return invalid('message')
  const made = (await suggestionsOfAuthor(writer, seal, user.id)).filter(({ cree_le }) => now - Date.parse(cree_le) < DAY_MS)
  if (made.length >= MOST_A_DAY) return rejected('trop')
  const own = actor?.structures[0]
  const structure = own === undefined ? null : await structureOf(writer, own.id)
  const one: Suggestion = {
    id: asked.key.id,
    cible: { ...cible, nom: String(scene.doc['nom']) },
    structure_id: scene.structureId,
    champ,
    actuel: champ === null ? null : (flat(scene.doc)[champ] ?? null),
    valeur: text,
    message,
    auteur: { user_id: user.id, nom: userName(user) === '' ? safeName(user) : userName(user), structure: structure?.nom ?? null },
    cree_le: new Date(now).toISOString(),
    etat: 'ouverte',
    reponse: null,
  }
  if (!SuggestionRow.safeParse(one).success) return invalid('suggestion')
  const { ver } = await putSuggestion(writer, seal, one)
  // Someone of no structure, whom nobody vouches for, has no letter written in their name.
  if (own !== undefined || actor?.equipe === true) await tellStructure(context, one)
  return applied(ver)
}

/** The field takes the value, as an edit over what the suggestion was made about; what was changed since is not written over. */
const accept = async (context: CommandContext, { cible, champ, actuel, valeur }: Suggestion) => {
  if (champ === null || valeur === null) return null
  const command = CATALOGUE_COMMANDS[`${cible.kind}.update`] as Command
  const outcome = await command(
    { ...context, moyen: 'suggestion' },
    {
      type: `${cible.kind}.update`,
      key: { kind: cible.kind, id: cible.id },
      base_ver: 0,
      base: { [champ]: actuel },
      patch: { [champ]: valeur },
    },
  )
  return outcome.status === 'applied' ? null : outcome
}

const answer: Command = async (context, asked) => {
  const { writer, seal, user, actor, now } = context
  const one = await suggestionOf(writer, seal, asked.key.id)
  const read = Answering.safeParse(asked.patch)
  if (!read.success) return invalid(read.error.issues[0]?.path.join('.') ?? 'etat')
  if (one === null) return gone(asked)
  const { etat } = read.data
  const row = recordOf(await writer.entity({ kind: one.cible.kind, id: one.cible.id }))
  // Of a listing that is no more, those whose task it was may still say so.
  const left = { structureId: one.structure_id, departement: null }
  const target = row === null ? left : await targetOfListing(writer, one.cible.kind, row)
  const keeps = may(actor, one.cible.kind === 'service' ? 'service.ecrire' : 'structure.modifier', target)
  if (etat === 'retiree' ? one.auteur.user_id !== user.id : !keeps) return rejected('forbidden')
  if (one.etat !== 'ouverte') return one.etat === etat ? applied(await verOf(context, asked)) : rejected('deja-repondu')
  if (etat === 'acceptee') {
    // A remark says nothing that a field could take: it is answered.
    if (one.valeur === null || row === null) return invalid('valeur')
    const refused = await accept(context, one)
    if (refused !== null) return refused.status === 'rejected' ? refused : rejected('change-depuis')
  }
  const texte = cleanText(read.data.reponse?.texte ?? '')
  if (etat === 'repondue' && texte === '') return invalid('reponse')
  const reponse = etat === 'retiree' ? null : { texte, par: user.id, nom: safeName(user), le: new Date(now).toISOString() }
  const answered: Suggestion = { ...one, etat, reponse }
  if (!SuggestionRow.safeParse(answered).success) return invalid('reponse')
  const { ver } = await putSuggestion(writer, seal, answered)
  if (etat !== 'retiree') await tellAuthor(context, answered)
  return applied(ver)
}

export const SUGGESTION_COMMANDS: Readonly<Record<string, Command>> = {
  [`${SUGGESTION}.create`]: create,
  [`${SUGGESTION}.answer`]: answer,
}
