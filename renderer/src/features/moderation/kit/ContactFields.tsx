import type { Correspondant } from '#shared/kit/kit.ts'
import { kitForm as t } from '../../../i18n/kit.ts'
import { TextField } from '../../../ui/TextField.tsx'

type Props = {
  readonly value: Correspondant
  readonly onChange: (value: Correspondant) => void
  readonly nomWrong?: string | undefined
  readonly courrielWrong?: string | undefined
}

/** A professional, or a service: how the territory is reached. */
export const ContactFields = ({ value, onChange, nomWrong, courrielWrong }: Props) => (
  <div className="kit-contact">
    <TextField
      label={t.contactNom}
      value={value.nom}
      onChange={(nom) => onChange({ ...value, nom })}
      maxLength={120}
      errorMessage={nomWrong}
      isRequired
    />
    <TextField
      label={t.fonction}
      value={value.fonction}
      onChange={(fonction) => onChange({ ...value, fonction })}
      maxLength={120}
    />
    <TextField
      label={t.courriel}
      type="email"
      value={value.courriel}
      onChange={(courriel) => onChange({ ...value, courriel: courriel.trim() })}
      maxLength={254}
      errorMessage={courrielWrong}
    />
    <TextField
      label={t.telephone}
      type="tel"
      value={value.telephone}
      onChange={(telephone) => onChange({ ...value, telephone })}
      maxLength={30}
    />
  </div>
)
