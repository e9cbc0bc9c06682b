import { randomUUID } from 'node:crypto'
import {
  type ConnecteurDemande,
  type Connecteurs,
  type DECISIONS,
  estAcceptable,
  type FichierConnecteur,
  type Lancement,
  type PassageVu,
  type Provenance,
  type SORTS_FICHES,
} from '#shared/partners/connector.ts'
import { type AccountParts, runAccount } from '#server/accounts/context.ts'
import { AccountRefusal } from '#server/accounts/refusal.ts'
import { keeps, tenir } from '#server/administration/right.ts'
import type { Reader, User } from '#server/store/types.ts'
import type { Seal } from '#server/sync/seal.ts'
import type { Connectors } from './connectors.ts'
import { nextRun } from './due.ts'
import { provenanceOf } from './provenance.ts'
import {
  allConnectors,
  changeState,
  type Connector,
  connectorOf,
  putConnector,
  removeConnector,
  runsOf,
  stateOf,
} from './rows.ts'

/** What the team does with connectors. All reject with Forbidden; with AccountRefusal `connecteur-inconnu` for one that is not. */

export const connectorsFor = async (parts: AccountParts, user: User, connectors: Connectors): Promise<Connecteurs> => {
  await keeps(parts, user)
  return parts.store.read(async (reader) => {
    const all = await allConnectors(reader, parts.seal)
    const told: Connecteurs['connecteurs'] = []
    for (const { cle, cree_le: _made, ...one } of all) {
      const state = await stateOf(reader, one.id)
      const { succes_le, echecs, reprise_le, quarantaine, suppression } = state
      told.push({
        ...one,
        cle_posee: cle !== null,
        en_cours: connectors.isRunning(one.id),
        prochain: nextRun(one, state, parts.now()),
        etat: { succes_le, echecs, reprise_le, quarantaine, suppression },
        dernier: (await runsOf(reader, one.id))[0] ?? null,
      })
    }
    return { connecteurs: told, depot: connectors.depot }
  })
}

/** Where its key is told. */
const hosts = ({ origine }: Pick<ConnecteurDemande, 'origine'>): ReadonlySet<string> => {
  const addresses =
    origine.genre === 'api'
      ? [origine.adresse]
      : origine.fichiers.flatMap((one: FichierConnecteur) => (one.lieu === 'adresse' ? [one.adresse] : []))
  return new Set(addresses.map((address) => new URL(address).origin))
}

/** A source belongs to one connector: two would take away what the other brings. */
const checkSources = async (reader: Reader, seal: Seal, { sources }: ConnecteurDemande, id: string): Promise<void> => {
  for (const other of await allConnectors(reader, seal))
    if (other.id !== id && other.sources.some((source) => sources.includes(source)))
      throw new AccountRefusal('connecteur-source-prise')
}

/** Rejects with AccountRefusal `connecteur-source-prise`. */
export const addConnector = (parts: AccountParts, user: User, asked: ConnecteurDemande): Promise<{ readonly id: string }> =>
  runAccount(parts, user, async ({ actor, writer, seal, now, journal }) => {
    tenir(actor)
    const id = randomUUID()
    await checkSources(writer, seal, asked, id)
    const at = new Date(now).toISOString()
    const cle = asked.cle === null || asked.cle === '' ? null : asked.cle
    await putConnector(writer, seal, { ...asked, cle, id, cree_le: at, modifie_le: at })
    await journal({
      action: 'connecteur.cree',
      objet: { kind: 'connecteur', id },
      details: { genre: asked.origine.genre, sources: asked.sources.join(' ') },
    })
    return { id }
  })

const known = async (reader: Reader, seal: Seal, id: string): Promise<Connector> => {
  const one = await connectorOf(reader, seal, id)
  if (one === null || (await stateOf(reader, id)).suppression) throw new AccountRefusal('connecteur-inconnu')
  return one
}

/** Rejects with AccountRefusal `connecteur-source-prise`. A key is not told to another host: it goes unless it is given again. */
export const changeConnector = (parts: AccountParts, user: User, id: string, asked: ConnecteurDemande): Promise<void> =>
  runAccount(parts, user, async ({ actor, writer, seal, now, journal }) => {
    tenir(actor)
    const before = await known(writer, seal, id)
    await checkSources(writer, seal, asked, id)
    const before_hosts = hosts(before)
    const moved = [...hosts(asked)].some((host) => !before_hosts.has(host))
    const cle = asked.cle === null ? (moved ? null : before.cle) : asked.cle === '' ? null : asked.cle
    await putConnector(writer, seal, { ...before, ...asked, cle, modifie_le: new Date(now).toISOString() })
    await journal({
      action: 'connecteur.modifie',
      objet: { kind: 'connecteur', id },
      details: { actif: asked.actif, sources: asked.sources.join(' ') },
    })
  })

/** Takes it away, and what it brought unless it is kept; begun at once, and ended by the clock if it is cut. */
export const dropConnector = async (
  parts: AccountParts,
  user: User,
  connectors: Connectors,
  asked: { readonly id: string; readonly fiches: (typeof SORTS_FICHES)[number] },
): Promise<void> => {
  const { id, fiches } = asked
  await runAccount(parts, user, async ({ actor, writer, seal, journal }) => {
    tenir(actor)
    const { sources } = await known(writer, seal, id)
    if (fiches === 'gardees') await removeConnector(writer, id)
    else await changeState(writer, id, (state) => ({ ...state, suppression: true, reprise_le: null }))
    await journal({
      action: 'connecteur.supprime',
      objet: { kind: 'connecteur', id },
      details: { fiches, sources: sources.join(' ') },
    })
  })
  if (fiches === 'retirees') connectors.launch(id, false)
}

/** Begins a run. `essai`: it changes nothing. */
export const launchConnector = async (
  parts: AccountParts,
  user: User,
  connectors: Connectors,
  asked: { readonly id: string; readonly essai: boolean },
): Promise<Lancement> => {
  const { id, essai } = asked
  await runAccount(parts, user, async ({ actor, writer, seal, journal }) => {
    tenir(actor)
    await known(writer, seal, id)
    await journal({ action: 'connecteur.lance', objet: { kind: 'connecteur', id }, details: { essai } })
  })
  return connectors.launch(id, essai)
}

/**
 * Takes the batch in quarantine as it is, or throws it away. Rejects with AccountRefusal `connecteur-sans-lot` when there is none, or
 * none that can be taken.
 */
export const decideQuarantine = async (
  parts: AccountParts,
  user: User,
  connectors: Connectors,
  asked: { readonly id: string; readonly decision: (typeof DECISIONS)[number] },
): Promise<void> => {
  const { id, decision } = asked
  await runAccount(parts, user, async ({ actor, writer, seal, journal }) => {
    tenir(actor)
    await known(writer, seal, id)
    const { quarantaine } = await stateOf(writer, id)
    if (quarantaine === null || quarantaine.accepte) throw new AccountRefusal('connecteur-sans-lot')
    const isTaken = decision === 'accepter'
    if (isTaken && !(estAcceptable(quarantaine.raison) && connectors.hasBatch(id)))
      throw new AccountRefusal('connecteur-sans-lot')
    await changeState(writer, id, (state) => ({
      ...state,
      quarantaine: isTaken ? { ...quarantaine, accepte: true } : null,
      reprise_le: null,
    }))
    await journal({
      action: isTaken ? 'connecteur.lot-accepte' : 'connecteur.lot-ecarte',
      objet: { kind: 'connecteur', id },
      details: { raison: quarantaine.raison },
    })
  })
  if (decision === 'accepter') connectors.launch(id, false)
}

/** Its last runs, the newest first. */
export const connectorRunsFor = async (parts: AccountParts, user: User, id: string): Promise<readonly PassageVu[]> => {
  await keeps(parts, user)
  return parts.store.read(async (reader) => {
    await known(reader, parts.seal, id)
    return runsOf(reader, id)
  })
}

export const provenanceFor = async (parts: AccountParts, user: User, id: string): Promise<Provenance | null> => {
  await keeps(parts, user)
  return parts.store.read((reader) => provenanceOf(reader, parts.seal, id))
}
