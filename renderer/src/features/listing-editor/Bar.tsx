import type { Edit } from '#shared/contract/listing.ts'
import { mayBecome, type ServiceStatus } from '#shared/listing/status.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import type { SaveState } from '../../lib/autosave.ts'
import { hourOf } from '../../lib/when.ts'
import { Button } from '../../ui/Button.tsx'
import { Icon } from '../../ui/Icon.tsx'

const t = editorText.actes
const e = editorText.enregistrement

/** « Enregistré sur ce poste à 14 h 02 »: always in view, in words. Failures are said aloud elsewhere (Troubles.tsx). */
const SaveLine = ({ save, begun }: { readonly save: SaveState; readonly begun: boolean }) => {
  if (save.kind === 'enregistre')
    return (
      <span className="fiche-save tabular" data-state={begun ? 'enregistre' : 'rien'}>
        <Icon name="check" size={16} />
        {begun && save.le !== '' ? e.enregistre(hourOf(new Date(save.le))) : e.jamais}
      </span>
    )
  if (save.kind === 'en-cours')
    return (
      <span className="fiche-save" data-state="en-cours">
        <Icon name="clock" size={16} />
        {e.enCours}
      </span>
    )
  return (
    <span className="fiche-save fiche-save-bad" data-state={save.kind}>
      <Icon name="error" size={16} />
      {e.echec}
    </span>
  )
}

type Props = {
  readonly edit: Pick<Edit, 'kind' | 'statut' | 'envoi'>
  /** Never sent: there is nothing on the server. */
  readonly isNew: boolean
  readonly changed: boolean
  readonly save: SaveState
  readonly begun: boolean
  readonly busy: boolean
  readonly offline: boolean
  readonly readOnly: boolean
  readonly onSubmit: (statut: ServiceStatus | null) => void
  readonly onDiscard: () => void
}

/** What becomes of the listing, always in view. */
export const Bar = (props: Props) => {
  const { edit, isNew, changed, busy, offline, readOnly } = props
  const { kind, statut } = edit
  const isService = kind === 'service'
  const published = isService && statut === 'PUBLISHED' && !isNew
  const from = isNew ? null : statut
  const idle = readOnly || busy
  return (
    <div className="fiche-bar" role="region" aria-label={t.barre}>
      <div className="fiche-bar-state">
        <SaveLine save={props.save} begun={props.begun} />
        {(offline || edit.envoi === 'attente') && (
          <span className="fiche-save">
            <Icon name="offline" size={16} />
            {edit.envoi === 'attente' ? t.attente : t.horsLigne}
          </span>
        )}
      </div>
      <div className="fiche-bar-actions">
        {(changed || isNew) && (
          <Button variant="quiet" isDisabled={idle} onPress={props.onDiscard}>
            {isNew ? t.abandonnerNeuf : t.abandonner}
          </Button>
        )}
        {isService && !published && mayBecome(from, 'DRAFT') && (
          <Button isDisabled={idle || (!changed && statut === 'DRAFT' && !isNew)} onPress={() => props.onSubmit('DRAFT')}>
            {t.brouillon}
          </Button>
        )}
        {isService && !published && mayBecome(from, 'PUBLISHED') && (
          <Button variant="primary" icon="send" isDisabled={idle} onPress={() => props.onSubmit('PUBLISHED')}>
            {busy ? t.enCours : t.publier}
          </Button>
        )}
        {published && (
          <Button variant="primary" icon="send" isDisabled={idle || !changed} onPress={() => props.onSubmit(null)}>
            {busy ? t.enCours : t.publierModifs}
          </Button>
        )}
        {!isService && (
          <Button variant="primary" icon="send" isDisabled={idle || !(changed || isNew)} onPress={() => props.onSubmit(null)}>
            {busy ? t.enCours : kind === 'modele' ? t.enregistrerModele : t.enregistrer}
          </Button>
        )}
      </div>
    </div>
  )
}
