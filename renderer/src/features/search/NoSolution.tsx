import { useState } from 'react'
import { labelOf } from '#shared/reference/labels.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import type { SearchResult } from '#shared/search/result.ts'
import { RAISONS_SANS_SOLUTION, type RaisonSansSolution } from '#shared/usage/event.ts'
import { noSolution as t } from '../../i18n/manques.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { MultiSelect } from '../../ui/MultiSelect.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { closeNoSolution, findNeeds, needsOf, openNoSolution, saySo, useNoSolution } from './no-solution.ts'
import { useSearchStore } from './store.ts'
import './NoSolution.css'

type Place = { readonly ref: PlaceRef | null; readonly label: string }

const NoSolutionDialog = ({ lecture }: { readonly lecture: SearchResult['lecture'] | undefined }) => {
  const { query, placeLabel } = useSearchStore.getState()
  const [needs, setNeeds] = useState<readonly string[]>(() => needsOf(query, lecture))
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<Place>({ ref: query.place, label: query.place === null ? '' : placeLabel })
  const [missing, setMissing] = useState(false)
  const choose = (next: readonly string[]) => {
    setNeeds(next)
    setMissing(false)
  }
  const say = (raison: RaisonSansSolution) => () => {
    if (needs.length === 0) {
      setMissing(true)
      return
    }
    closeNoSolution()
    void saySo({ thematiques: needs, publics: query.filters.publics, lieu: place.ref, raison })
  }
  return (
    <Dialog isOpen onClose={closeNoSolution} title={t.title}>
      <div className="ui-form">
        <p>{t.intro}</p>
        <MultiSelect
          label={t.needs}
          placeholder={t.needsHint}
          chosen={needs.map((value) => ({ id: value, label: labelOf('thematiques', value) }))}
          text={typed}
          onText={setTyped}
          items={findNeeds(typed, needs)}
          emptyText={t.needsNone}
          onAdd={(id) => choose([...needs, id])}
          onRemove={(id) => choose(needs.filter((one) => one !== id))}
          errorMessage={missing ? t.needsMissing : undefined}
        />
        <PlaceField
          label={t.place}
          description={t.placeHint}
          chosen={place.label}
          onChoose={({ place: ref, label }) => setPlace({ ref, label })}
          onClear={() => setPlace({ ref: null, label: '' })}
        />
        <div role="group" aria-labelledby="no-solution-reasons">
          <p id="no-solution-reasons" className="ui-label">
            {t.reasons}
          </p>
          <div className="no-solution-reasons">
            {RAISONS_SANS_SOLUTION.map((raison) => (
              <Button key={raison} onPress={say(raison)}>
                {t.reason[raison]}
              </Button>
            ))}
          </div>
        </div>
        <Notice title={t.sentTitle}>
          <p>{t.sent}</p>
          <p>{t.notSent}</p>
          <p>{t.offline}</p>
        </Notice>
      </div>
    </Dialog>
  )
}

/** At the foot of what was found, or not: one press, then one on the reason. */
export const NoSolution = ({ lecture }: { readonly lecture: SearchResult['lecture'] | undefined }) => {
  const { isOpen } = useNoSolution()
  return (
    <div className="no-solution">
      <Button size="s" variant="quiet" icon="warning" onPress={openNoSolution}>
        {t.open}
      </Button>
      {isOpen && <NoSolutionDialog lecture={lecture} />}
    </div>
  )
}
