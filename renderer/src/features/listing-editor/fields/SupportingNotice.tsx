import { editorText } from '../../../i18n/listing-editor.ts'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { useEditorForm } from '../context.ts'
import { NOTICE_FIELD } from '../notice.ts'

const t = editorText.notice

/** What one must know before asking for documents (dora-screens.md §5.3), acknowledged once for each listing. */
export const SupportingNotice = () => {
  const { noticeRead, setNoticeRead, readOnly } = useEditorForm()
  return (
    <div className="fiche-notice" data-champ={NOTICE_FIELD} tabIndex={-1} role="group" aria-labelledby="fiche-notice-titre">
      <p id="fiche-notice-titre" className="fiche-notice-title">
        <Icon name="shield" size={18} />
        {t.titre}
      </p>
      <ul className="sheet-list">
        {t.points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <Checkbox isSelected={noticeRead} onChange={setNoticeRead} isDisabled={readOnly}>
        {t.compris}
      </Checkbox>
    </div>
  )
}
