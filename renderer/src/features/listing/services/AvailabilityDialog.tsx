import { useState } from 'react'
import { AVAILABILITY_DAYS, AVAILABILITY_STATES, renewed } from '#shared/listing/availability.ts'
import { addDays } from '#shared/listing/days.ts'
import type { Disponibilite } from '#shared/catalogue/record.ts'
import type { ServiceLine } from '#shared/contract/listing.ts'
import { availabilityText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { formatDate } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Form } from '../../../ui/Form.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { nameOf } from '../lines.ts'
import { useServices } from './context.ts'

type Props = { readonly lines: readonly ServiceLine[]; readonly onClose: () => void }

/** Places, waiting list, assessment first or full, for some days: it goes away by itself, and is said again in one click. */
export const AvailabilityDialog = ({ lines, onClose }: Props) => {
  const { acts, today } = useServices()
  const ids = lines.map(({ id }) => id)
  const [only] = lines.length === 1 ? lines : []
  const said = only?.disponibilite ?? null
  const [etat, setEtat] = useState<Disponibilite['etat']>(said?.etat ?? 'places')
  const [places, setPlaces] = useState(said?.places === undefined ? '' : String(said.places))
  const [days, setDays] = useState(String(AVAILABILITY_DAYS[0]))
  const [precision, setPrecision] = useState(said?.precision ?? '')
  const [tried, setTried] = useState(false)
  const count = /^[1-9]\d{0,3}$/.test(places.trim()) ? Number(places) : undefined
  const wrong = etat === 'places' && places.trim() !== '' && count === undefined

  const send = (disponibilite: Parameters<typeof acts.setAvailability>[1]) => {
    onClose()
    void acts.setAvailability(ids, disponibilite)
  }
  const save = () => {
    setTried(true)
    if (wrong) return
    const note = precision.trim()
    send({
      etat,
      ...(etat === 'places' && count !== undefined && { places: count }),
      jusqu_au: addDays(today, Number(days)),
      ...(note !== '' && { precision: note }),
    })
  }
  const again = said === null ? null : renewed(said, today)
  return (
    <Dialog isOpen onClose={onClose} title={only === undefined ? t.titleMany(lines.length) : t.titleOf(nameOf(only))}>
      <Form onSubmit={save}>
        {again !== null && (
          <Button
            icon="refresh"
            onPress={() => {
              const { dit_le: _, ...rest } = again
              send(rest)
            }}
          >
            {t.renew(formatDate(again.jusqu_au))}
          </Button>
        )}
        <div className="listing-said">
          <RadioGroup label={t.etat} choices={AVAILABILITY_STATES} value={etat} onChange={setEtat} />
          <RadioGroup
            label={t.jours}
            choices={AVAILABILITY_DAYS.map((n) => ({ value: String(n), label: t.days(n, formatDate(addDays(today, n))) }))}
            value={days}
            onChange={setDays}
          />
        </div>
        <p className="ui-description">{t.help}</p>
        {etat === 'places' && (
          <TextField
            label={t.places}
            description={t.placesHelp}
            inputMode="numeric"
            autoComplete="off"
            value={places}
            onChange={setPlaces}
            errorMessage={tried && wrong ? t.placesWrong : undefined}
            className="listing-narrow"
          />
        )}
        <TextField
          label={t.precision}
          placeholder={t.precisionHint}
          autoComplete="off"
          maxLength={140}
          value={precision}
          onChange={setPrecision}
        />
        <div className="ui-form-actions">
          <Button type="submit" variant="primary">
            {t.save}
          </Button>
          <Button onPress={onClose}>{people.cancel}</Button>
          {lines.some(({ disponibilite }) => disponibilite !== null) && (
            <Button variant="quiet" icon="trash" onPress={() => send(null)}>
              {t.forget}
            </Button>
          )}
        </div>
      </Form>
    </Dialog>
  )
}
