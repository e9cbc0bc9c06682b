import { useState } from 'react'
import type { Kits } from '#shared/kit/kit.ts'
import { kitDocuments as t } from '../../../i18n/kit.ts'
import { useAction } from '../../../lib/api.ts'
import { territoryName } from '../../../lib/territories.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { PageSection } from '../../../ui/PageSection.tsx'
import { Select } from '../../../ui/Select.tsx'
import { LettersDialog } from './LettersDialog.tsx'
import { saveDocument } from './save-document.ts'

const KIT = 'kit '

/** What is shown and sent of a territory: one that has a kit, with its logo and its words, or a département as it is. */
export const Documents = ({ kits: { kits, departements } }: { readonly kits: Kits }) => {
  const choices = [
    ...kits.map(({ id, nom }) => ({ value: KIT + id, label: t.kitChoice(nom) })),
    ...departements.map((code) => ({ value: code, label: territoryName(code) })),
  ]
  const [value, setValue] = useState<string | null>(null)
  const [writing, setWriting] = useState(false)
  const presentation = useAction('kit.presentation')
  const chosen = choices.find((one) => one.value === value)?.value ?? choices[0]?.value ?? null
  const kit = kits.find(({ id }) => KIT + id === chosen) ?? null
  const codes = kit?.departements ?? (chosen === null ? [] : [chosen])
  const present = () =>
    presentation.mutate(
      { departements: codes, correspondant: null, kit: kit?.id ?? null },
      { onSuccess: (document) => saveDocument(document), onError: ({ message }) => showToast({ message, tone: 'erreur' }) },
    )
  if (chosen === null) return null
  return (
    <PageSection title={t.title} help={t.help}>
      <Select label={t.territory} choices={choices} value={chosen} onChange={setValue} className="kit-choice" />
      <div className="kit-document">
        <Button icon="document" isPending={presentation.isPending} onPress={present}>
          {t.presentation}
        </Button>
        <p className="ui-description">{t.presentationHelp}</p>
        <p role="status" className="ui-description">
          {presentation.isPending ? t.writing : ''}
        </p>
      </div>
      <div className="kit-document">
        <Button icon="mail" onPress={() => setWriting(true)}>
          {t.letters}
        </Button>
        <p className="ui-description">{t.lettersHelp}</p>
      </div>
      {writing && (
        <LettersDialog departements={codes} signataire={kit?.correspondant ?? null} onClose={() => setWriting(false)} />
      )}
    </PageSection>
  )
}
