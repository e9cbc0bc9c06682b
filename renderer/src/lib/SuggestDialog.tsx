import { useState } from 'react'
import type { Service, Structure } from '#shared/catalogue/record.ts'
import { closedThere, departementOfSheet } from '#shared/deployment/features.ts'
import { CHANNEL_OF, isContactField } from '#shared/listing/contact-fields.ts'
import { flat } from '#shared/listing/flat.ts'
import { groupsOf } from '#shared/listing/groups.ts'
import { fieldProblems } from '#shared/listing/problems.ts'
import { SUGGESTED_FIELDS } from '#shared/listing/suggestion.ts'
import type { Doc } from '#shared/sync/merge.ts'
import { trust as t } from '../i18n/trust.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Notice } from '../ui/Notice.tsx'
import { Select } from '../ui/Select.tsx'
import { TextField } from '../ui/TextField.tsx'
import { useAction, useCall } from './api.ts'
import { territoryName } from './territories.ts'
import { showToast } from './toasts.ts'

type Props = {
  readonly kind: 'service' | 'structure'
  readonly record: Service | Structure
  readonly onClose: () => void
}

const WHOLE = ''
const LONG = new Set(['description', 'publics_precisions', 'frais_precisions', 'dora.short_desc'])

/** Says to whoever keeps a listing what is wrong in it, and what it should say (dora-screens.md §3.5). Works without network. */
export const SuggestDialog = ({ kind, record, onClose }: Props) => {
  const doc = flat(record as unknown as Doc)
  const known = new Set<string>(SUGGESTED_FIELDS)
  const choices = [
    ...groupsOf(kind).flatMap(({ champs }) =>
      champs.filter(({ champ }) => known.has(champ)).map(({ champ, label }) => ({ value: champ, label })),
    ),
    { value: WHOLE, label: t.ensemble },
  ]
  const [champ, setChamp] = useState<string | null>(null)
  const [valeur, setValeur] = useState('')
  const [message, setMessage] = useState('')
  const [error, setError] = useState<string | null>(null)
  const make = useAction('suggestions.make')
  const { data: local } = useCall('administration.fonctions', undefined)
  // Of a service without a place of its own, whoever takes the suggestion knows where its structure is.
  const closed = closedThere('suggestions', departementOfSheet(record, null), local?.fonctions ?? [])

  const isField = champ !== null && champ !== WHOLE
  const masks = doc['dora.contact_masque']
  /** Kept for professionals: the public row does not hold it. */
  const hidden = isField && isContactField(champ) && Array.isArray(masks) && masks.includes(CHANNEL_OF[champ])
  const present = isField ? doc[champ] : null
  const wrong =
    isField && valeur.trim() !== ''
      ? (fieldProblems(kind, { nom: 'x', [champ]: valeur }).find((one) => one.champ === champ)?.message ?? null)
      : null

  const send = (): void => {
    if (champ === null || wrong !== null) return
    if (message.trim() === '' && (!isField || valeur.trim() === '')) return setError(t.vide)
    make.mutate(
      {
        cible: { kind, id: record.id },
        champ: isField ? champ : null,
        valeur: isField && valeur.trim() !== '' ? valeur.trim() : null,
        message: message.trim(),
      },
      {
        onSuccess: () => {
          onClose()
          showToast({ message: t.envoyee })
        },
        onError: (failure) => setError(failure.message),
      },
    )
  }

  if (closed !== null)
    return (
      <Dialog isOpen onClose={onClose} title={t.titre(record.nom)} actions={<Button onPress={onClose}>{t.compris}</Button>}>
        <Notice tone="info" title={t.fermees(territoryName(closed.departement))}>
          {[closed.motif, t.fermeesAide].filter((part) => part !== '').join(' ')}
        </Notice>
      </Dialog>
    )
  return (
    <Dialog
      isOpen
      keepOpen
      onClose={onClose}
      title={t.titre(record.nom)}
      actions={
        <>
          <Button variant="quiet" onPress={onClose}>
            {t.annuler}
          </Button>
          <Button variant="primary" onPress={send} isDisabled={champ === null || make.isPending}>
            {t.envoyer}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        {error !== null && (
          <Notice tone="bad" urgent>
            {error}
          </Notice>
        )}
        <Select label={t.quoi} choices={choices} value={champ} onChange={setChamp} />
        {isField && (
          <>
            <div>
              <strong>{t.actuellement}</strong>
              <p className="muted">{hidden ? t.masque : typeof present === 'string' && present !== '' ? present : t.rien}</p>
            </div>
            {!hidden && (
              <TextField
                label={t.devrait}
                value={valeur}
                onChange={setValeur}
                multiline={LONG.has(champ)}
                errorMessage={wrong ?? ''}
              />
            )}
          </>
        )}
        {champ !== null && (
          <TextField
            label={t.message}
            description={t.messageAide}
            value={message}
            onChange={setMessage}
            multiline
            countTo={2_000}
          />
        )}
      </div>
    </Dialog>
  )
}
