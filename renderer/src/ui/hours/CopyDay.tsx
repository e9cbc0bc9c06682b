import { useState } from 'react'
import { EVERY_DAY, WORKING_DAYS } from '#shared/listing/hours/plan.ts'
import { hoursText } from '../../i18n/hours.ts'
import { announce } from '../../lib/announce.ts'
import { Button } from '../Button.tsx'
import { Checkbox } from '../Checkbox.tsx'
import { CheckboxGroup } from '../CheckboxGroup.tsx'
import { Popover } from '../Popover.tsx'
import { VisuallyHidden } from '../VisuallyHidden.tsx'
import { sayDays } from './say.ts'

type Props = { readonly jour: number; readonly isDisabled: boolean; readonly onCopy: (vers: readonly number[]) => void }

/** « Copier sur les autres jours »: which ones is asked, working days being proposed. */
export const CopyDay = ({ jour, isDisabled, onCopy }: Props) => {
  const without = (jours: readonly number[]): readonly number[] => jours.filter((each) => each !== jour)
  const proposed = WORKING_DAYS.includes(jour) ? without(WORKING_DAYS) : []
  const [isOpen, setOpen] = useState(false)
  const [vers, setVers] = useState(proposed)
  const copy = () => {
    onCopy(vers)
    announce(hoursText.copie(jour, sayDays(vers)))
    setOpen(false)
  }
  return (
    <div className="hours-copy">
      <Popover
        label={hoursText.copierTitre(jour)}
        placement="bottom end"
        isOpen={isOpen}
        onOpenChange={(open) => {
          if (open) setVers(proposed)
          setOpen(open)
        }}
        trigger={
          <Button variant="quiet" size="s" icon="copy" isDisabled={isDisabled}>
            {hoursText.copier}
            <VisuallyHidden>{hoursText.copierDe(jour)}</VisuallyHidden>
          </Button>
        }
      >
        <div className="hours-copy-body">
          <CheckboxGroup
            label={hoursText.copierTitre(jour)}
            value={vers.map(String)}
            onChange={(days) => setVers(days.map(Number).toSorted((x, y) => x - y))}
          >
            {without(EVERY_DAY).map((each) => (
              <Checkbox key={each} value={String(each)}>
                {hoursText.Jour(each)}
              </Checkbox>
            ))}
          </CheckboxGroup>
          <div className="hours-copy-presets">
            <Button variant="quiet" size="s" onPress={() => setVers(without(WORKING_DAYS))}>
              {hoursText.copierOuvres}
            </Button>
            <Button variant="quiet" size="s" onPress={() => setVers(without(EVERY_DAY))}>
              {hoursText.copierTous}
            </Button>
          </div>
          <Button variant="primary" isDisabled={vers.length === 0} onPress={copy}>
            {hoursText.copierFaire}
          </Button>
        </div>
      </Popover>
    </div>
  )
}
