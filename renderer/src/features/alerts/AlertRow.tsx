import { useState } from 'react'
import { FREQUENCES as ALL, type Alerte } from '#shared/memory/search.ts'
import { alertsText as t, FREQUENCES } from '../../i18n/alerts.ts'
import { client } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { goToSearch } from '../../lib/go-search.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { Link } from '../../ui/Link.tsx'
import { Select } from '../../ui/Select.tsx'
import { AlertNews, hasNews } from './AlertNews.tsx'
import { RenameDialog } from './RenameDialog.tsx'

type Props = { readonly alerte: Alerte; readonly account: boolean; readonly readOnly: boolean }

const CHOICES = ALL.map((value) => ({ value, label: FREQUENCES[value] }))
const fail = ({ message }: Error) => showToast({ tone: 'erreur', message })

/** Removed with its undo in a toast: no question asked, nothing lost. */
const remove = async ({ id, nom }: Alerte): Promise<void> => {
  try {
    await client.call('alertes.remove', { id })
    showToast({
      message: t.retiree(nom),
      action: { label: t.annuler, run: () => void client.call('alertes.restore', { id }).catch(fail) },
    })
  } catch (error) {
    fail(error as Error)
  }
}

/** One kept search: its criteria in words, what changed, and what to do with it. */
export const AlertRow = ({ alerte, account, readOnly }: Props) => {
  const [renaming, setRenaming] = useState(false)
  const { id, nom, criteres, total, nouveautes, probleme, query, lieu, frequence, vue_le } = alerte
  return (
    <li className="alert-row">
      <div className="alert-main">
        <Link href={href.alerte(id)} quiet className="alert-name">
          {nom}
        </Link>
        <p className="alert-criteria">{criteres.join(' · ')}</p>
        <div className="alert-facts">
          <span className="tabular">{t.total(total)}</span>
          <AlertNews nouveautes={nouveautes} />
          {total !== null && probleme === null && !hasNews(nouveautes) && <span>{t.rien}</span>}
          <span>{t.depuis(formatDate(vue_le))}</span>
        </div>
        {probleme !== null && <p className="alert-problem">{probleme}</p>}
        <div className="alert-tools">
          <Button size="s" icon="search" aria-label={t.lancerDe(nom)} onPress={() => goToSearch(query, lieu)}>
            {t.lancer}
          </Button>
          <Button
            size="s"
            variant="quiet"
            icon="pencil"
            aria-label={t.renommerDe(nom)}
            isDisabled={readOnly}
            onPress={() => setRenaming(true)}
          >
            {t.renommer}
          </Button>
        </div>
      </div>
      <div className="alert-side">
        {account && (
          <Select
            label={t.courrielDe(nom)}
            hideLabel
            choices={CHOICES}
            value={frequence}
            isDisabled={readOnly}
            onChange={(wanted) => void client.call('alertes.modifier', { id, frequence: wanted }).catch(fail)}
          />
        )}
        <IconButton label={t.retirer(nom)} icon="trash" isDisabled={readOnly} onPress={() => void remove(alerte)} />
      </div>
      {renaming && <RenameDialog alerte={alerte} onClose={() => setRenaming(false)} />}
    </li>
  )
}
