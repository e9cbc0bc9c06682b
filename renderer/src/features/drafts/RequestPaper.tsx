import { createPortal } from 'react-dom'
import type { DraftView } from '#shared/orientation/draft.ts'
import { draftsText } from '../../i18n/drafts.ts'
import { DataDate } from '../../lib/DataDate.tsx'
import { formatDate } from '../../lib/format.ts'
import { localToday } from '../../lib/local-day.ts'
import { usePaper } from './PersonNotice.tsx'
import { requestBlocks } from './request-lines.ts'
import './paper.css'

const text = draftsText.papier

/** What « Imprimer » puts on paper instead of the screen. Beside the application in the page, so that printing hides the rest whole. */
export const RequestPaper = ({
  draft,
  ready,
}: {
  readonly draft: Pick<DraftView, 'content' | 'service' | 'attachments'>
  readonly ready: boolean
}) => {
  const notice = usePaper((state) => state.notice)
  if (notice) return null
  return createPortal(
    <article className="draft-paper" aria-hidden="true">
      <h1>{text.titre}</h1>
      {!ready && <p className="draft-paper-mark">{text.incomplete}</p>}
      {requestBlocks(draft).map(({ title, lines }) => (
        <section key={title}>
          <h2>{title}</h2>
          <dl>
            {lines.map(([label, value]) => (
              <div key={label + value}>
                {label !== '' && <dt>{label}</dt>}
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <footer>
        <p>{text.etablie(formatDate(localToday()))}</p>
        <DataDate exact />
      </footer>
    </article>,
    document.body,
  )
}
