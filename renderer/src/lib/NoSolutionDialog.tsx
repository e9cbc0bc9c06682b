import { useState } from 'react'
import { labelOf } from '#shared/reference/labels.ts'
import type { PlaceRef } from '#shared/search/query.ts'
import { RAISONS_SANS_SOLUTION, type RaisonSansSolution } from '#shared/usage/event.ts'
import { noSolution as t } from '../i18n/manques.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { MultiSelect } from '../ui/MultiSelect.tsx'
import { Notice } from '../ui/Notice.tsx'
import { findNeeds, saySo } from './no-solution.ts'
import { PlaceField } from './PlaceField.tsx'
import './NoSolutionDialog.css'

type Place = { readonly ref: PlaceRef | null; readonly label: string }

type Props = {
  /** What it begins with. */
  readonly needs: readonly string[]
  readonly publics: readonly string[]
  readonly place: Place
  readonly onClose: () => void
}

/** Which need, where, and why nothing answers it: one press on the reason says it. */
export const NoSolutionDialog = ({ needs: first, publics, place: from, onClose }: Props) => {
  const [needs, setNeeds] = useState<readonly string[]>(first)
  const [typed, setTyped] = useState('')
  const [place, setPlace] = useState<Place>(from)
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
    onClose()
    void saySo({ thematiques: needs, publics, lieu: place.ref, raison })
  }
  return (
    <Dialog isOpen onClose={onClose} title={t.title}>
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
