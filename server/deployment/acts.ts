import { randomUUID } from 'node:crypto'
import type { RegleAjoutee, RegleDemandee, RegleSource } from '#shared/deployment/rule.ts'
import type { EtatDeploiement } from '#shared/deployment/state.ts'
import { parisDay } from '#shared/listing/days.ts'
import { may } from '#shared/rights.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { allow } from '#server/accounts/refusal.ts'
import type { User } from '#server/store/types.ts'
import { type Gone, hideNow, wouldHide } from './hide.ts'
import { allEtats, allRules, putEtat, putRule, removeEtat, removeRule } from './rows.ts'

/** What the team says of the deployment, and of what a territory shows. All reject with Forbidden. */

/** The state of a département from today on; `null` for unknown. Saying again what is said already changes nothing. */
export const setEtat = (parts: AccountParts, user: User, departement: string, etat: EtatDeploiement | null): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, now, journal }) => {
    allow(actor, 'deploiement.modifier')
    const avant = (await allEtats(writer)).find((one) => one.departement === departement)?.etat ?? null
    if (avant === etat) return
    if (etat === null) await removeEtat(writer, departement)
    else await putEtat(writer, departement, { etat, depuis: parisDay(now) })
    await journal({
      action: 'deploiement.etat',
      objet: { kind: 'departement', id: departement },
      details: { avant, apres: etat },
    })
  })

/** Every rule to the team; to a gestionnaire, what concerns their départements. */
export const rulesFor = ({ store, seal }: AccountParts, user: User): Promise<readonly RegleSource[]> =>
  store.read(async (reader) => {
    const actor = await actorOf(reader, seal, user)
    allow(actor, 'moderation.voir')
    const all = await allRules(reader)
    if (may(actor, 'deploiement.modifier')) return all
    const own = new Set(actor?.departements)
    return all.flatMap((one) => {
      const departements = one.departements.filter((code) => own.has(code))
      return departements.length === 0 ? [] : [{ ...one, departements }]
    })
  })

/** What a rule would take away, without adding it. */
export const tryRule = async (parts: AccountParts, user: User, asked: RegleDemandee): Promise<Gone> => {
  await parts.store.read(async (reader) => allow(await actorOf(reader, parts.seal, user), 'deploiement.modifier'))
  return wouldHide(parts, [asked])
}

const sameRule = (one: RegleDemandee, other: RegleDemandee): boolean =>
  one.source === other.source && one.departements.join(' ') === other.departements.join(' ')

/** Adds a rule and applies it; one that is there already is applied again. */
export const addRule = async (parts: AccountParts, user: User, asked: RegleDemandee): Promise<RegleAjoutee> => {
  const regle = await runAccount(parts, user, async ({ actor, writer, now, journal }) => {
    allow(actor, 'deploiement.modifier')
    const known = (await allRules(writer)).find((one) => sameRule(one, asked))
    if (known !== undefined) return known
    const made: RegleSource = { ...asked, id: randomUUID(), creee_le: new Date(now).toISOString() }
    await putRule(writer, made)
    await journal({
      action: 'regle-source.ajoutee',
      objet: { kind: 'regle', id: made.id },
      details: { source: made.source, departements: made.departements.join(' ') },
    })
    return made
  })
  const gone = await hideNow(parts, [regle])
  return { regle, services: gone?.services ?? 0, structures: gone?.structures ?? 0, differe: gone === null }
}

/** Takes a rule away: what it hid comes back with the next import. One that is not there is taken away already. */
export const dropRule = (parts: AccountParts, user: User, id: string): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, journal }) => {
    allow(actor, 'deploiement.modifier')
    const known = (await allRules(writer)).find((one) => one.id === id)
    if (known === undefined) return
    await removeRule(writer, id)
    await journal({
      action: 'regle-source.retiree',
      objet: { kind: 'regle', id },
      details: { source: known.source, departements: known.departements.join(' ') },
    })
  })
