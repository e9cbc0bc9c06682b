import { useState } from 'react'
import { fold } from '#shared/geo/fold.ts'
import type { Settings } from '#shared/contract/app.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { showToast } from '../../lib/toasts.ts'
import { settingsText as t } from '../../i18n/settings.ts'
import { Button } from '../../ui/Button.tsx'
import { Chip } from '../../ui/Chip.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { ThematiquePicker } from './ThematiquePicker.tsx'

type Synonym = Settings['synonymes'][number]
type Props = { readonly synonyms: readonly Synonym[]; readonly onChange: (synonyms: readonly Synonym[]) => void }

const MAX = 500

const problemOf = (words: string, others: readonly Synonym[]): string | undefined => {
  if (others.length >= MAX) return t.synonymsFull
  if (words.trim().length < 2) return t.synonymsShort
  return others.some(({ mots }) => fold(mots) === fold(words)) ? t.synonymsKnown : undefined
}

/** The editor of one's own words: each line is words and the needs they stand for. */
export const Synonyms = ({ synonyms, onChange }: Props) => {
  const [words, setWords] = useState('')
  const [needs, setNeeds] = useState<readonly string[]>([])
  const [tried, setTried] = useState(false)
  const problem = problemOf(words, synonyms)

  const add = () => {
    setTried(true)
    if (problem !== undefined || needs.length === 0) return
    onChange([...synonyms, { mots: words.trim(), thematiques: [...needs] }])
    setWords('')
    setNeeds([])
    setTried(false)
  }
  const remove = (gone: Synonym) => {
    onChange(synonyms.filter((one) => one !== gone))
    showToast({ message: t.synonymsRemoved(gone.mots), action: { label: t.undo, run: () => onChange(synonyms) } })
  }

  return (
    <>
      {synonyms.length === 0 ? (
        <p className="ui-description">{t.synonymsNone}</p>
      ) : (
        <ul className="synonyms">
          {synonyms.map((one) => (
            <li key={one.mots}>
              <b>{one.mots}</b>
              <span className="synonyms-needs">{one.thematiques.map((value) => labelOf('thematiques', value)).join(' · ')}</span>
              <IconButton label={t.synonymsRemove(one.mots)} icon="trash" size="s" onPress={() => remove(one)} />
            </li>
          ))}
        </ul>
      )}
      <form
        className="synonyms-form"
        onSubmit={(event) => {
          event.preventDefault()
          add()
        }}
      >
        <TextField
          label={t.synonymsWords}
          description={t.synonymsWordsHelp}
          value={words}
          onChange={setWords}
          maxLength={80}
          errorMessage={tried ? problem : undefined}
        />
        <ThematiquePicker
          chosen={needs}
          onAdd={(value) => setNeeds([...needs, value])}
          errorMessage={tried && needs.length === 0 ? t.synonymsNoNeed : undefined}
        />
        {needs.length > 0 && (
          <div className="settings-actions">
            {needs.map((value) => (
              <Chip
                key={value}
                label={labelOf('thematiques', value)}
                removeLabel={t.synonymsRemoveNeed(labelOf('thematiques', value))}
                onRemove={() => setNeeds(needs.filter((other) => other !== value))}
              />
            ))}
          </div>
        )}
        <Button type="submit" icon="plus" className="synonyms-add">
          {t.synonymsAdd}
        </Button>
      </form>
    </>
  )
}
