import { useState } from 'react'
import { FICHES_WEBHOOK, type QuoiWebhook, WebhookDemande, type WebhookVue } from '#shared/partners/webhook.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { webhooks } from '../../i18n/administration-webhooks.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { DepartementsField, SourcesField, ThemesField } from './Many.tsx'

const t = webhooks
const f = webhooks.fields

const EVERYTHING: QuoiWebhook = { fiches: [...FICHES_WEBHOOK], departements: [], thematiques: [], sources: [] }

type Props = {
  /** Null for a new one. */
  readonly before: WebhookVue | null
  readonly restricted: readonly string[]
  readonly onCreated: (secret: string) => void
  readonly onSaved: () => void
  readonly onClose: () => void
}

export const WebhookForm = ({ before, restricted, onCreated, onSaved, onClose }: Props) => {
  const [nom, setNom] = useState(before?.nom ?? '')
  const [adresse, setAdresse] = useState(before?.adresse ?? '')
  const [contact, setContact] = useState(before?.contact ?? '')
  const [quoi, setQuoi] = useState(before?.quoi ?? EVERYTHING)
  const [actif, setActif] = useState(before?.actif ?? true)
  const [tried, setTried] = useState(false)
  const known = useCall('administration.sources', undefined)
  const creating = useAction('webhooks.create')
  const changing = useAction('webhooks.change')
  const { isPending, error } = before === null ? creating : changing

  const asked = WebhookDemande.safeParse({ nom, adresse, contact: contact.trim() === '' ? null : contact, quoi, actif })
  const wrong = new Set(asked.error?.issues.map(({ path }) => String(path[0])))
  const problem = (field: string, words: string): string | undefined => (tried && wrong.has(field) ? words : undefined)
  const send = () => {
    setTried(true)
    if (!asked.success) return
    const body = { ...asked.data, quoi: { ...asked.data.quoi } }
    if (before === null) creating.mutate(body, { onSuccess: ({ secret }) => onCreated(secret) })
    else
      changing.mutate(
        { id: before.id, ...body },
        {
          onSuccess: () => {
            showToast({ message: t.saved(body.nom) })
            onSaved()
          },
        },
      )
  }
  return (
    <ActDialog
      title={before === null ? t.createTitle : t.editTitle(before.nom)}
      confirm={before === null ? t.create : t.save}
      size="m"
      writes
      isBusy={isPending}
      error={error}
      onConfirm={send}
      onClose={onClose}
    >
      <TextField
        label={f.nom}
        description={f.nomHelp}
        value={nom}
        onChange={setNom}
        maxLength={120}
        isRequired
        autoFocus
        errorMessage={problem('nom', f.nomHelp)}
      />
      <TextField
        label={f.adresse}
        description={f.adresseHelp}
        type="url"
        value={adresse}
        onChange={setAdresse}
        isRequired
        errorMessage={problem('adresse', f.adresseBad)}
      />
      <TextField
        label={f.contact}
        description={f.contactHelp}
        type="email"
        value={contact}
        onChange={setContact}
        errorMessage={problem('contact', f.contactBad)}
      />
      <CheckboxGroup
        label={f.fiches}
        inline
        value={[...quoi.fiches]}
        onChange={(fiches) => setQuoi({ ...quoi, fiches: FICHES_WEBHOOK.filter((one) => fiches.includes(one)) })}
        errorMessage={problem('quoi', f.fichesBad)}
      >
        {FICHES_WEBHOOK.map((one) => (
          <Checkbox key={one} value={one}>
            {t.fiches[one]}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <DepartementsField
        label={f.departements}
        description={f.departementsHelp}
        chosen={quoi.departements}
        onChange={(departements) => setQuoi({ ...quoi, departements })}
      />
      <ThemesField
        label={f.thematiques}
        description={f.thematiquesHelp}
        chosen={quoi.thematiques}
        onChange={(thematiques) => setQuoi({ ...quoi, thematiques })}
      />
      <SourcesField
        label={f.sources}
        description={f.sourcesHelp(restricted.map((id) => labelOf('sources', id)))}
        chosen={quoi.sources}
        known={[...(known.data?.sources ?? []).map(({ source }) => source), ...restricted]}
        onChange={(sources) => setQuoi({ ...quoi, sources })}
      />
      <Switch isSelected={actif} onChange={setActif} description={f.actifHelp}>
        {f.actif}
      </Switch>
      {before !== null && <Notice>{t.rereads}</Notice>}
    </ActDialog>
  )
}
