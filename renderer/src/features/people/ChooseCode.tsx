import { useState } from 'react'
import { folders } from '../../i18n/people-folders.ts'
import { useAction } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'

const t = folders.code

/** The first time: what a code protects, and that nobody can give it back. */
export const ChooseCode = () => {
  const choose = useAction('personnes.choisirCode')
  const [code, setCode] = useState('')
  const [again, setAgain] = useState('')
  const [different, setDifferent] = useState(false)
  const send = () => {
    setDifferent(code !== again)
    if (code === again && !choose.isPending) choose.mutate({ code })
  }
  return (
    <section className="people-code" aria-labelledby="people-code">
      <h2 id="people-code">{t.chooseTitle}</h2>
      <ul className="people-code-why">
        {t.choose.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <Form onSubmit={send} box label={t.chooseTitle}>
        <TextField
          label={t.new}
          description={t.newHelp}
          type="password"
          autoComplete="new-password"
          isRequired
          value={code}
          onChange={setCode}
          errorMessage={choose.error?.message}
        />
        <TextField
          label={t.again}
          type="password"
          autoComplete="new-password"
          isRequired
          value={again}
          onChange={setAgain}
          errorMessage={different ? t.different : undefined}
        />
        <Notice tone="warn">{t.forgotten}</Notice>
        <div className="ui-form-actions">
          <Button type="submit" variant="primary" icon="lock" isPending={choose.isPending}>
            {t.chooseDo}
          </Button>
        </div>
      </Form>
    </section>
  )
}
