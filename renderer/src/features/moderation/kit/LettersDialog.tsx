import { useState } from 'react'
import { Lettre, MAX_MESSAGE } from '#shared/contract/kit.ts'
import type { Correspondant } from '#shared/kit/kit.ts'
import { ETATS_INVITES } from '#shared/kit/territory.ts'
import { ETAT_STRUCTURE_TEXT } from '#shared/moderation/structure-state.ts'
import { kitForm, letters as t } from '../../../i18n/kit.ts'
import { useAction, useCall } from '../../../lib/api.ts'
import { localToday } from '../../../lib/local-day.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import '../../../ui/Form.css'
import { NOBODY } from './check.ts'
import { ContactFields } from './ContactFields.tsx'
import { saveDocument } from './save-document.ts'

type Etat = (typeof ETATS_INVITES)[number]
type Props = {
  readonly departements: readonly string[]
  /** Who signs unless told otherwise. */
  readonly signataire: Correspondant | null
  readonly onClose: () => void
}

const isEtat = (value: string): value is Etat => (ETATS_INVITES as readonly string[]).includes(value)

/** Which structures, who writes, and a word; then one file of letters, or a table. */
export const LettersDialog = ({ departements, signataire, onClose }: Props) => {
  const [etats, setEtats] = useState<readonly Etat[]>(['sans-utilisateur', 'invitation-expiree'])
  const [sender, setSender] = useState(signataire ?? NOBODY)
  const [organisme, setOrganisme] = useState(signataire?.fonction ?? '')
  const [message, setMessage] = useState('')
  const [wrong, setWrong] = useState<ReadonlySet<string>>(new Set())
  const asked = { departements: [...departements], etats: [...etats] }
  const found = useCall('kit.addressees', asked, { enabled: etats.length > 0, fresh: true, keepPrevious: true })
  const write = useAction('kit.letters')
  const save = (format: 'pdf' | 'csv') => {
    const read = Lettre.safeParse({ ...asked, signataire: sender, organisme, message, date: localToday() })
    setWrong(new Set(read.error?.issues.map(({ path: [first, second] }) => String(second ?? first)) ?? []))
    if (read.success) write.mutate({ lettre: read.data, format }, { onSuccess: (document) => saveDocument(document) })
  }
  const count = etats.length === 0 ? 0 : found.data?.length
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.title}
      size="l"
      keepOpen
      actions={
        <>
          <Button isPending={write.isPending} isDisabled={count === 0} onPress={() => save('csv')}>
            {t.csv}
          </Button>
          <Button variant="primary" isPending={write.isPending} isDisabled={count === 0} onPress={() => save('pdf')}>
            {t.pdf}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        <CheckboxGroup
          label={t.etats}
          description={t.etatsHelp}
          value={[...etats]}
          onChange={(values) => setEtats(values.filter(isEtat))}
          errorMessage={etats.length === 0 ? t.noEtat : undefined}
        >
          {ETATS_INVITES.map((etat) => (
            <Checkbox key={etat} value={etat} description={ETAT_STRUCTURE_TEXT[etat].sens}>
              {ETAT_STRUCTURE_TEXT[etat].nom}
            </Checkbox>
          ))}
        </CheckboxGroup>
        <p role="status">{count !== undefined ? t.count(count) : found.error === null ? t.counting : ''}</p>
        <TextField
          label={t.organisme}
          value={organisme}
          onChange={setOrganisme}
          maxLength={120}
          errorMessage={wrong.has('organisme') ? t.organismeWrong : undefined}
          isRequired
        />
        <div role="group" aria-labelledby="kit-sender">
          <p id="kit-sender" className="ui-label">
            {t.sender}
          </p>
          <ContactFields
            value={sender}
            onChange={setSender}
            nomWrong={wrong.has('nom') || (wrong.has('courriel') && sender.courriel === '') ? kitForm.errors.contact : undefined}
            courrielWrong={wrong.has('courriel') && sender.courriel !== '' ? kitForm.errors.courriel : undefined}
          />
        </div>
        <TextField
          label={t.message}
          description={t.messageHelp}
          value={message}
          onChange={setMessage}
          multiline
          rows={3}
          countTo={MAX_MESSAGE}
          errorMessage={wrong.has('message') ? t.messageWrong : undefined}
        />
        {(write.error ?? found.error) !== null && (
          <Notice tone="bad" urgent>
            {(write.error ?? found.error)?.message}
          </Notice>
        )}
      </div>
    </Dialog>
  )
}
