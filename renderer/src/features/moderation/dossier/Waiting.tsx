import type { ActeEnAttente } from '#shared/moderation/acts.ts'
import { note, obsolete, heldActs, contact, address, status } from '../../../i18n/moderation-acts.ts'
import { dossier as t } from '../../../i18n/moderation-dossier.ts'
import { Button } from '../../../ui/Button.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Leaves } from '../Leaves.tsx'
import { undo } from '../pending.ts'

const nameOf = ({ acte }: ActeEnAttente): string => {
  switch (acte.geste) {
    case 'statuer':
      return status.act[acte.statut]
    case 'rendre-obsolete':
      return obsolete.act
    case 'reactiver':
      return obsolete.back
    case 'approuver-demandes':
      return heldActs.approve
    case 'rejeter-demandes':
      return heldActs.reject
    case 'ecrire':
      return contact.actLong
    case 'adresse-vue':
      return address.act
    default:
      return note.act
  }
}

/** An act on this sheet that has not left: which, when it leaves, and the way to take it back. */
export const Waiting = ({ act }: { readonly act: ActeEnAttente }) => (
  <div className="dossier-waiting">
    <Icon name="send" size={16} />
    <span>
      {`${t.waits}\u202f: ${nameOf(act)}, `}
      <Leaves at={act.part_le} />
    </span>
    <Button size="s" icon="undo" onPress={() => void undo(act)}>
      {t.undo}
    </Button>
  </div>
)
