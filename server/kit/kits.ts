import { randomUUID } from 'node:crypto'
import { DEPARTEMENTS_DEPLOYABLES } from '#shared/deployment/state.ts'
import {
  type Kit,
  KIT_EXTENSION,
  KIT_FORMAT,
  type KitDemande,
  type KitFichier,
  type KitResume,
  type Kits,
} from '#shared/kit/kit.ts'
import { readLogo } from '#shared/kit/logo.ts'
import { referentielsOf } from '#shared/kit/referentials.ts'
import { departementLabel } from '#shared/geo/divisions.ts'
import { slug } from '#shared/geo/fold.ts'
import { type Actor, may } from '#shared/rights.ts'
import type { Json } from '#shared/rpc.ts'
import { canonicalJson } from '#shared/sync/canonical.ts'
import { scopesOfTerritories } from '#shared/sync/scope.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { actorOf } from '#server/accounts/memberships.ts'
import { AccountRefusal, allow, Forbidden } from '#server/accounts/refusal.ts'
import { allEtats, allRules } from '#server/deployment/rows.ts'
import { moderatorName } from '#server/moderation/moderators.ts'
import type { User } from '#server/store/types.ts'
import { sha256 } from '#server/sync/rows.ts'
import { allKits, kitOf, putKit, removeKit } from './rows.ts'
import type { KitSigner } from './signer.ts'

/** Kits of territories: whoever moderates every département of one makes it, and its next versions. All reject with Forbidden. */

export type KitParts = AccountParts & {
  readonly signer: KitSigner
  /** Without a final « / ». */
  readonly publicUrl: () => string
}

const mayKeep = (actor: Actor, departement: string): boolean => may(actor, 'kit.tenir', { structureId: null, departement })

/** @throws Forbidden unless this person moderates all of them. */
export const allowTerritory = (actor: Actor, departements: readonly string[]): void => {
  if (departements.length === 0 || !departements.every((code) => mayKeep(actor, code))) throw new Forbidden()
}

const resumeOf = ({ id, version, fait_le, fait_par, nom, departements, bienvenue, correspondant, logo }: Kit): KitResume => ({
  id,
  version,
  fait_le,
  fait_par,
  nom,
  departements,
  bienvenue,
  correspondant,
  logo,
})

const fileName = ({ nom, version }: Kit): string => `kit-${slug(nom) || 'territoire'}-v${version}.${KIT_EXTENSION}`

const fileOf = (signer: KitSigner, kit: Kit): KitFichier => ({
  kit: resumeOf(kit),
  nom: fileName(kit),
  fichier: signer.sign(canonicalJson(kit as unknown as Json)),
})

/** @throws AccountRefusal `kit-logo` */
const checkLogo = (logo: KitDemande['logo']): void => {
  if (logo === null) return
  const read = readLogo(Buffer.from(logo.base64, 'base64'))
  if (typeof read === 'string' || read.type !== logo.type) throw new AccountRefusal('kit-logo')
}

/** Kits of territories that are wholly this person's, the newest first. */
export const kitsFor = ({ store, seal, signer }: KitParts, user: User): Promise<Kits> =>
  store.read(async (reader) => {
    const actor = await actorOf(reader, seal, user)
    allow(actor, 'moderation.voir')
    const kits = (await allKits(reader, seal)).filter(({ departements }) => departements.every((code) => mayKeep(actor, code)))
    return {
      kits: kits.sort((a, b) => (a.fait_le < b.fait_le ? 1 : -1)).map(resumeOf),
      departements: DEPARTEMENTS_DEPLOYABLES.map(({ code }) => code).filter((code) => mayKeep(actor, code)),
      empreinte: signer.empreinte,
    }
  })

/** A kit of this person's. @throws Forbidden; AccountRefusal `kit-inconnu` */
const ownKit = (actor: Actor, kit: Kit | null): Kit => {
  allow(actor, 'moderation.voir')
  if (kit === null) throw new AccountRefusal('kit-inconnu')
  allowTerritory(actor, kit.departements)
  return kit
}

/** Of one département: each is kept whole, with its logo, and read with the others. Told in « compte-kit-trop ». */
export const MOST_KITS = 20

/** @throws AccountRefusal `kit-trop` */
const checkRoom = (kits: readonly Kit[], departements: readonly string[]): void => {
  const isFull = (code: string): boolean => kits.filter((one) => one.departements.includes(code)).length >= MOST_KITS
  if (departements.some(isFull)) throw new AccountRefusal('kit-trop')
}

/** Makes a kit, or the next version of one. @throws AccountRefusal `kit-inconnu`, `kit-logo`, `kit-trop` */
export const makeKit = async (parts: KitParts, user: User, { id, ...asked }: KitDemande): Promise<KitFichier> => {
  const kit = await runAccount(parts, user, async ({ actor, writer, seal, now, journal }) => {
    allow(actor, 'moderation.voir')
    allowTerritory(actor, asked.departements)
    const before = id === null ? null : ownKit(actor, await kitOf(writer, seal, id))
    checkLogo(asked.logo)
    const others = (await allKits(writer, seal)).filter((one) => one.id !== before?.id)
    checkRoom(others, asked.departements)
    const here = new Set(asked.departements)
    const made: Kit = {
      ...asked,
      format: KIT_FORMAT,
      id: before?.id ?? randomUUID(),
      version: (before?.version ?? 0) + 1,
      fait_le: new Date(now).toISOString(),
      fait_par: moderatorName(user),
      portees: [...scopesOfTerritories(asked.departements)],
      // Its own address, whatever is asked: what it signs never leads elsewhere.
      serveur: `${parts.publicUrl()}/`,
      lieu: {
        place: { kind: 'departement', code: asked.departements[0] ?? '' },
        label: departementLabel(asked.departements[0] ?? ''),
      },
      referentiels: referentielsOf(sha256),
      deploiement: (await allEtats(writer)).filter(({ departement }) => here.has(departement)),
      regles: (await allRules(writer)).flatMap((rule) => {
        const departements = rule.departements.filter((code) => here.has(code))
        return departements.length === 0 ? [] : [{ ...rule, departements }]
      }),
    }
    await putKit(writer, seal, made)
    await journal({
      action: 'kit.fait',
      objet: { kind: 'kit', id: made.id },
      details: { version: made.version, departements: made.departements.join(' ') },
    })
    return made
  })
  return fileOf(parts.signer, kit)
}

/** The file of the last version, the same to the byte each time. */
export const kitFileFor = ({ store, seal, signer }: KitParts, user: User, id: string): Promise<KitFichier> =>
  store.read(async (reader) => fileOf(signer, ownKit(await actorOf(reader, seal, user), await kitOf(reader, seal, id))))

export const dropKit = (parts: KitParts, user: User, id: string): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, seal, journal }) => {
    const kit = ownKit(actor, await kitOf(writer, seal, id))
    await removeKit(writer, id)
    await journal({ action: 'kit.retire', objet: { kind: 'kit', id }, details: { version: kit.version } })
  })
