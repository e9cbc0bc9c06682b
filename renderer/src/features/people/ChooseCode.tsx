import { folders } from '../../i18n/people-folders.ts'
import { useAction } from '../../lib/api.ts'
import { NewCodeFields, useNewCode } from '../../lib/NewCodeFields.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'

const t = folders.code

/** The first time: what a code protects, and that nobody can give it back. */
export const ChooseCode = () => {
  const choose = useAction('personnes.choisirCode')
  const typed = useNewCode()
  const send = () => {
    const code = typed.confirmed()
    if (code !== null && !choose.isPending) choose.mutate({ code })
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
        <NewCodeFields typed={typed} label={t.new} refused={choose.error?.message} />
        <div className="ui-form-actions">
          <Button type="submit" variant="primary" icon="lock" isPending={choose.isPending}>
            {t.chooseDo}
          </Button>
        </div>
      </Form>
    </section>
  )
}
