import { useState, type ReactNode } from 'react'
import type { FlatDoc, ServiceLine } from '#shared/contract/listing.ts'
import { fieldProblems } from '#shared/listing/problems.ts'
import { UPDATE_FREQUENCIES } from '#shared/reference/dora.ts'
import { bulkText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useServices } from './context.ts'

/** Fields given to several services at once: what is left empty stays as it is in each. */

type Props = { readonly lines: readonly ServiceLine[]; readonly onClose: () => void }

type FrameProps = Props & {
  readonly title: string
  readonly patch: FlatDoc
  readonly wrong?: boolean
  readonly children: (tried: boolean) => ReactNode
}

const Frame = ({ lines, onClose, title, patch, wrong = false, children }: FrameProps) => {
  const { acts } = useServices()
  const [tried, setTried] = useState(false)
  const empty = Object.keys(patch).length === 0
  const submit = () => {
    setTried(true)
    if (empty || wrong) return
    onClose()
    void acts.change(
      lines.map(({ id }) => id),
      patch,
    )
  }
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <Form onSubmit={submit}>
        {children(tried)}
        {tried && empty && (
          <p className="ui-error" role="alert">
            <Icon name="error" size={16} />
            {t.nothing}
          </p>
        )}
        <div className="ui-form-actions">
          <Button type="submit" variant="primary">
            {t.apply(lines.length)}
          </Button>
          <Button onPress={onClose}>{people.cancel}</Button>
        </div>
      </Form>
    </Dialog>
  )
}

const given = (champ: string, value: string): FlatDoc => (value.trim() === '' ? {} : { [champ]: value.trim() })
const wrongIn = (patch: FlatDoc, champ: string): string | undefined =>
  fieldProblems('service', { nom: '-', ...patch }).find((problem) => problem.champ === champ)?.message

const VISIBLE = (['garder', 'oui', 'non'] as const).map((value) => ({ value, label: t.visibleChoices[value] }))

export const ContactDialog = (props: Props) => {
  const [name, setName] = useState('')
  const [phone, setPhone] = useState('')
  const [mail, setMail] = useState('')
  const [visible, setVisible] = useState<(typeof VISIBLE)[number]['value']>('garder')
  const patch = {
    ...given('dora.contact_name', name),
    ...given('telephone', phone),
    ...given('courriel', mail),
    ...(visible !== 'garder' && { 'dora.is_contact_info_public': visible === 'oui' }),
  }
  const problems = { telephone: wrongIn(patch, 'telephone'), courriel: wrongIn(patch, 'courriel') }
  return (
    <Frame
      {...props}
      title={t.contactTitle(props.lines.length)}
      patch={patch}
      wrong={problems.telephone !== undefined || problems.courriel !== undefined}
    >
      {(tried) => (
        <>
          <p className="ui-description">{t.contactHelp}</p>
          <TextField label={t.name} autoFocus autoComplete="off" maxLength={140} value={name} onChange={setName} />
          <TextField
            label={t.phone}
            autoComplete="off"
            inputMode="tel"
            value={phone}
            onChange={setPhone}
            errorMessage={tried ? problems.telephone : undefined}
          />
          <TextField
            label={t.mail}
            autoComplete="off"
            inputMode="email"
            value={mail}
            onChange={setMail}
            errorMessage={tried ? problems.courriel : undefined}
          />
          <RadioGroup label={t.visible} choices={VISIBLE} value={visible} onChange={setVisible} />
        </>
      )}
    </Frame>
  )
}

const FREQUENCIES = [{ value: '', label: t.keep }, ...UPDATE_FREQUENCIES]

export const FrequencyDialog = (props: Props) => {
  const [recurrence, setRecurrence] = useState('')
  const [update, setUpdate] = useState('')
  const patch = { ...given('dora.recurrence', recurrence), ...given('dora.update_frequency', update) }
  const problem = wrongIn(patch, 'dora.recurrence')
  return (
    <Frame {...props} title={t.frequencyTitle(props.lines.length)} patch={patch} wrong={problem !== undefined}>
      {(tried) => (
        <>
          <p className="ui-description">{t.contactHelp}</p>
          <TextField
            label={t.recurrence}
            placeholder={t.recurrenceHint}
            autoFocus
            autoComplete="off"
            value={recurrence}
            onChange={setRecurrence}
            errorMessage={tried ? problem : undefined}
          />
          <RadioGroup label={t.update} choices={FREQUENCIES} value={update} onChange={setUpdate} className="listing-two" />
        </>
      )}
    </Frame>
  )
}
