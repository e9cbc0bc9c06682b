import { labelOf } from '#shared/listing/groups.ts'
import { MODEL_FIELDS, sameValue } from '#shared/listing/model.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { announce } from '../../../lib/announce.ts'
import { listingValue } from '../../../lib/listing-value.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useEditorForm } from '../context.ts'

const t = editorText.modele
const SHOWN = 240

/** What the model says of the field, for a service that follows one: nothing to take, or « Utiliser ». */
export const ModelNote = ({ champ }: { readonly champ: string }) => {
  const { edit, doc, kind, set, readOnly } = useEditorForm()
  const { modele } = edit
  if (modele === null || doc['dora.modele'] === null || !(MODEL_FIELDS as readonly string[]).includes(champ)) return null
  const theirs = modele.doc[champ]
  if (sameValue(theirs, doc[champ]))
    return (
      <p className="fiche-model fiche-model-same">
        <Icon name="check" size={14} />
        {t.pareil}
      </p>
    )
  const label = labelOf(kind, champ)
  const said = listingValue(champ, theirs)
  return (
    <div className="fiche-model" role="group" aria-label={`${t.valeur}\u202f: ${label}`}>
      <p>
        <span className="fiche-model-name">{t.valeur}</span>
        <span className="fiche-model-value">
          {said === '' ? editorText.autres.vide : said.length > SHOWN ? `${said.slice(0, SHOWN)}…` : said}
        </span>
      </p>
      <Button
        size="s"
        variant="quiet"
        isDisabled={readOnly}
        aria-label={t.utiliserDe(label)}
        onPress={() => {
          set(champ, theirs ?? null)
          announce(t.repris)
        }}
      >
        {t.utiliser}
      </Button>
    </div>
  )
}
