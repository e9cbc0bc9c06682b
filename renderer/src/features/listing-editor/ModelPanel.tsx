import { modelDifferences, PATCH_DETACHED, patchFromModel } from '#shared/listing/model.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { announce } from '../../lib/announce.ts'
import { client, useCall } from '../../lib/api.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useEditorForm } from './context.ts'
import { textOf } from './values.ts'

const t = editorText.modele

/** The model that the service follows, as a whole: take it all, or follow it no more. */
export const ModelPanel = () => {
  const { edit, doc, patch, readOnly } = useEditorForm()
  const { modele } = edit
  if (modele === null) return null
  if ((doc['dora.modele'] ?? null) === null)
    return (
      <Notice
        actions={
          <Button
            size="s"
            isDisabled={readOnly}
            onPress={() => patch({ 'dora.modele': modele.id, 'dora.modele_somme': edit.base['dora.modele_somme'] ?? null })}
          >
            {t.resynchroniser}
          </Button>
        }
      >
        {t.detache}
      </Notice>
    )
  const differences = modelDifferences(modele.doc, doc).length
  return (
    <Notice
      tone={modele.change ? 'warn' : 'info'}
      title={t.titre}
      actions={
        <>
          {differences > 0 && (
            <Button
              size="s"
              isDisabled={readOnly}
              onPress={() => {
                patch(patchFromModel(modele.doc))
                announce(t.repris)
              }}
            >
              {t.toutReprendre}
            </Button>
          )}
          <Button size="s" variant="quiet" isDisabled={readOnly} onPress={() => patch(PATCH_DETACHED)}>
            {t.detacher}
          </Button>
        </>
      }
    >
      {t.suivi(textOf(modele.doc['nom']))} {differences === 0 ? t.aucune : t.differences(differences)} {modele.change && t.change}
    </Notice>
  )
}

type FollowersProps = { readonly modelId: string; readonly structureId: string; readonly onLater: () => void }

/** After a model was saved: the services that follow it and no longer say the same. */
export const Followers = ({ modelId, structureId, onLater }: FollowersProps) => {
  const listing = useCall('listing.read', { structureId }, { fresh: true })
  const ids = (listing.data?.services ?? [])
    .filter(({ modele }) => modele !== null && modele.id === modelId && modele.change)
    .map(({ id }) => id)
  if (ids.length === 0) return null
  const update = async () => {
    try {
      const { faits, annuler } = await client.call('listing.followModel', { structureId, ids, acte: 'mettre-a-jour' })
      onLater()
      showToast({
        message: t.misAJour(faits),
        ...(annuler !== null && {
          action: {
            label: editorText.actes.annuler,
            run: () =>
              void client.call('listing.undo', { annuler }).catch(({ message }: Error) => showToast({ tone: 'erreur', message })),
          },
        }),
      })
    } catch (error) {
      showToast({ tone: 'erreur', message: (error as Error).message })
    }
  }
  return (
    <Notice
      tone="good"
      title={t.mettreAJourTitre}
      actions={
        <>
          <Button size="s" variant="primary" onPress={() => void update()}>
            {t.mettreAJour(ids.length)}
          </Button>
          <Button size="s" variant="quiet" onPress={onLater}>
            {t.plusTard}
          </Button>
        </>
      }
    >
      {t.mettreAJourAide(ids.length)}
    </Notice>
  )
}
