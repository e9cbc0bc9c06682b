import { exchanges } from '../i18n/sync.ts'
import { Notice } from '../ui/Notice.tsx'
import { useReadOnly } from './read-only.ts'

/** On top of the screens that write, when this application is too old for what it reads. `id` names the reason for what is disabled. */
export const ReadOnlyNotice = ({ id }: { readonly id?: string }) => {
  if (!useReadOnly()) return null
  return (
    <div id={id} className="read-only-notice">
      <Notice tone="warn" title={exchanges.readOnlyTitle}>
        {exchanges.readOnly}
      </Notice>
    </div>
  )
}
