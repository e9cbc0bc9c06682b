import type { OrientationView } from '#shared/contract/orientation.ts'
import { detail, privacy as t } from '../../../i18n/orientations.ts'
import { formatDate } from '../../../lib/format.ts'
import { Button } from '../../../ui/Button.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

type Props = { readonly view: OrientationView; readonly of: Told; readonly onHeld: () => void }

/** Who reads it, and until when each thing is kept. */
export const PrivacyPart = ({ view, of, onHeld }: Props) => (
  <Part title={detail.sections.privacy}>
    <ul className="request-bullets">
      <li>{t.readers[view.line.sens]}</li>
      {of.pieces.length > 0 && <li>{view.pieces_jusqu_au === null ? t.filesOpen : t.files(formatDate(view.pieces_jusqu_au))}</li>}
      {of.anonyme_le === null && <li>{t.person(formatDate(view.anonyme_des))}</li>}
    </ul>
    {of.anonyme_le === null && (
      <Button size="s" icon="shield" onPress={onHeld}>
        {t.held}
      </Button>
    )}
  </Part>
)
