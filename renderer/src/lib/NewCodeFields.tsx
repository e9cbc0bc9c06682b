import { useState } from 'react'
import { folders } from '../i18n/people-folders.ts'
import { Notice } from '../ui/Notice.tsx'
import { TextField } from '../ui/TextField.tsx'

const t = folders.code

/** A new code of the folders, typed twice. `confirmed` says on screen that both differ, and then answers null. */
export const useNewCode = () => {
  const [code, setCode] = useState('')
  const [again, setAgain] = useState('')
  const [different, setDifferent] = useState(false)
  const confirmed = (): string | null => {
    setDifferent(code !== again)
    return code === again ? code : null
  }
  return { code, setCode, again, setAgain, different, confirmed }
}

type Props = {
  readonly typed: ReturnType<typeof useNewCode>
  readonly label: string
  readonly refused?: string | undefined
}

export const NewCodeFields = ({ typed, label, refused }: Props) => (
  <>
    <TextField
      label={label}
      description={t.newHelp}
      type="password"
      autoComplete="new-password"
      isRequired
      value={typed.code}
      onChange={typed.setCode}
      errorMessage={refused}
    />
    <TextField
      label={t.again}
      type="password"
      autoComplete="new-password"
      isRequired
      value={typed.again}
      onChange={typed.setAgain}
      errorMessage={typed.different ? t.different : undefined}
    />
    <Notice tone="warn">{t.forgotten}</Notice>
  </>
)
