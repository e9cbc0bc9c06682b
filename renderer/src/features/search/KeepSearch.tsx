import { memo, useState } from 'react'
import { FREQUENCES as ALL, type Frequence, memeRecherche, nomProposeOf } from '#shared/memory/search.ts'
import { isSearch } from '#shared/usage/search.ts'
import { alertsText as t, FREQUENCES } from '../../i18n/alerts.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { useReadOnly } from '../../lib/read-only.ts'
import { href, navigate } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { useAccount } from '../../lib/use-account.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useSearchStore } from './store.ts'

const CHOICES = ALL.map((value) => ({ value, label: FREQUENCES[value] }))

const KeepDialog = ({ onClose }: { readonly onClose: () => void }) => {
  // As it was when the dialog opened, whatever goes on behind.
  const [{ query, placeLabel }] = useState(() => useSearchStore.getState())
  const [nom, setNom] = useState(() => nomProposeOf(query, placeLabel))
  const account = useAccount()?.compte != null
  const [frequence, setFrequence] = useState<Frequence>('quinzaine')
  const make = useAction('alertes.creer')
  const keep = () =>
    make.mutate(
      { query, nom: nom.trim(), lieu: placeLabel.slice(0, 200), frequence: account ? frequence : 'jamais' },
      {
        onSuccess: ({ id }) => {
          onClose()
          const name = nom.trim() || nomProposeOf(query, placeLabel)
          showToast({ message: t.gardee(name), action: { label: t.voirGardee, run: () => navigate(href.alerte(id)) } })
        },
      },
    )
  return (
    <ActDialog
      title={t.garderTitre}
      confirm={t.garderBouton}
      isBusy={make.isPending}
      error={make.error}
      onConfirm={keep}
      onClose={onClose}
    >
      <p>{t.garderAide}</p>
      <TextField label={t.nom} value={nom} onChange={setNom} maxLength={200} autoFocus />
      {account ? (
        <Select label={t.frequence} choices={CHOICES} value={frequence} onChange={setFrequence} />
      ) : (
        <p className="muted">{t.sansCompte}</p>
      )}
    </ActDialog>
  )
}

/** The one that keeps exactly this search, if any. */
const useKept = (asked: boolean): string | null => {
  const query = useSearchStore((state) => state.query)
  const { data } = useCall('alertes.list', undefined, { enabled: asked })
  return data?.find((one) => memeRecherche(one.query, query))?.id ?? null
}

/** « Garder cette recherche »: a bell beside the order of the results, or a whole button where there are none. */
export const KeepSearch = memo(({ whole = false }: { readonly whole?: boolean }) => {
  const [open, setOpen] = useState(false)
  const asked = useSearchStore((state) => isSearch(state.query))
  const kept = useKept(asked)
  const readOnly = useReadOnly()
  if (!asked) return null
  const label = kept === null ? t.garder : t.dejaGardee
  const press = () => (kept === null ? setOpen(true) : navigate(href.alerte(kept)))
  return (
    <>
      {whole ? (
        <Button variant="primary" size="s" icon="bell" isDisabled={readOnly && kept === null} onPress={press}>
          {label}
        </Button>
      ) : (
        <IconButton
          label={label}
          icon="bell"
          filled={kept !== null}
          isDisabled={readOnly && kept === null}
          className="results-keep"
          onPress={press}
        />
      )}
      {open && <KeepDialog onClose={() => setOpen(false)} />}
    </>
  )
})
