import { randomUUID } from 'node:crypto'
import type { Structure } from '#shared/catalogue/record.ts'
import { cleanText } from '#shared/listing/clean-text.ts'
import type { BranchCreation } from '#shared/listing/wire.ts'
import { may } from '#shared/rights.ts'
import { checkSiret } from '#shared/reference/siret.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { type AccountParts, runAccount } from '../accounts/context.ts'
import { activeAdmins, departementOfStructure, membershipsOfStructure, putMembership } from '../accounts/memberships.ts'
import { AccountRefusal, allow } from '../accounts/refusal.ts'
import { isRetired, mayJoinByDomain, OWN_SOURCE, structureBy, structureOf } from '../accounts/structures.ts'
import { whereWent } from '../moderation/doublons/went.ts'
import type { User } from '../store/types.ts'
import { putStructure } from '../sync/commands/catalogue-rows.ts'
import { stamped } from '../sync/commands/record.ts'
import { writeHistory } from './history.ts'
import { rescopeForMembers } from './rescope.ts'

const sirenOf = (siret: string): string => siret.slice(0, 9)

/**
 * A branch (« antenne ») of a structure, by whoever may change it: no letter to the support (dora-screens.md §5.8). A branch has no
 * branches (dora-backend.md §7.7); with a SIRET, it is of the same company (§1.3). The parent's administrators are its own.
 * Rejects with Forbidden, AccountRefusal `structure-inconnue`, `siret-incorrect`, `antenne-impossible`, `siret-pris`.
 */
export const createBranch = (parts: AccountParts, user: User, parentId: string, ask: BranchCreation): Promise<{ id: string }> =>
  runAccount(parts, user, async (context) => {
    const { writer, seal, actor, now } = context
    const parent = await structureOf(writer, parentId)
    if (parent === null || parent.dora?.is_obsolete === true) throw new AccountRefusal('structure-inconnue')
    allow(actor, 'structure.modifier', { structureId: parentId, departement: departementOfStructure(parent) })
    if (parent.source !== OWN_SOURCE || parent.dora?.parent !== undefined) throw new AccountRefusal('antenne-impossible')
    if (ask.siret !== null) {
      if (checkSiret(ask.siret).etat === 'forme') throw new AccountRefusal('siret-incorrect')
      if (parent.siret == null || sirenOf(parent.siret) !== sirenOf(ask.siret)) throw new AccountRefusal('antenne-impossible')
      // Moderation alone brings back what was said to be no more.
      if (await isRetired(writer, ask.siret)) throw new AccountRefusal('antenne-impossible')
      const there = await structureBy(writer, whereWent(writer, seal), 'siret', ask.siret)
      if (there?.source === OWN_SOURCE) throw new AccountRefusal('siret-pris')
    }
    const { siret, nom, adresse, complement_adresse, commune, ...place } = ask
    const id = `${OWN_SOURCE}--${randomUUID()}`
    const doc = {
      ...place,
      id,
      source: OWN_SOURCE,
      nom: cleanText(nom),
      adresse: cleanText(adresse),
      complement_adresse: complement_adresse === null ? null : cleanText(complement_adresse),
      commune: cleanText(commune),
      ...(siret === null ? {} : { siret }),
      dora: {
        parent: parentId,
        moderation_status: 'VALIDATED',
        ...(parent.dora?.typology === undefined ? {} : { typology: parent.dora.typology }),
      },
    } as unknown as Doc
    if (doc['nom'] === '') throw new AccountRefusal('antenne-impossible')
    const dated = stamped(doc, { now })
    const structure = dated as unknown as Structure
    // Wherever it is put, it is in the hands of whoever asks.
    allow(actor, 'structure.modifier', { structureId: parentId, departement: departementOfStructure(structure) })
    if (!may(actor, 'structure.certifier') && !mayJoinByDomain(structure, user.courriel))
      throw new AccountRefusal('domaine-france-travail')
    const { ver } = await putStructure(writer, dated)
    await writeHistory(
      writer,
      seal,
      { kind: 'structure', id },
      { par: user.id, moyen: 'poste', acte: 'creation', champs: [], ver, now },
    )
    for (const one of activeAdmins(await membershipsOfStructure(writer, seal, parentId))) {
      await putMembership(writer, seal, {
        ...one,
        structure_id: id,
        structure_nom: structure.nom,
        departement: departementOfStructure(structure),
        cree_le: new Date(now).toISOString(),
      })
      if (one.user_id !== user.id)
        await context.mail(one.courriel, {
          kind: 'antenne-creee',
          structure: parent.nom,
          antenne: structure.nom,
          lien: context.linkTo('accueil'),
        })
    }
    await rescopeForMembers(writer, seal, id)
    await context.journal({
      action: 'structure.creee',
      objet: { kind: 'structure', id },
      details: { par: 'antenne', declaree: siret === null },
    })
    return { id }
  })
