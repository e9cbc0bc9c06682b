import { createPortal } from 'react-dom'
import type { Langue } from '#shared/handout/handout.ts'
import { handoutDialog as t } from '../../i18n/handout-dialog.ts'
import { Qr } from '../../ui/Qr.tsx'
import { SheetText } from './SheetText.tsx'

type Props = { readonly texte: string; readonly qr: string | null; readonly langue: Langue | null; readonly large: boolean }

/** What goes to the printer in place of the screen, beside everything else: only paper sees it. */
export const PrintSheet = ({ texte, qr, langue, large }: Props) =>
  createPortal(
    <div className={`handout-paper${large ? ' handout-paper-large' : ''}`} aria-hidden="true">
      <SheetText texte={texte} langue={langue} />
      {qr !== null && <Qr text={qr} label={t.qrLabel} className="handout-paper-qr" />}
    </div>,
    document.body,
  )
