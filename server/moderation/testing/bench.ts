import type { Service, Structure } from '#shared/catalogue/record.ts'
import { emptyDossier, type Dossier } from '#shared/moderation/dossier.ts'
import type { Suggestion } from '#shared/listing/suggestion.ts'
import type { Cible } from '#shared/moderation/target.ts'
import { type ListingBench, openListings } from '../../listing/testing/bench.ts'
import { putSuggestion } from '../../listing/suggestions.ts'
import { putSealed } from '../../sync/rows.ts'
import { fill } from '../../sync/testing.ts'
import { putDossier } from '../dossier.ts'
import type { Facts, Reference } from '../facts.ts'
import { createReference } from '../reference.ts'

/** The panel over a real store, with accounts and what they push, under one clock. */

export type PanelBench = ListingBench & {
  readonly reference: Reference
  readonly facts: () => Promise<Facts>
  readonly services: (...all: readonly Service[]) => Promise<void>
  readonly structures: (...all: readonly Structure[]) => Promise<void>
  readonly dossier: (cible: Cible, more: Partial<Dossier>) => Promise<unknown>
  readonly suggestion: (cible: Cible, more: { readonly id: string } & Partial<Suggestion>) => Promise<unknown>
  /** A row of the server's own, sealed. */
  readonly sealed: (kind: string, id: string, doc: object) => Promise<unknown>
}

export const openPanel = async (): Promise<PanelBench> => {
  const bench = await openListings()
  const { store, parts } = bench
  const reference = createReference(parts)
  return {
    ...bench,
    reference,
    facts: reference.facts,
    services: (...all) => fill(store, [], all),
    structures: (...all) => fill(store, all, []),
    dossier: (cible, more) => store.write((writer) => putDossier(writer, parts.seal, { ...emptyDossier(cible), ...more })),
    suggestion: (cible, more) =>
      store.write((writer) =>
        putSuggestion(writer, parts.seal, {
          cible: { ...cible, nom: 'Fiche' },
          structure_id: cible.kind === 'structure' ? cible.id : null,
          champ: null,
          actuel: null,
          valeur: null,
          message: 'Le numéro a changé.',
          auteur: { user_id: '', nom: 'Alix', structure: null },
          cree_le: new Date(parts.now()).toISOString(),
          etat: 'ouverte',
          reponse: null,
          ...more,
        }),
      ),
    sealed: (kind, id, doc) =>
      store.write(async (writer) =>
        putSealed(
          writer,
          parts.seal,
          { kind, id },
          { doc: doc as never, scopes: [], current: await writer.entity({ kind, id }) },
        ),
      ),
  }
}
