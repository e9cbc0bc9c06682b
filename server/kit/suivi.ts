import { isTickable, type Suivi, type SuiviGeste, suiviOf, type SuiviRow } from '#shared/kit/checklist.ts'
import { parisDay } from '#shared/listing/days.ts'
import type { Actor } from '#shared/rights.ts'
import { type AccountContext, type AccountParts, runAccount } from '#server/accounts/context.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import { allEtats } from '#server/deployment/rows.ts'
import type { Reference } from '#server/moderation/facts.ts'
import { moderatorName } from '#server/moderation/moderators.ts'
import type { Reader, User } from '#server/store/types.ts'
import type { Seal } from '#server/sync/seal.ts'
import { allowTerritory } from './kits.ts'
import { allKits, putSuivi, suiviRow } from './rows.ts'
import { constatsOf } from './territory.ts'

/** The first thirty days of a département, one list for everyone who moderates it. All reject with Forbidden. */

export type SuiviParts = AccountParts & { readonly reference: Reference }

type Kept = { readonly actor: Actor; readonly row: SuiviRow; readonly etat_dit: boolean; readonly kit_fait: boolean }

const kept = async (reader: Reader, seal: Seal, user: User, departement: string): Promise<Kept> => {
  const actor = await actorOf(reader, seal, user)
  allowTerritory(actor, [departement])
  return {
    actor,
    row: await suiviRow(reader, seal, departement),
    etat_dit: (await allEtats(reader)).some((one) => one.departement === departement),
    kit_fait: (await allKits(reader, seal)).some(({ departements }) => departements.includes(departement)),
  }
}

export const suiviFor = async ({ store, seal, now, reference }: SuiviParts, user: User, departement: string): Promise<Suivi> => {
  const { row, ...told } = await store.read((reader) => kept(reader, seal, user, departement))
  return suiviOf(departement, row, constatsOf(await reference.facts(), departement, told), parisDay(now()))
}

const changed = (
  row: SuiviRow,
  geste: SuiviGeste,
  { user, now }: { readonly user: User; readonly now: AccountContext['now'] },
): SuiviRow => {
  if (geste.geste === 'commencer') return { ...row, depart: geste.depart }
  const { [geste.etape]: before, ...others } = row.faites
  if (!geste.fait) return { ...row, faites: others }
  // Ticked already: the first who did it stays named.
  const done = before ?? { le: new Date(now).toISOString(), par: user.id, nom: moderatorName(user) }
  return { ...row, faites: { ...others, [geste.etape]: done } }
}

/** Sets the start, or ticks a step. @throws AccountRefusal `kit-inconnu` for a step that ticks itself. */
export const followSuivi = async (parts: SuiviParts, user: User, departement: string, geste: SuiviGeste): Promise<Suivi> => {
  await runAccount(parts, user, async ({ actor, writer, seal, now, journal }) => {
    allowTerritory(actor, [departement])
    if (geste.geste === 'cocher' && !isTickable(geste.etape)) throw new AccountRefusal('kit-inconnu')
    const before = await suiviRow(writer, seal, departement)
    await putSuivi(writer, seal, departement, changed(before, geste, { user, now }))
    await journal({
      action: 'kit.suivi',
      objet: { kind: 'departement', id: departement },
      details: geste.geste === 'commencer' ? { depart: geste.depart } : { etape: geste.etape, fait: geste.fait },
    })
  })
  return suiviFor(parts, user, departement)
}
