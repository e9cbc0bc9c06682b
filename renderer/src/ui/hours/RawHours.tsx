import { useState } from 'react'
import { parseHours } from '#shared/listing/hours/parse.ts'
import { HOURS_MAX_LENGTH } from '#shared/listing/hours/plan.ts'
import { hoursText } from '../../i18n/hours.ts'
import { Button } from '../Button.tsx'
import { ConfirmDialog } from '../ConfirmDialog.tsx'
import { TextField } from '../TextField.tsx'

type Props = {
  readonly label: string
  readonly value: string
  readonly onChange: (text: string) => void
  readonly isDisabled: boolean
  readonly onOpen: () => void
  readonly onStartEmpty: () => void
}

/** Hours that the grid cannot hold: their text, untouched until it is edited. */
export const RawHours = ({ label, value, onChange, isDisabled, onOpen, onStartEmpty }: Props) => {
  const [asking, setAsking] = useState(false)
  const readable = parseHours(value) !== null
  return (
    <>
      <TextField
        label={label}
        description={hoursText.brutAide}
        multiline
        rows={3}
        countTo={HOURS_MAX_LENGTH}
        errorMessage={value.length > HOURS_MAX_LENGTH ? hoursText.probleme('trop-long') : undefined}
        value={value}
        isDisabled={isDisabled}
        onChange={onChange}
      />
      <div>
        <Button
          icon="clock"
          variant={readable ? 'primary' : 'secondary'}
          isDisabled={isDisabled}
          onPress={() => (readable ? onOpen() : setAsking(true))}
        >
          {readable ? hoursText.brutLisible : hoursText.reprendre}
        </Button>
      </div>
      {asking && (
        <ConfirmDialog
          title={hoursText.reprendreTitre}
          confirm={hoursText.reprendre}
          onClose={() => setAsking(false)}
          onConfirm={() => {
            setAsking(false)
            onStartEmpty()
          }}
        >
          <p>{hoursText.reprendreTexte}</p>
        </ConfirmDialog>
      )}
    </>
  )
}
