import { useState } from 'react'
import {
  CleDemandee,
  type CleApi,
  CleModifiee,
  PORTEES_CLE,
  type PorteeCle,
  QUOTA_JOUR,
  QUOTA_MINUTE,
} from '#shared/partners/key.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { cles as t } from '../../i18n/administration-cles.ts'
import { useAction } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { TextField } from '../../ui/TextField.tsx'

const f = t.form

type Props = {
  /** Null for a new one. */
  readonly before: CleApi | null
  readonly restricted: readonly string[]
  readonly onCreated: (cle: string) => void
  readonly onSaved: () => void
  readonly onClose: () => void
}

/** « 1 000 » is a thousand; what is no whole number stays wrong. */
const numberOf = (typed: string): number => {
  const digits = typed.replaceAll(/\s/g, '')
  return /^\d{1,12}$/.test(digits) ? Number(digits) : Number.NaN
}

export const KeyForm = ({ before, restricted, onCreated, onSaved, onClose }: Props) => {
  const [nom, setNom] = useState(before?.nom ?? '')
  const [contact, setContact] = useState(before?.contact ?? '')
  const [portees, setPortees] = useState<readonly PorteeCle[]>(before?.portees ?? ['api'])
  const [minute, setMinute] = useState(String(before?.quota.minute ?? QUOTA_MINUTE.defaut))
  const [jour, setJour] = useState(String(before?.quota.jour ?? QUOTA_JOUR.defaut))
  const [sources, setSources] = useState<readonly string[]>(before?.sources ?? [])
  const [tried, setTried] = useState(false)
  const creating = useAction('cles.creer')
  const changing = useAction('cles.modifier')
  const { isPending, error } = before === null ? creating : changing

  const typed = { nom, contact, quota: { minute: numberOf(minute), jour: numberOf(jour) }, sources: [...sources] }
  const asked = CleDemandee.safeParse({ ...typed, portees: [...portees] })
  const wrong = new Set(asked.error?.issues.map(({ path }) => path.join('.')))
  const problem = (field: string, words: string): string | undefined => (tried && wrong.has(field) ? words : undefined)
  const send = () => {
    setTried(true)
    if (!asked.success) return
    if (before === null) creating.mutate(asked.data, { onSuccess: ({ cle }) => onCreated(cle) })
    else
      changing.mutate(
        { id: before.id, ...CleModifiee.parse(asked.data) },
        {
          onSuccess: () => {
            showToast({ message: t.saved(asked.data.nom) })
            onSaved()
          },
        },
      )
  }
  // One that is no longer restricted here stays on the key that names it.
  const choices = [...new Set([...restricted, ...(before?.sources ?? [])])]
  return (
    <ActDialog
      title={before === null ? t.createTitle : t.editTitle(before.nom)}
      confirm={before === null ? t.create : t.save}
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
        errorMessage={problem('nom', f.nomBad)}
      />
      <TextField
        label={f.contact}
        description={f.contactHelp}
        type="email"
        value={contact}
        onChange={setContact}
        isRequired
        errorMessage={problem('contact', f.contactBad)}
      />
      {before === null && (
        <CheckboxGroup
          label={f.portees}
          description={f.porteesHelp}
          inline
          value={[...portees]}
          onChange={(all) => setPortees(PORTEES_CLE.filter((one) => all.includes(one)))}
          errorMessage={problem('portees', f.porteesBad)}
        >
          {PORTEES_CLE.map((one) => (
            <Checkbox key={one} value={one}>
              {t.portees[one]}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
      <div className="admin-pair">
        <TextField
          label={f.minute}
          inputMode="numeric"
          value={minute}
          onChange={setMinute}
          isRequired
          errorMessage={problem('quota.minute', f.quotaBad(QUOTA_MINUTE.max))}
        />
        <TextField
          label={f.jour}
          inputMode="numeric"
          value={jour}
          onChange={setJour}
          isRequired
          errorMessage={problem('quota.jour', f.quotaBad(QUOTA_JOUR.max))}
        />
      </div>
      {choices.length > 0 && (
        <CheckboxGroup
          label={f.sources}
          description={f.sourcesHelp}
          inline
          value={[...sources]}
          onChange={(all) => setSources(choices.filter((one) => all.includes(one)))}
        >
          {choices.map((one) => (
            <Checkbox key={one} value={one}>
              {labelOf('sources', one)}
            </Checkbox>
          ))}
        </CheckboxGroup>
      )}
    </ActDialog>
  )
}
