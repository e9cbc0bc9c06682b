import { ACTIONS, journal as t } from '../../i18n/administration-journal.ts'
import { Button } from '../../ui/Button.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'

export type Typed = { readonly action: string; readonly objet: string; readonly jour: string }
export const NO_FILTER: Typed = { action: '', objet: '', jour: '' }

const ANY = 'tous'
const CHOICES = [{ value: ANY, label: t.anyAction }, ...Object.entries(ACTIONS).map(([value, label]) => ({ value, label }))]

type Props = { readonly typed: Typed; readonly onChange: (typed: Typed) => void }

/** By subject, by the thing itself, by day. */
export const JournalFilters = ({ typed, onChange }: Props) => (
  <div className="admin-filters">
    <Select
      label={t.action}
      choices={CHOICES}
      value={typed.action === '' ? ANY : typed.action}
      onChange={(action) => onChange({ ...typed, action: action === ANY ? '' : action })}
    />
    <TextField
      label={t.object}
      placeholder={t.objectHint}
      maxLength={200}
      value={typed.objet}
      onChange={(objet) => onChange({ ...typed, objet })}
    />
    <TextField label={t.day} type="date" value={typed.jour} onChange={(jour) => onChange({ ...typed, jour })} />
    {(typed.action !== '' || typed.objet !== '' || typed.jour !== '') && (
      <Button variant="quiet" onPress={() => onChange(NO_FILTER)}>
        {t.clear}
      </Button>
    )}
  </div>
)
