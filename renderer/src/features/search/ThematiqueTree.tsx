import { memo, useCallback, useMemo, useState } from 'react'
import type { FacetCount } from '#shared/search/result.ts'
import { FACET_TITLES, t } from '../../i18n/search.ts'
import { branchesFor, type Branch } from '../../lib/thematique-branches.ts'
import { Button } from '../../ui/Button.tsx'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { FacetRow } from './FacetRow.tsx'
import { FacetTitle } from './FacetTitle.tsx'
import { setFacet, useSearchStore } from './store.ts'
import { needIsTicked, tickOfCategory, toggleThematique } from './thematique-ticks.ts'

type Props = { readonly counts: readonly FacetCount[]; readonly ticked: readonly string[] }

/** The sixteen thématiques and their needs: two levels of check boxes, each branch folded until it is asked for. */
export const ThematiqueTree = memo(({ counts, ticked }: Props) => {
  const [words, setWords] = useState('')
  const [opened, setOpened] = useState<readonly string[]>([])
  const branches = useMemo(() => branchesFor(words), [words])
  const countOf = useMemo(() => new Map(counts.map(({ value, count }) => [value, count])), [counts])
  const toggle = useCallback((value: string) => {
    setFacet('thematiques', toggleThematique(useSearchStore.getState().query.filters.thematiques, value))
  }, [])
  const isOpen = (branch: Branch) =>
    opened.includes(branch.value) || words.trim() !== '' || tickOfCategory(ticked, branch.value) === 'en-partie'
  const flip = (value: string) =>
    setOpened((before) => (before.includes(value) ? before.filter((one) => one !== value) : [...before, value]))

  return (
    <Disclosure
      level={3}
      defaultExpanded
      title={<FacetTitle title={FACET_TITLES.thematiques} ticked={ticked.length} />}
      aside={
        ticked.length > 0 && (
          <Button
            variant="quiet"
            size="s"
            aria-label={t.clearGroup(FACET_TITLES.thematiques)}
            onPress={() => setFacet('thematiques', [])}
          >
            {t.clear}
          </Button>
        )
      }
    >
      <SearchField
        className="facet-find"
        label={t.findNeed}
        hideLabel
        placeholder={t.findNeed}
        value={words}
        onChange={setWords}
      />
      {branches.length === 0 && <p className="facet-note">{t.noNeed}</p>}
      <ul className="facet-tree">
        {branches.map((branch) => {
          const open = isOpen(branch)
          const tick = tickOfCategory(ticked, branch.value)
          return (
            <li key={branch.value}>
              <div className="facet-branch">
                <button
                  type="button"
                  className="facet-unfold"
                  aria-expanded={open}
                  aria-label={t.showNeeds(branch.label)}
                  onClick={() => flip(branch.value)}
                >
                  <Icon name="chevron-right" size={14} />
                </button>
                <FacetRow
                  value={branch.value}
                  label={branch.label}
                  count={countOf.get(branch.value) ?? 0}
                  checked={tick === 'oui'}
                  mixed={tick === 'en-partie'}
                  onToggle={toggle}
                />
              </div>
              {open && (
                <ul className="facet-needs" aria-label={t.showNeeds(branch.label)}>
                  {branch.needs.map((need) => (
                    <li key={need.value}>
                      <FacetRow
                        value={need.value}
                        label={need.label}
                        count={countOf.get(need.value) ?? 0}
                        checked={needIsTicked(ticked, need.value)}
                        onToggle={toggle}
                      />
                    </li>
                  ))}
                </ul>
              )}
            </li>
          )
        })}
      </ul>
    </Disclosure>
  )
})
