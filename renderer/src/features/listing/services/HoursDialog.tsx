import { useState } from 'react'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { parseHours } from '#shared/listing/hours/parse.ts'
import { problemsOf } from '#shared/listing/hours/problems.ts'
import { fieldProblems } from '#shared/listing/problems.ts'
import { bulkText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Form } from '../../../ui/Form.tsx'
import { HoursEditor } from '../../../ui/hours/HoursEditor.tsx'
import { textOf } from '../lines.ts'
import { useServices } from './context.ts'

const HOURS = 'horaires_accueil'

/** What they all say already, else what the structure says. */
const startOf = (lines: readonly ServiceLine[], structure: string): string => {
  const [first = '', ...others] = new Set(lines.map((line) => textOf(line, HOURS)))
  return first !== '' && others.length === 0 ? first : structure
}

/** The opening hours of several services at once, begun from those of the structure. */
export const HoursDialog = ({ lines, onClose }: { readonly lines: readonly ServiceLine[]; readonly onClose: () => void }) => {
  const { acts, listing } = useServices()
  const [hours, setHours] = useState(() => startOf(lines, textOf(listing.structure, HOURS)))
  const [tried, setTried] = useState(false)
  const plan = parseHours(hours)
  const half = plan !== null && problemsOf(plan).length > 0
  const problem = half ? t.hoursHalf : fieldProblems('service', { nom: '-', [HOURS]: hours })[0]?.message
  const submit = () => {
    setTried(true)
    if (problem !== undefined) return
    onClose()
    void acts.change(
      lines.map(({ id }) => id),
      { [HOURS]: hours.trim() === '' ? null : hours },
    )
  }
  return (
    <Dialog isOpen onClose={onClose} title={t.hoursTitle(lines.length)} size="l" keepOpen>
      <Form onSubmit={submit}>
        <HoursEditor label={t.hours} value={hours} onChange={setHours} errorMessage={tried ? problem : undefined} />
        <div className="ui-form-actions">
          <Button type="submit" variant="primary">
            {hours.trim() === '' ? t.hoursErase(lines.length) : t.apply(lines.length)}
          </Button>
          <Button onPress={onClose}>{people.cancel}</Button>
        </div>
      </Form>
    </Dialog>
  )
}
