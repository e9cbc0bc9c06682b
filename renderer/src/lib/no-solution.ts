import { fold } from '#shared/geo/fold.ts'
import { entriesOf } from '#shared/reference/labels.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { RaisonSansSolution } from '#shared/usage/event.ts'
import { noSolution as t } from '../i18n/manques.ts'
import { client } from './api.ts'
import { showToast } from './toasts.ts'

/** « Pas de solution pour cette personne »: the needs one may name, and how it is said. */

const SHOWN = 8
/** Needs whose name holds the words typed, without those that are chosen. */
export const findNeeds = (
  typed: string,
  chosen: readonly string[],
): readonly { readonly id: string; readonly label: string }[] => {
  const wanted = fold(typed).trim()
  return wanted === ''
    ? []
    : entriesOf('thematiques')
        .filter(({ value, label }) => !chosen.includes(value) && fold(label).includes(wanted))
        .slice(0, SHOWN)
        .map(({ value, label }) => ({ id: value, label }))
}

type Said = {
  readonly thematiques: readonly string[]
  readonly publics: readonly string[]
  readonly lieu: PlaceRef | null
  readonly raison: RaisonSansSolution
}

const undo = async (id: string): Promise<void> => {
  const { defait } = await client.call('manques.undo', { id })
  showToast({ message: defait ? t.undone : t.tooLate })
}

/** Never rejects: what failed is told. */
export const saySo = async ({ thematiques, publics, lieu, raison }: Said): Promise<void> => {
  try {
    const { id } = await client.call('manques.declare', {
      thematiques: [...thematiques],
      publics: [...publics],
      lieu,
      raison,
      recherche: null,
    })
    // As long as it may be taken back (main/gaps/declare.ts).
    showToast({ message: t.done, action: { label: t.undo, run: () => void undo(id).catch(failed) }, duration: 10_000 })
  } catch (error) {
    failed(error)
  }
}
const failed = (error: unknown): void =>
  showToast({ message: `${t.failed} ${error instanceof Error ? error.message : ''}`.trim(), tone: 'erreur' })

// Said to be done, then lost as it was to be written: whatever screen is there meanwhile.
client.on('manques.perdue', ({ message }) => showToast({ message: `${t.lost} ${message}`, tone: 'erreur' }))
