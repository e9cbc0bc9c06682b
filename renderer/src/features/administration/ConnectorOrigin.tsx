import { useState } from 'react'
import { connectors } from '../../i18n/administration-connecteurs.ts'
import { useCall } from '../../lib/api.ts'
import { momentOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { TextField } from '../../ui/TextField.tsx'

const t = connectors.origin

const Told = ({ id }: { readonly id: string }) => {
  const { data, error } = useCall('connecteurs.provenance', { id }, { fresh: true })
  if (error !== null)
    return (
      <Notice tone="bad" urgent>
        {error.message}
      </Notice>
    )
  if (data === undefined) return null
  if (data === null) return <p>{t.none(id)}</p>
  const { nom, id_producteur, vue_la_premiere_fois, vue_le } = data
  const now = new Date()
  return (
    <p>
      {t.broughtBy(nom)} {t.known(id_producteur)} {t.first(momentOf(vue_la_premiere_fois, now))}{' '}
      {vue_le !== null && t.last(momentOf(vue_le, now))}
    </p>
  )
}

/** Which connector a sheet came by. */
export const ConnectorOrigin = () => {
  const [typed, setTyped] = useState('')
  const [id, setId] = useState<string | null>(null)
  const asked = typed.trim()
  return (
    <section aria-label={t.title}>
      <h3>{t.title}</h3>
      <Form onSubmit={() => setId(asked === '' ? null : asked)}>
        <div className="connector-ask">
          <TextField label={t.label} value={typed} onChange={setTyped} maxLength={200} />
          <Button type="submit">{t.ask}</Button>
        </div>
      </Form>
      <div role="status">{id !== null && <Told id={id} />}</div>
    </section>
  )
}
