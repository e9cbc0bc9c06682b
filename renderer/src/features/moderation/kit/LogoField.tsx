import { useState } from 'react'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { LOGO_TYPES, type Logo } from '#shared/kit/kit.ts'
import { kitForm as t } from '../../../i18n/kit.ts'
import { logoSource } from '../../../lib/kit/logo-source.ts'
import { Button } from '../../../ui/Button.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { logoOf } from './check.ts'

type Props = {
  readonly logo: Logo | null
  readonly onChange: (logo: Logo | null) => void
  readonly altWrong: string | undefined
}

/** An image judged as soon as it is chosen, shown as it will be. */
export const LogoField = ({ logo, onChange, altWrong }: Props) => {
  const [problem, setProblem] = useState<string | null>(null)
  const choose = async (file: File): Promise<void> => {
    const read = await logoOf(file, logo?.alt ?? '')
    if (typeof read === 'string') setProblem(t.logoProblem[read])
    else {
      setProblem(null)
      onChange(read)
    }
  }
  return (
    <div className="kit-logo" role="group" aria-label={t.logo}>
      <p className="ui-label">{t.logo}</p>
      <p className="ui-description">{t.logoHelp}</p>
      {logo !== null && <img className="kit-logo-image" src={logoSource(logo)} alt={logo.alt} />}
      <div className="ui-form-actions">
        <FileTrigger
          acceptedFileTypes={[...LOGO_TYPES]}
          onSelect={(files) => {
            const file = files?.[0]
            if (file !== undefined) void choose(file)
          }}
        >
          <Button size="s" icon="document">
            {t.logoChoose}
          </Button>
        </FileTrigger>
        {logo !== null && (
          <Button size="s" variant="quiet" onPress={() => onChange(null)}>
            {t.logoRemove}
          </Button>
        )}
      </div>
      {problem !== null && (
        <p className="ui-error" role="alert">
          {problem}
        </p>
      )}
      {logo !== null && (
        <TextField
          label={t.logoAlt}
          description={t.logoAltHelp}
          value={logo.alt}
          onChange={(alt) => onChange({ ...logo, alt })}
          maxLength={120}
          errorMessage={altWrong}
          isRequired
        />
      )}
    </div>
  )
}
