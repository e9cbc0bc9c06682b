import { isContactField } from '#shared/listing/contact-fields.ts'
import { flat } from '#shared/listing/flat.ts'
import type { DoublonKind, Doublons, DoublonView, Fusion } from '#shared/moderation/doublon.ts'
import { type Actor, may } from '#shared/rights.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountParts } from '#server/accounts/context.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { AccountRefusal, allow } from '#server/accounts/refusal.ts'
import type { Facts } from '#server/moderation/facts.ts'
import type { Reader, User } from '#server/store/types.ts'
import { targetOf, viewsOf } from '#server/moderation/reference-reads.ts'
import { targetOfListing, targetOfStructure } from '#server/sync/commands/rights.ts'
import { keptOf, proposalsOf, type Side } from './choose.ts'
import { mayTake } from './taking.ts'
import { keptBack, peopleOf, wholeSheet } from './merge.ts'
import { doublonOf, allFusions, type OnUnreadable } from './rows.ts'

type Parts = Pick<AccountParts, 'store' | 'seal'>

/** Where a sheet is, and what it is called, from the facts; null when it is not there. */
const seen = (facts: Facts, kind: DoublonKind, id: string) => {
  const one = (kind === 'structure' ? facts.structures : facts.services).get(id)
  return one === undefined ? null : { nom: one.nom, commune: one.commune, target: targetOf(facts, { kind, id }) }
}

/** As the merge itself is taken back (unmerge.ts): of a service whose structure is gone, the one that is kept decides. */
const maySeparate = (facts: Facts, actor: Actor, { kind, garde, membres }: Fusion): boolean =>
  Object.entries(membres).every(([id, doc]) => {
    if (id === garde) return true
    const structure = String(doc['structure_id'])
    const target = kind === 'structure' ? targetOfStructure(doc as Doc) : targetOf(facts, { kind: 'structure', id: structure })
    return target === null || may(actor, 'doublon.decider', target)
  })

const MOST_TOLD = 500

/** Pairs that this person may decide of, the likeliest and the most looked at first, and the merges they may take back. */
export const doublonsFor = async (
  { store, seal }: Parts,
  facts: Facts,
  user: User,
  onUnreadable?: OnUnreadable,
): Promise<Doublons> => {
  const { actor, fusions } = await store.read(async (reader) => ({
    actor: await actorOf(reader, seal, user),
    fusions: await allFusions(reader, seal, onUnreadable),
  }))
  allow(actor, 'moderation.voir')
  const told: Doublons['doublons'] = []
  for (const one of facts.doublons.values()) {
    if (one.etat !== 'propose') continue
    const [a, b] = [seen(facts, one.kind, one.paire[0]), seen(facts, one.kind, one.paire[1])]
    if (a === null || b === null) continue
    if (!may(actor, 'doublon.decider', a.target) || !may(actor, 'doublon.decider', b.target)) continue
    const vues = one.paire.reduce((sum, id) => sum + viewsOf(facts, { kind: one.kind, id }), 0)
    const communes = [...new Set([a.commune, b.commune].filter((commune) => commune !== null))]
    told.push({ ...one, noms: [a.nom, b.nom], communes, priorite: one.score * (1 + Math.log2(1 + vues)) })
  }
  return {
    doublons: told.toSorted((a, b) => b.priorite - a.priorite || (a.id < b.id ? -1 : 1)).slice(0, MOST_TOLD),
    total: told.length,
    fusions: fusions
      .flatMap((fusion) => {
        const { kind, garde, membres, le, par } = fusion
        const one = seen(facts, kind, garde)
        if (one === null || !may(actor, 'doublon.decider', one.target) || !maySeparate(facts, actor, fusion)) return []
        return [{ garde, kind, nom: one.nom, ecartes: Object.keys(membres).filter((id) => id !== garde), le, par: par.nom }]
      })
      .toSorted((a, b) => (a.le < b.le ? 1 : -1))
      .slice(0, MOST_TOLD),
  }
}

/** Without what is kept for professionals, for who may not read it. */
const readable = async (reader: Reader, actor: Actor, kind: DoublonKind, doc: Doc): Promise<Doc> => {
  if (kind === 'structure' || may(actor, 'service.voir-contact', await targetOfListing(reader, kind, doc))) return doc
  const hidden = flat(doc)['dora.is_contact_info_public'] === false
  return hidden ? Object.fromEntries(Object.entries(flat(doc)).filter(([champ]) => !isContactField(champ))) : doc
}

/** A pair side by side. Rejects with Forbidden, AccountRefusal `doublon-inconnu` (also when a sheet has gone). */
export const doublonView = ({ store, seal }: Parts, facts: Facts, user: User, id: string): Promise<DoublonView> =>
  store.read(async (reader) => {
    const actor = await actorOf(reader, seal, user)
    allow(actor, 'moderation.voir')
    const doublon = await doublonOf(reader, seal, id)
    if (doublon === null) throw new AccountRefusal('doublon-inconnu')
    const { kind, paire } = doublon
    const sides: Side[] = []
    const refus: Record<string, string> = {}
    for (const one of paire) {
      const doc = await wholeSheet(reader, seal, kind, one)
      if (doc === null) throw new AccountRefusal('doublon-inconnu')
      allow(actor, 'doublon.decider', await targetOfListing(reader, kind, doc))
      sides.push({
        id: one,
        doc: await readable(reader, actor, kind, doc),
        personnes: await peopleOf(reader, seal, kind, doc),
        services: facts.servicesOf.get(one)?.size ?? 0,
        vues: viewsOf(facts, { kind, id: one }),
      })
      const kept = await keptBack(reader, seal, kind, doc)
      if (kept !== null) refus[one] = kept
    }
    const kept = keptOf(sides)
    const docs = sides.map(({ id: of, doc }) => ({ id: of, doc: flat(doc) }))
    const target = await targetOfListing(reader, kind, kept.doc)
    /** What this person could not take from the other sheet is not theirs to choose. */
    const choosable = (champ: string): boolean => docs.every(({ doc }) => mayTake(actor, target, kept.doc, champ, doc[champ]))
    return {
      doublon,
      cotes: sides.map(({ id: of, doc, personnes, services, vues }) => ({
        id: of,
        source: String(doc['source'] ?? ''),
        date_maj: String(doc['date_maj'] ?? ''),
        nom: String(doc['nom'] ?? ''),
        personnes,
        services,
        vues,
      })),
      champs: proposalsOf(kind, sides, kept)
        .filter(({ champ }) => choosable(champ))
        .map(({ champ, label, de }) => {
          const valeurs = docs.map(({ id: of, doc }) => ({ id: of, valeur: doc[champ] ?? null }))
          return {
            champ,
            label,
            valeurs,
            differe: new Set(valeurs.map(({ valeur }) => canonicalJson(valeur))).size > 1,
            propose: de,
          }
        }),
      garder: kept.id,
      refus,
    }
  })
