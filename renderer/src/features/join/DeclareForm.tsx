import { useState } from 'react'
import { formatSiret } from '#shared/reference/siret.ts'
import { joinText as t } from '../../i18n/join.ts'
import { people } from '../../i18n/people.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { communeName, type Candidate } from './candidate.ts'

type Props = {
  readonly siret: string
  readonly onDeclared: (declared: NonNullable<Candidate['declare']>) => void
}

/** Name and address told by the person when the register does not answer. */
export const DeclareForm = ({ siret, onDeclared }: Props) => {
  const [nom, setNom] = useState('')
  const [adresse, setAdresse] = useState('')
  const [postcode, setPostcode] = useState('')
  const [commune, setCommune] = useState<{ readonly code: string; readonly label: string } | null>(null)
  const [tried, setTried] = useState(false)
  const problems = {
    nom: nom.trim().length < 3 ? t.declareNameShort : undefined,
    postcode: /^\d{5}$/.test(postcode.trim()) ? undefined : t.declarePostcodeForm,
    commune: commune === null ? t.declareCommune : undefined,
  }
  const submit = () => {
    setTried(true)
    if (commune === null || problems.nom !== undefined || problems.postcode !== undefined) return
    onDeclared({
      nom: nom.trim(),
      adresse: adresse.trim(),
      code_postal: postcode.trim(),
      commune: communeName(commune.label),
      code_insee: commune.code,
    })
  }
  return (
    <Form box label={t.declareTitle} onSubmit={submit}>
      <h3>{t.declareTitle}</h3>
      <p className="ui-description">
        {t.siret} {formatSiret(siret)}. {t.declareHelp}
      </p>
      <TextField
        label={t.declareName}
        value={nom}
        onChange={setNom}
        maxLength={255}
        autoFocus
        autoComplete="organization"
        errorMessage={tried ? problems.nom : undefined}
      />
      <TextField label={t.declareAddress} value={adresse} onChange={setAdresse} maxLength={255} autoComplete="street-address" />
      <TextField
        label={t.declarePostcode}
        value={postcode}
        onChange={setPostcode}
        inputMode="numeric"
        maxLength={5}
        autoComplete="postal-code"
        errorMessage={tried ? problems.postcode : undefined}
      />
      <PlaceField
        label={people.commune}
        communesOnly
        chosen={commune?.label ?? ''}
        onChoose={({ place, label }) => {
          if (place.kind === 'commune') setCommune({ code: place.code, label })
        }}
        onClear={() => setCommune(null)}
        errorMessage={tried ? problems.commune : undefined}
      />
      <Button type="submit" variant="primary">
        {t.declareDo}
      </Button>
    </Form>
  )
}
