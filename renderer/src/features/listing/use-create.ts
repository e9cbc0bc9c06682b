import { useCallback } from 'react'
import type { DoraContract } from '#shared/contract.ts'
import type { InputOf } from '#shared/rpc.ts'
import { client } from '../../lib/api.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'

type From = InputOf<DoraContract, 'listing.create'>['depuis']
export type Create = (depuis: From, kind?: 'service' | 'modele') => void

/** Begins a service or a model, empty or after another, and opens its editor. */
export const useCreate = (structureId: string): Create =>
  useCallback(
    (depuis, kind = 'service') => {
      client.call('listing.create', { kind, structureId, depuis }).then(
        ({ id }) => navigate(href.modifier(kind, structureId, id)),
        ({ message }: Error) => showToast({ tone: 'erreur', message }),
      )
    },
    [structureId],
  )
