import { useState } from 'react'
import type { Sens } from '#shared/contract/orientation.ts'
import type { Piece } from '#shared/orientation/model.ts'
import { detail as t } from '../../../i18n/orientations.ts'
import { client } from '../../../lib/api.ts'
import { formatBytes } from '../../../lib/format-bytes.ts'
import { formatDate } from '../../../lib/format.ts'
import { fromBase64, saveBytes } from '../../../lib/save-bytes.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Icon } from '../../../ui/Icon.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

const File = ({ sens, id, piece }: { readonly sens: Sens; readonly id: string; readonly piece: Piece }) => {
  const [busy, setBusy] = useState(false)
  const download = async () => {
    if (busy) return
    setBusy(true)
    try {
      const { nom, type, base64 } = await client.call('orientations.piece', { sens, id, piece: piece.id })
      saveBytes(nom, fromBase64(base64), type)
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
    setBusy(false)
  }
  return (
    <li className="request-file">
      <Icon name="document" size={16} />
      <span className="request-file-name">
        <span>{piece.nom}</span>
        {piece.pour !== '' && <span className="ui-description">{t.fileFor(piece.pour)}</span>}
      </span>
      <span className="muted tabular">{formatBytes(piece.taille)}</span>
      <IconButton label={t.download(piece.nom)} icon="download" size="s" onPress={() => void download()} />
    </li>
  )
}

/** The files joined to a request; they are on the server, and read from there each time. */
export const FilesPart = ({ sens, of }: { readonly sens: Sens; readonly of: Told }) => (
  <Part title={t.sections.files}>
    {of.pieces.length === 0 && (
      <p className="muted">{of.pieces_supprimees_le === null ? t.noFiles : t.filesGone(formatDate(of.pieces_supprimees_le))}</p>
    )}
    {of.pieces.length > 0 && (
      <ul className="request-files">
        {of.pieces.map((piece) => (
          <File key={piece.id} sens={sens} id={of.id} piece={piece} />
        ))}
      </ul>
    )}
  </Part>
)
