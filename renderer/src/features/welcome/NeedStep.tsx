import { useState } from 'react'
import type { Settings } from '#shared/contract/app.ts'
import { welcomeText as t } from '../../i18n/welcome.ts'
import { useSettings } from '../../lib/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { goSearch } from './go-search.ts'

/** A need heard this week, and the real results: what the whole tool is for. */
export const NeedStep = ({ settings: { monLieu } }: { readonly settings: Settings }) => {
  const [words, setWords] = useState('')
  const { set } = useSettings()
  const search = (text: string) => {
    // The place of this search, as if it had been chosen on the search screen.
    if (monLieu !== null) set({ dernierLieu: monLieu })
    goSearch(text, monLieu?.place ?? null)
  }
  return (
    <div className="ui-form">
      {monLieu !== null && <p className="ui-description">{t.needNear(monLieu.label)}</p>}
      <div className="ui-form-actions">
        {t.needs.map(({ label, words: text }) => (
          <Button key={text} size="s" onPress={() => search(text)}>
            {label}
          </Button>
        ))}
      </div>
      <Form onSubmit={() => search(words)}>
        <div className="welcome-words">
          <SearchField label={t.needField} value={words} onChange={setWords} maxLength={300} />
          <Button type="submit" variant="primary" icon="search">
            {t.needSearch}
          </Button>
        </div>
      </Form>
    </div>
  )
}
