import { useMemo } from 'react'
import { create } from 'zustand'
import type { Done, FlatDoc, ServiceLine } from '#shared/contract/listing.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { InputOf } from '#shared/rpc.ts'
import { actText as t } from '../../i18n/listing.ts'
import { client } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'

/** Acts on listings from their list: each says what it did, with the way back, and tells what was refused. */

type Refusals = { readonly refus: Done['refus'] }

/** What the last act could not do; stays on screen until it is read. */
export const useRefusals = create<Refusals>(() => ({ refus: [] }))
export const clearRefusals = (): void => useRefusals.setState({ refus: [] })

const failed = ({ message }: Error): void => showToast({ tone: 'erreur', message })

const undo = (annuler: string, undone: string): void => {
  clearRefusals()
  client.call('listing.undo', { annuler }).then(() => showToast({ message: undone }), failed)
}

/** Says what was done, with « Annuler » as long as it can be undone. */
export const tell = ({ faits, refus, annuler }: Done, said: (n: number) => string, undone: string = t.undone): void => {
  useRefusals.setState({ refus })
  if (faits === 0) {
    if (refus.length === 0) showToast({ message: t.nothing })
    return
  }
  showToast({
    message: said(faits),
    ...(annuler !== null && { action: { label: t.undo, run: () => undo(annuler, undone) } }),
  })
}

/** Resolves with what was done; null when nothing could be, which has been said. */
const act = async (asked: Promise<Done>, said: (n: number) => string): Promise<Done | null> => {
  try {
    const done = await asked
    tell(done, said)
    return done
  } catch (error) {
    failed(error as Error)
    return null
  }
}

/** « Still right » is said, and dated by the server as soon as it hears it: the way back would be closed most of the time. */
const said = async (asked: Promise<Done>): Promise<Done> => ({ ...(await asked), annuler: null })

type Availability = InputOf<DoraContract, 'listing.setAvailability'>['disponibilite']
export type ModelAct = InputOf<DoraContract, 'listing.followModel'>['acte']
type Ids = readonly string[]

export type Acts = {
  readonly change: (ids: Ids, patch: FlatDoc) => Promise<Done | null>
  readonly setStatus: (ids: Ids, statut: ServiceLine['statut']) => Promise<Done | null>
  /** All groups of fields when none is named. */
  readonly verify: (ids: Ids, groupes?: readonly string[]) => Promise<Done | null>
  readonly verifyStructure: () => Promise<Done | null>
  readonly setAvailability: (ids: Ids, disponibilite: Availability) => Promise<Done | null>
  readonly followModel: (ids: Ids, acte: ModelAct) => Promise<Done | null>
  readonly remove: (kind: 'service' | 'modele', ids: Ids) => Promise<Done | null>
}

export const useActs = (structureId: string): Acts =>
  useMemo(
    () => ({
      change: (ids, patch) => act(client.call('listing.change', { structureId, ids: [...ids], patch }), t.changed),
      setStatus: (ids, statut) => act(client.call('listing.setStatus', { structureId, ids: [...ids], statut }), t.status[statut]),
      verify: (ids, groupes = []) =>
        act(
          said(client.call('listing.verify', { kind: 'service', structureId, ids: [...ids], groupes: [...groupes] })),
          t.verified,
        ),
      verifyStructure: () =>
        act(
          said(client.call('listing.verify', { kind: 'structure', structureId, ids: [structureId], groupes: [] })),
          () => t.structureVerified,
        ),
      setAvailability: (ids, disponibilite) =>
        act(
          client.call('listing.setAvailability', { structureId, ids: [...ids], disponibilite }),
          disponibilite === null ? t.availabilityGone : t.available,
        ),
      followModel: (ids, acte) => act(client.call('listing.followModel', { structureId, ids: [...ids], acte }), t.model[acte]),
      remove: (kind, ids) =>
        act(
          client.call('listing.remove', { kind, structureId, ids: [...ids] }),
          kind === 'modele' ? () => t.modelRemoved : t.removed,
        ),
    }),
    [structureId],
  )
