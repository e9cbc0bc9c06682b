import { isContactField } from '#shared/listing/contact-fields.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Service } from '#shared/catalogue/record.ts'
import type { History } from '#shared/listing/wire.ts'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { type Cible, cibleKey } from '#shared/moderation/target.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { Doc } from '#shared/sync/merge.ts'
import type { AccountParts } from '../accounts/context.ts'
import { actorOf, departementOfStructure } from '../accounts/memberships.ts'
import { readHistory } from '../listing/history.ts'
import { authorsOf, tellHeld } from '../orientations/held.ts'
import { heldOf } from '../orientations/moderation.ts'
import type { Reader, User } from '../store/types.ts'
import { differences } from './differences.ts'
import { dossierOf, type Kept } from './dossier.ts'
import { branchesIn, modelsIn, peopleIn, siblingsIn, suggestionsIn } from './dossier-rows.ts'
import { mayModerate, moderatedSheet, type Sheet } from './dossier-sheet.ts'
import type { Reference } from './facts.ts'
import { itemOf } from './queue.ts'
import { viewsOf } from './reference-reads.ts'

/** Everything about a sheet, for whoever moderates it. */

export type ViewParts = Pick<AccountParts, 'store' | 'seal' | 'now'> & { readonly reference: Reference }

const rightsOf = (actor: Actor, sheet: Sheet): DossierView['droits'] => {
  const { cible, target } = sheet
  return {
    moderer: mayModerate(actor, sheet),
    modifier: may(actor, cible.kind === 'structure' ? 'structure.modifier' : 'service.ecrire', target),
    inviter: may(actor, 'structure.inviter-premier-administrateur', target),
    rejeter: cible.kind === 'structure' && may(actor, 'orientation.moderer', target) && may(actor, 'comptes.gerer'),
    voir_membres: may(actor, 'membres.voir', target),
  }
}

type Told = Omit<DossierView, 'item' | 'services' | 'demandes' | 'historique' | 'vues' | 'retenues'> & {
  readonly siblings: Awaited<ReturnType<typeof siblingsIn>>
}

const told = ({ valide, decisions, prise, invite_le, adresses }: Kept['dossier'], sheet: Sheet) => ({
  dossier: { decisions, prise, invite_le, adresses },
  differences:
    valide === null ? null : { depuis: valide.le, champs: [...differences(sheet.cible.kind, valide.doc as Doc, sheet.doc)] },
})

const hidesContact = ({ visible }: Sheet): boolean => (visible as unknown as Service).dora?.contact_masque !== undefined

/**
 * A gestionnaire who belongs nowhere moderates around the contact that a service keeps for professionals, and does not read it
 * (dora-backend.md §5.3).
 */
const withoutContact = (view: Told, sheet: Sheet): Told => {
  const isOther = ({ champ }: { readonly champ: string | null }): boolean => champ === null || !isContactField(champ)
  const suggestions = view.suggestions.filter((one) => one.cible.kind !== 'service' || isOther(one))
  if (sheet.cible.kind === 'structure') return { ...view, suggestions }
  const { dossier, differences: changes } = view
  const decisions = dossier.decisions.map((one) => (one.geste === 'adresse-vue' ? { ...one, texte: '' } : one))
  return {
    ...view,
    suggestions,
    fiche: sheet.visible as never,
    dossier: { ...dossier, decisions, adresses: hidesContact(sheet) ? [] : dossier.adresses },
    // What was validated may have been kept for professionals then.
    differences: changes === null ? null : { ...changes, champs: changes.champs.filter(isOther) },
  }
}

const rowsOf = async (reader: Reader, parts: ViewParts, actor: Actor, cible: Cible) => {
  const { seal } = parts
  const sheet = await moderatedSheet(reader, seal, actor, cible)
  const { ver, dossier } = await dossierOf(reader, seal, cible)
  const { structure } = sheet
  const droits = rightsOf(actor, sheet)
  const isStructure = cible.kind === 'structure'
  const whole: Told = {
    cible,
    vu: { fiche: sheet.ver, dossier: ver },
    fiche: sheet.doc as never,
    structure: isStructure ? null : (structure as never),
    ...told(dossier, sheet),
    personnes: structure !== null && droits.voir_membres ? await peopleIn(reader, seal, structure.id) : [],
    siblings: await siblingsIn(reader, sheet, parisDay(parts.now())),
    antennes: isStructure ? await branchesIn(reader, cible.id) : [],
    modeles: isStructure ? await modelsIn(reader, cible.id) : [],
    suggestions: await suggestionsIn(reader, seal, sheet),
    droits,
  }
  const held = isStructure && may(actor, 'orientation.moderer', sheet.target) ? await heldOf(reader, seal, cible.id) : []
  const reads = may(actor, 'service.voir-contact', sheet.target)
  return { view: reads ? whole : withoutContact(whole, sheet), held, structure, reads }
}

/** Beyond, the oldest give way, as decisions do. */
const MOST_ENTRIES = 500

const wholeHistory = async ({ store, seal }: ViewParts, cible: Cible): Promise<DossierView['historique']> => {
  const all: DossierView['historique'] = []
  let after: string | null = null
  do {
    const { entrees, suite }: History = await readHistory(store, seal, cible, after)
    all.push(...entrees)
    after = suite
  } while (after !== null && all.length < MOST_ENTRIES)
  return all
}

/** Rejects with Forbidden, AccountRefusal `structure-inconnue`, `service-inconnu`. */
export const dossierView = async (parts: ViewParts, user: User, cible: Cible): Promise<DossierView> => {
  const { store, seal, reference } = parts
  const now = parts.now()
  const { view, held, structure, reads } = await store.read(async (reader) =>
    rowsOf(reader, parts, await actorOf(reader, seal, user), cible),
  )
  const entrees = await wholeHistory(parts, cible)
  const historique =
    reads || cible.kind === 'structure'
      ? entrees
      : entrees.map((one) => ({ ...one, champs: one.champs.filter(({ champ }) => !isContactField(champ)) }))
  const authors = await authorsOf(store.accounts, held)
  const retenues =
    structure === null || held.length === 0
      ? null
      : await store.read((reader) => {
          const { id, nom } = structure
          const about = { id, nom, departement: departementOfStructure(structure) }
          return tellHeld(reader, seal, { structure: about, held, authors, now })
        })
  const facts = await reference.facts()
  const { envoyees = 0, recues = 0, sans_reponse = 0 } = facts.demandes.get(cibleKey(cible)) ?? {}
  const { siblings, ...rest } = view
  return {
    ...rest,
    item: itemOf(facts, cible, now),
    services: siblings.map((one) => ({ ...one, vues: viewsOf(facts, { kind: 'service', id: one.id }) })),
    retenues,
    demandes: { envoyees, recues, sans_reponse },
    historique,
    vues: viewsOf(facts, cible),
  }
}
