import { useState } from 'react'
import type { Listing } from '#shared/contract/listing.ts'
import { branchText as t } from '../../../i18n/listing.ts'
import { href } from '../../../lib/route.ts'
import { useFocusWhenGone } from '../../../lib/use-focus-when-gone.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { Link } from '../../../ui/Link.tsx'
import { displayName } from '#shared/text/names.ts'
import { BranchForm } from './BranchForm.tsx'

const spaced = (siret: string): string => siret.replace(/^(\d{3})(\d{3})(\d{3})(\d{5})$/, '$1\u00a0$2\u00a0$3\u00a0$4')

/** The branches of a structure, each with an offer of its own; one more is added without asking anyone. */
export const BranchesPanel = ({ listing: { antennes, structure, parent, droits } }: { readonly listing: Listing }) => {
  const [adding, setAdding] = useState(false)
  // The server takes branches of structures made in DORA, and a branch has none (dora-backend.md §1.3).
  const may = droits.modifier && parent === null && structure.doc['source'] === 'dora'
  const add = may && !adding && (
    <Button icon="plus" onPress={() => setAdding(true)}>
      {t.add}
    </Button>
  )
  useFocusWhenGone(adding)
  const form = adding && <BranchForm structure={structure} onClose={() => setAdding(false)} />
  if (antennes.length === 0)
    return adding ? (
      form
    ) : (
      <EmptyState icon="building" title={t.empty} actions={add}>
        {may ? t.emptyHelp : parent === null ? t.emptyOther : t.emptyBranch}
      </EmptyState>
    )
  return (
    <div className="listing-panel">
      <div className="listing-bar">
        <p className="ui-description listing-intro">{t.intro}</p>
        {add}
      </div>
      {form}
      <ul className="listing-cards" aria-label={t.list}>
        {antennes.map(({ id, nom, commune, siret }) => (
          <li key={id} className="listing-card">
            <strong>{displayName(nom)}</strong>
            <span className="muted">{commune === null ? '' : displayName(commune)}</span>
            <span className="muted tabular">{siret === null ? t.none : t.siret(spaced(siret))}</span>
            <span className="listing-card-links">
              <Link href={href.offre(id)} aria-label={t.openOf(displayName(nom))}>
                {t.open}
              </Link>
              <Link href={href.structure(id)}>{t.sheet}</Link>
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
