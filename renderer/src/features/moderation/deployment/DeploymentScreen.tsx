import { useCallback, useMemo, useState } from 'react'
import { ToggleButton } from 'react-aria-components/ToggleButton'
import { countByState, DEPARTEMENTS_DEPLOYABLES, ETATS_DEPLOIEMENT, isDeployable } from '#shared/deployment/state.ts'
import { deployment as t, etatInWords } from '../../../i18n/deploiement.ts'
import { ExternalLink } from '../../../lib/ExternalLink.tsx'
import { formatCount } from '../../../lib/format.ts'
import { useSyncStatus } from '../../../lib/sync-status.ts'
import { findTerritories } from '../../../lib/territories.ts'
import { Button } from '../../../ui/Button.tsx'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { SearchField } from '../../../ui/SearchField.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'
import { RulesSection } from './RulesSection.tsx'
import { type Known, StateMark } from './StateTile.tsx'
import { StatesTable } from './StatesTable.tsx'
import { TileMap } from './TileMap.tsx'
import { useStates } from './use-states.ts'
import './deployment.css'

const KNOWN: readonly Known[] = [...ETATS_DEPLOIEMENT, null]

type ChipsProps = {
  readonly counts: (etat: Known) => number
  readonly chosen: ReadonlySet<Known>
  readonly onToggle: (etat: Known) => void
}

/** The five states and « unknown », how many départements are in each, and a press to see these alone. */
const Chips = ({ counts, chosen, onToggle }: ChipsProps) => (
  <div className="deploy-chips" role="group" aria-label={t.states}>
    {KNOWN.map((etat) => (
      <ToggleButton key={etat ?? 'inconnu'} className="deploy-chip" isSelected={chosen.has(etat)} onChange={() => onToggle(etat)}>
        <StateMark etat={etat} />
        <span>{etatInWords(etat)}</span>
        <span className="deploy-chip-count tabular">
          {formatCount(counts(etat))} <VisuallyHidden>{t.unit(counts(etat))}</VisuallyHidden>
        </span>
      </ToggleButton>
    ))}
  </div>
)

/** The page of the server where everybody reads the same; nothing without a server. */
const PublicPage = () => {
  const server = useSyncStatus()?.serveur ?? null
  return server === null ? null : (
    <p>
      <ExternalLink url={new URL('/deploiement', server).href}>{t.publicPage}</ExternalLink>
    </p>
  )
}

const Desk = ({ states }: { readonly states: ReturnType<typeof useStates> }) => {
  const { data, etats, etatOf, sinceOf, say } = states
  const [words, setWords] = useState('')
  const [chosen, setChosen] = useState<ReadonlySet<Known>>(new Set())
  // Those just said stay where they are, whatever the filters: one goes on from there.
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set())
  const counts = useMemo(() => countByState(etats), [etats])
  const rows = useMemo(
    () =>
      findTerritories(words).filter(
        ({ code }) => isDeployable(code) && (chosen.size === 0 || chosen.has(etatOf(code)) || touched.has(code)),
      ),
    [words, chosen, touched, etatOf],
  )
  const shown = useMemo(() => new Set(rows.map(({ code }) => code)), [rows])
  const isShown = useCallback((code: string) => shown.has(code), [shown])
  const sayHere = useCallback(
    (code: string, etat: Known) => {
      setTouched((before) => new Set([...before, code]))
      say(code, etat)
    },
    [say],
  )
  const narrow = (next: ReadonlySet<Known>) => {
    setTouched(new Set())
    setChosen(next)
  }
  const toggle = (etat: Known) =>
    narrow(chosen.has(etat) ? new Set([...chosen].filter((one) => one !== etat)) : new Set([...chosen, etat]))
  const may = data?.modifier === true
  return (
    <div className="deploy">
      <section className="deploy-side" aria-labelledby="deploy-title">
        <h2 id="deploy-title">{t.title}</h2>
        <p className="muted">{may ? t.intro : t.readOnly}</p>
        <Chips counts={(etat) => (etat === null ? counts.inconnus : counts.par[etat])} chosen={chosen} onToggle={toggle} />
        <div className="deploy-find">
          <SearchField label={t.words} hideLabel placeholder={t.wordsHint} value={words} onChange={setWords} />
          <span className="muted tabular" role="status">
            {t.shown(rows.length, DEPARTEMENTS_DEPLOYABLES.length)}
          </span>
        </div>
        {rows.length === 0 ? (
          <EmptyState
            icon="filter"
            title={t.nothing}
            level={3}
            actions={
              <Button
                onPress={() => {
                  setWords('')
                  narrow(new Set())
                }}
              >
                {t.clear}
              </Button>
            }
          >
            {t.nothingText}
          </EmptyState>
        ) : (
          <StatesTable rows={rows} etatOf={etatOf} sinceOf={sinceOf} say={may ? sayHere : null} />
        )}
      </section>
      <div className="deploy-beside" role="region" aria-label={t.map} {...(!may && { tabIndex: 0 })}>
        <TileMap etatOf={etatOf} isShown={isShown} />
        <p className="muted deploy-help">{t.mapHelp}</p>
        <PublicPage />
        <RulesSection mayChange={may} />
      </div>
    </div>
  )
}

/** `/moderation/deploiement`: how far each département is, and which sources each one's reference shows. */
export const DeploymentScreen = () => {
  const states = useStates()
  if (states.error !== null && states.data === undefined)
    return (
      <div className="deploy-alone">
        <ReadFailure title={t.failed} error={states.error} onRetry={states.retry} />
      </div>
    )
  if (states.data === undefined)
    return (
      <div className="deploy-alone" role="status" aria-busy="true" aria-label={t.loading}>
        <Skeleton lines={8} />
      </div>
    )
  if (states.data.etats === null)
    return (
      <div className="deploy-alone">
        <EmptyState icon="map" title={t.noCatalogue}>
          {t.noCatalogueText}
        </EmptyState>
      </div>
    )
  return <Desk states={states} />
}
