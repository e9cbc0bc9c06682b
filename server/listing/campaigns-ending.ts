import { setImmediate as giveWay } from 'node:timers/promises'
import type { Structure } from '#shared/catalogue/record.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { runAccount } from '../accounts/context.ts'
import { activeAdmins, everyMembership, membershipsOfStructure } from '../accounts/memberships.ts'
import { isFranceTravail, OWN_SOURCE, structureOf } from '../accounts/structures.ts'
import { isAddress } from '../mail/mailer.ts'
import type { MailTemplate } from '../mail/template.ts'
import type { Reader } from '../store/types.ts'
import { DEMONSTRATION } from '../sync/settings.ts'
import type { Seal } from '../sync/seal.ts'
import { dueStep, type Ending, mayPublish, olderThanAMonth } from './campaigns-rules.ts'
import {
  allKept,
  type CampaignParts,
  isStopped,
  keep,
  keptOf,
  ownerOfStructure,
  ownerOfUser,
  stopLink,
  upTo,
} from './campaigns-rows.ts'

/** Reminders of structures that have nobody, or nothing to offer: so many, then no more (dora-backend.md §7.4). */

/** `fiche`: the sheet that gives this address as its own. */
type Recipient = { readonly courriel: string; readonly owner: string; readonly fiche?: Cible }

type Rules = {
  /** Structures that may be candidates, told by indexes as far as can be. */
  readonly candidates: (reader: Reader, seal: Seal) => Promise<readonly string[]>
  /** Who is written to about a structure; null when it is no candidate. */
  readonly recipients: (reader: Reader, seal: Seal, structure: Structure, today: string) => Promise<readonly Recipient[] | null>
  readonly letter: (parts: CampaignParts, structure: Structure, arret: string) => MailTemplate
}

const isOwn = ({ source, dora }: Structure): boolean => source === OWN_SOURCE && dora?.is_obsolete !== true

const orphans: Rules = {
  /**
   * Listings that people made or moderated here (`moderation_status`). Those that an import brings have nobody here either, and are
   * tens of thousands that this server does not speak for; a demonstration's are invented.
   */
  candidates: async (reader) => {
    if ((await reader.setting(DEMONSTRATION)) === '1') return []
    const found: string[] = []
    for await (const { id, doc } of reader.scan('structure')) if (doc?.includes('"moderation_status"') === true) found.push(id)
    return found
  },
  recipients: async (reader, seal, structure) => {
    const { id, courriel, dora } = structure
    if (!isOwn(structure) || dora?.moderation_status === undefined || courriel == null || !isAddress(courriel)) return null
    if ((await membershipsOfStructure(reader, seal, id)).length > 0) return null
    return [{ courriel, owner: ownerOfStructure(id), fiche: { kind: 'structure', id } }]
  },
  letter: (parts, { nom }, arret) => ({ kind: 'structure-orpheline', structure: nom, lien: parts.linkTo('rejoindre'), arret }),
}

const activation: Rules = {
  candidates: async (reader, seal) => {
    const found = new Set<string>()
    for await (const { structure_id, etat, admin, actif } of everyMembership(reader, seal))
      if (etat === 'membre' && admin && actif) found.add(structure_id)
    return [...found]
  },
  recipients: async (reader, seal, structure, today) => {
    if (!isOwn(structure) || isFranceTravail(structure) || !mayPublish(structure.dora?.typology)) return null
    if ((await reader.children('service', structure.id)).length > 0) return null
    const admins = activeAdmins(await membershipsOfStructure(reader, seal, structure.id)).filter(({ cree_le }) =>
      olderThanAMonth(parisDay(Date.parse(cree_le)), today),
    )
    return admins.length === 0 ? null : admins.map(({ courriel, user_id }) => ({ courriel, owner: ownerOfUser(user_id) }))
  },
  letter: (parts, { nom }, arret) => ({ kind: 'premier-service', structure: nom, lien: parts.linkTo('accueil'), arret }),
}

const RULES: Readonly<Record<Ending, Rules>> = { 'structure-orpheline': orphans, 'premier-service': activation }

const recipientsOf = async (rules: Rules, reader: Reader, seal: Seal, id: string, today: string) => {
  const structure = await structureOf(reader, id)
  const recipients = structure === null ? null : await rules.recipients(reader, seal, structure, today)
  return structure === null || recipients === null ? null : { structure, recipients }
}

/** Does what is due for one structure; true when a step was. */
const advance = (parts: CampaignParts, campaign: Ending, id: string): Promise<boolean> =>
  runAccount(parts, null, async (context) => {
    const { writer, seal, now } = context
    const today = parisDay(now)
    const known = await keptOf(writer, seal, campaign, id)
    const found = await recipientsOf(RULES[campaign], writer, seal, id, today)
    if (found === null) {
      // It is no more what it was, and is not to be begun again.
      if (known !== null && !known.clos) await keep(writer, seal, campaign, { ...known, clos: true })
      return false
    }
    const kept = known ?? { owner: id, depuis: today, fait: 0, clos: false, dernier: null }
    const fait = dueStep(campaign, kept, today)
    if (fait === null) return false
    for (const { courriel, owner, ...more } of found.recipients) {
      if (await isStopped(writer, campaign, owner)) continue
      await context.mail(courriel, RULES[campaign].letter(parts, found.structure, stopLink(parts, campaign, owner)), more)
    }
    await context.journal({ action: `rappel.${campaign}`, objet: { kind: 'structure', id }, details: { numero: fait } })
    await keep(writer, seal, campaign, { ...kept, fait, dernier: today })
    return true
  })

/** Structures for which something is to be done: a step, or to remember that it is over. */
const dueStructures = (parts: CampaignParts, campaign: Ending, today: string): Promise<readonly string[]> =>
  parts.store.read(async (reader) => {
    const kept = new Map((await allKept(reader, parts.seal, campaign)).map((one) => [one.owner, one]))
    const due: string[] = []
    const ids = new Set([...(await RULES[campaign].candidates(reader, parts.seal)), ...kept.keys()])
    for (const [at, id] of [...ids].entries()) {
      // SQLite answers without ever waiting: the others have their turn.
      if (at % 20 === 0) await giveWay()
      const known = kept.get(id)
      if (known?.clos === true) continue
      const found = await recipientsOf(RULES[campaign], reader, parts.seal, id, today)
      if (found === null ? known !== undefined : known === undefined || dueStep(campaign, known, today) !== null) due.push(id)
    }
    return due
  })

/** Reminds structures, at most `most` of them; answers how many. */
export const runEnding = async (parts: CampaignParts, campaign: Ending, most: number): Promise<number> =>
  upTo(parts, most, await dueStructures(parts, campaign, parisDay(parts.now())), (id) => advance(parts, campaign, id))
