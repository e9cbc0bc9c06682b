import { useState } from 'react'
import { people } from '../i18n/people.ts'
import { Button } from '../ui/Button.tsx'
import { Checkbox } from '../ui/Checkbox.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { ConditionsText } from './ConditionsText.tsx'

type Props = { readonly isSelected: boolean; readonly onChange: (accepted: boolean) => void }

/** The box that accepts the conditions of use, with their text at hand: reading them loses nothing of what was typed. */
export const CguCheck = ({ isSelected, onChange }: Props) => {
  const [reading, setReading] = useState(false)
  return (
    <div className="ui-form-actions">
      <Checkbox isSelected={isSelected} onChange={onChange}>
        {people.cguAccept}
      </Checkbox>
      <Button size="s" variant="quiet" onPress={() => setReading(true)}>
        {people.cguRead}
      </Button>
      <Dialog
        isOpen={reading}
        onClose={() => setReading(false)}
        title={people.cguTitle}
        size="l"
        textOnly
        actions={<Button onPress={() => setReading(false)}>{people.close}</Button>}
      >
        <ConditionsText level={3} />
      </Dialog>
    </div>
  )
}
