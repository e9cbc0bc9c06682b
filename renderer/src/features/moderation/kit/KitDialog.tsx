import { useState } from 'react'
import { type KitResume, MAX_BIENVENUE } from '#shared/kit/kit.ts'
import { kit as kitText, kitForm as t } from '../../../i18n/kit.ts'
import { readAgain, useAction } from '../../../lib/api.ts'
import { ActDialog } from '../../../ui/ActDialog.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { checkTyped, type Field, type Typed, typedOf } from './check.ts'
import { ContactFields } from './ContactFields.tsx'
import { LogoField } from './LogoField.tsx'
import { saveDocument } from './save-document.ts'
import { TerritoryChoice } from './TerritoryChoice.tsx'

type Props = {
  /** The kit that this is the next version of; null for a new one. */
  readonly before: KitResume | null
  readonly allowed: readonly string[]
  readonly onClose: () => void
}

const NONE: ReadonlySet<Field> = new Set()

/** Everything that a territory says of itself; the server adds the rest and signs. */
export const KitDialog = ({ before, allowed, onClose }: Props) => {
  const [typed, setTyped] = useState(() => typedOf(before, allowed))
  const [tried, setTried] = useState(false)
  const make = useAction('kit.make')
  const change = (more: Partial<Typed>) => setTyped((now) => ({ ...now, ...more }))
  const read = checkTyped(before?.id ?? null, typed)
  const wrong = tried && 'wrong' in read ? read.wrong : NONE
  const of = (field: Field): string | undefined => (wrong.has(field) ? t.errors[field] : undefined)
  const confirm = () => {
    setTried(true)
    if ('wrong' in read) return
    make.mutate(read.ok, {
      onSuccess: ({ fichier }) => {
        saveDocument(fichier, kitText.saved)
        void readAgain('kit.list')
        void readAgain('kit.checklist')
        onClose()
      },
    })
  }
  return (
    <ActDialog
      title={before === null ? t.title : t.renewTitle(before.version + 1)}
      confirm={t.confirm}
      size="l"
      isBusy={make.isPending}
      error={make.error}
      writes
      onConfirm={confirm}
      onClose={onClose}
    >
      <TextField
        label={t.nom}
        description={t.nomHelp}
        value={typed.nom}
        onChange={(nom) => change({ nom })}
        maxLength={80}
        errorMessage={of('nom')}
        isRequired
        autoFocus
      />
      <TerritoryChoice
        allowed={allowed}
        chosen={typed.departements}
        onChange={(departements) => change({ departements })}
        wrong={of('departements')}
      />
      <TextField
        label={t.bienvenue}
        description={t.bienvenueHelp}
        value={typed.bienvenue}
        onChange={(bienvenue) => change({ bienvenue })}
        multiline
        rows={4}
        countTo={MAX_BIENVENUE}
        errorMessage={of('bienvenue')}
      />
      <div role="group" aria-labelledby="kit-correspondant">
        <p id="kit-correspondant" className="ui-label">
          {t.correspondant}
        </p>
        <p className="ui-description">{t.correspondantHelp}</p>
        <ContactFields
          value={typed.correspondant}
          onChange={(correspondant) => change({ correspondant })}
          nomWrong={of('contact')}
          courrielWrong={of('courriel')}
        />
      </div>
      <LogoField logo={typed.logo} onChange={(logo) => change({ logo })} altWrong={of('alt')} />
      <p className="ui-description">{t.adds}</p>
    </ActDialog>
  )
}
