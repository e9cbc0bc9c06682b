import { labelOf } from '#shared/listing/groups.ts'
import { editorText } from '../../../i18n/listing-editor.ts'
import { listingValue } from '../../../lib/listing-value.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useEditorForm } from '../context.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'

const t = editorText.autres

/** Two people changed the field: both values, and the choice between them. Nothing when nobody else did. */
export const ClashNote = ({ champ }: { readonly champ: string }) => {
  const form = useEditorForm()
  const clash = form.edit.heurts.find((one) => one.champ === champ)
  const codes = champ === 'zone_eligibilite' ? [clash?.leur, form.doc[champ]] : []
  const nameOf = useZoneNames(codes.flatMap((list) => (Array.isArray(list) ? list.map(String) : [])))
  if (clash === undefined) return null
  const label = labelOf(form.kind, champ)
  const say = (value: Parameters<typeof listingValue>[1]) => listingValue(champ, value, nameOf) || t.vide
  return (
    <div className="fiche-clash" role="group" aria-label={`${t.heurt}\u202f: ${label}`}>
      <p className="fiche-clash-title">
        <Icon name="warning" size={16} />
        {t.heurt}
      </p>
      <dl>
        <dt>{t.mienne}</dt>
        <dd>{say(form.doc[champ])}</dd>
        <dt>{t.leur}</dt>
        <dd>{say(clash.leur)}</dd>
      </dl>
      <div className="fiche-note-actions">
        <Button size="s" isDisabled={form.readOnly} aria-label={t.garderDe(label)} onPress={() => form.choose(champ, 'mienne')}>
          {t.garder}
        </Button>
        <Button size="s" isDisabled={form.readOnly} aria-label={t.prendreDe(label)} onPress={() => form.choose(champ, 'leur')}>
          {t.prendre}
        </Button>
      </div>
    </div>
  )
}
