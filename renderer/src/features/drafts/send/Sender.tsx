import type { Rattachement } from '#shared/accounts/compte.ts'
import { displayName } from '#shared/text/names.ts'
import { whatHappensText as t } from '../../../i18n/sending.ts'
import { Select } from '../../../ui/Select.tsx'
import type { DraftForm } from '../form.ts'

type Props = {
  readonly label: string
  readonly structures: readonly Rattachement[]
  /** Null while none is chosen. */
  readonly senderId: string | null
  readonly errorMessage: string | undefined
  readonly set: DraftForm['set']
}

/** Of several structures, the one it is sent in the name of; its name goes on paper too. */
export const Sender = ({ label, structures, senderId, errorMessage, set }: Props) => (
  <Select
    label={label}
    placeholder={t.choisir}
    isRequired
    className="send-sender"
    choices={structures.map(({ structure_id, structure_nom }) => ({ value: structure_id, label: displayName(structure_nom) }))}
    value={senderId}
    errorMessage={errorMessage}
    onChange={(id) => {
      set('structure_prescriptrice_id', id)
      set('structure_prescriptrice', structures.find(({ structure_id }) => structure_id === id)?.structure_nom ?? '')
    }}
  />
)
