import { unreadable as t } from '../../i18n/orientations.ts'
import { Notice } from '../../ui/Notice.tsx'
import './unreadable.css'

/** Requests that this desk could not read back: said over the lists that miss them. */
export const UnreadableNotice = ({ count }: { readonly count: number }) =>
  count === 0 ? null : (
    <div className="requests-unreadable">
      <Notice tone="warn" title={t.title(count)}>
        {t.help}
      </Notice>
    </div>
  )

/** A list with nothing left to show is not an empty one. */
export const NothingReadable = () => <p className="requests-unreadable muted">{t.none}</p>
