import { useEffect, useState } from 'react'
import { createPortal } from 'react-dom'
import { create } from 'zustand'
import type { DraftView } from '#shared/orientation/draft.ts'
import { noticeText as t } from '../../i18n/sending.ts'
import { formatDate } from '../../lib/format.ts'
import { localToday } from '../../lib/local-day.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { noticeBlocks } from './notice-lines.ts'
import './paper.css'

export type PersonNoticeDraft = Pick<DraftView, 'content' | 'service' | 'attachments'>

/** What printing puts on paper: the notice while it is being printed, the request otherwise (RequestPaper.tsx). */
export const usePaper = create<{ readonly notice: boolean }>(() => ({ notice: false }))

const Blocks = ({ draft }: { readonly draft: PersonNoticeDraft }) => {
  const of = noticeBlocks(draft)
  return of.map(({ title, lines }) => (
    <section key={title}>
      <h3>{title}</h3>
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </section>
  ))
}

/** The notice alone on its sheet. Mounted for the time of printing: it opens the system's dialog, and says when that is over. */
const NoticePaper = ({ draft, onPrinted }: { readonly draft: PersonNoticeDraft; readonly onPrinted: () => void }) => {
  useEffect(() => {
    usePaper.setState({ notice: true })
    window.addEventListener('afterprint', onPrinted, { once: true })
    // After the paper of the request has left the page.
    const frame = requestAnimationFrame(() => window.print())
    return () => {
      cancelAnimationFrame(frame)
      window.removeEventListener('afterprint', onPrinted)
      usePaper.setState({ notice: false })
    }
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return createPortal(
    <article className="draft-paper draft-notice-paper" aria-hidden="true">
      <h1>{t.papier}</h1>
      <Blocks draft={draft} />
      <footer>
        <p>{t.prepare(formatDate(localToday()))}</p>
      </footer>
    </article>,
    document.body,
  )
}

/** What the person is to be told, in plain French: shown to be read aloud, or printed to be given. */
export const PersonNotice = ({ draft }: { readonly draft: PersonNoticeDraft }) => {
  const [isOpen, setOpen] = useState(false)
  // How many times it was asked to be printed; 0 while it is not being. A system that never says it is over ends with the dialog.
  const [printing, setPrinting] = useState(0)
  const close = () => {
    setOpen(false)
    setPrinting(0)
  }
  return (
    <>
      <Button size="s" icon="document" onPress={() => setOpen(true)}>
        {t.bouton}
      </Button>
      {isOpen && (
        <Dialog
          isOpen
          textOnly
          onClose={close}
          title={t.titre}
          actions={
            <Button icon="print" onPress={() => setPrinting(printing + 1)}>
              {t.imprimer}
            </Button>
          }
        >
          <div className="person-notice">
            <p className="muted">{t.mode}</p>
            <Blocks draft={draft} />
          </div>
        </Dialog>
      )}
      {printing > 0 && <NoticePaper key={printing} draft={draft} onPrinted={() => setPrinting(0)} />}
    </>
  )
}
