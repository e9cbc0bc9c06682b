import { useState, type ReactNode } from 'react'
import type { EstablishmentQuery } from '#shared/accounts/wire.ts'
import { checkSiret } from '#shared/reference/siret.ts'
import { joinText as t } from '../../i18n/join.ts'
import { people } from '../../i18n/people.ts'
import { PlaceField } from '../../lib/PlaceField.tsx'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Tabs } from '../../ui/Tabs.tsx'
import { TextField } from '../../ui/TextField.tsx'

export type Way = 'siret' | 'nom' | 'safir'
type FieldProps = { readonly onSearch: (query: EstablishmentQuery) => void }

const Submit = () => (
  <Button type="submit" variant="primary" icon="search">
    {t.search}
  </Button>
)

const BySiret = ({ onSearch, initial }: FieldProps & { readonly initial: string }) => {
  const [typed, setTyped] = useState(initial)
  const [tried, setTried] = useState(false)
  const { siret, etat } = checkSiret(typed)
  return (
    <Form
      label={t.bySiret}
      onSubmit={() => {
        setTried(true)
        if (etat !== 'forme') onSearch({ siret })
      }}
    >
      <TextField
        label={people.siret}
        description={people.siretHelp}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        autoComplete="off"
        maxLength={30}
        errorMessage={tried && etat === 'forme' ? people.siretForm : undefined}
      />
      <div role="status">{etat === 'cle' && <Notice tone="warn">{people.siretKey}</Notice>}</div>
      <Submit />
    </Form>
  )
}

const ByName = ({ onSearch }: FieldProps) => {
  const [name, setName] = useState('')
  const [commune, setCommune] = useState<{ readonly code: string; readonly label: string } | null>(null)
  const [tried, setTried] = useState(false)
  const short = name.trim().length < 2
  return (
    <Form
      label={t.byName}
      onSubmit={() => {
        setTried(true)
        if (!short) onSearch({ q: name.trim(), ...(commune !== null && { code_insee: commune.code }) })
      }}
    >
      <TextField
        label={t.name}
        value={name}
        onChange={setName}
        autoComplete="organization"
        maxLength={200}
        errorMessage={tried && short ? t.nameShort : undefined}
      />
      <PlaceField
        label={people.commune}
        description={t.communeHelp}
        communesOnly
        chosen={commune?.label ?? ''}
        onChoose={({ place, label }) => {
          if (place.kind === 'commune') setCommune({ code: place.code, label })
        }}
        onClear={() => setCommune(null)}
      />
      <Submit />
    </Form>
  )
}

const BySafir = ({ onSearch, initial }: FieldProps & { readonly initial: string }) => {
  const [typed, setTyped] = useState(initial)
  const [tried, setTried] = useState(false)
  const safir = typed.replace(/\s/g, '')
  const wrong = !/^\d{5}$/.test(safir)
  return (
    <Form
      label={t.bySafir}
      onSubmit={() => {
        setTried(true)
        if (!wrong) onSearch({ safir })
      }}
    >
      <TextField
        label={t.safir}
        description={t.safirHelp}
        value={typed}
        onChange={setTyped}
        inputMode="numeric"
        autoComplete="off"
        maxLength={10}
        errorMessage={tried && wrong ? t.safirForm : undefined}
      />
      <Submit />
    </Form>
  )
}

type Props = FieldProps & {
  readonly way: Way
  readonly onWay: (way: Way) => void
  readonly siret: string
  readonly safir: string
}

/** The three ways to say which structure. */
export const SearchPanel = ({ way, onWay, onSearch, siret, safir }: Props) => {
  const panel = (content: ReactNode) => <div className="join-panel">{content}</div>
  return (
    <Tabs
      label={t.ways}
      selected={way}
      onSelect={onWay}
      tabs={[
        { id: 'siret', label: t.bySiret, content: panel(<BySiret onSearch={onSearch} initial={siret} />) },
        { id: 'nom', label: t.byName, content: panel(<ByName onSearch={onSearch} />) },
        { id: 'safir', label: t.bySafir, content: panel(<BySafir onSearch={onSearch} initial={safir} />) },
      ]}
    />
  )
}
