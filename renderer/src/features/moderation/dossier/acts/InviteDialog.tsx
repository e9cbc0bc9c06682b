import { invite as t } from '../../../../i18n/moderation-acts.ts'
import { readAgain } from '../../../../lib/api.ts'
import { FirstAdminForm } from '../../../../lib/FirstAdminForm.tsx'
import { Dialog } from '../../../../ui/Dialog.tsx'
import type { ActProps } from './props.ts'

/** The first administrator of a structure that has none. */
export const InviteDialog = ({ sheet: { siret }, on, onClose }: Pick<ActProps, 'sheet' | 'on' | 'onClose'>) => (
  <Dialog isOpen onClose={onClose} title={t.title(on.nom)} keepOpen textOnly={siret === null}>
    {siret === null ? (
      <p>{t.noSiret}</p>
    ) : (
      <FirstAdminForm siret={siret} onInvited={() => void readAgain('moderation.dossier')} />
    )}
  </Dialog>
)
