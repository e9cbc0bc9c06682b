import { useState } from 'react'
import { type EntreeComptee, FAMILLES, type Famille } from '#shared/administration/referentiel.ts'
import { fold } from '#shared/geo/fold.ts'
import { referentials as t } from '../../i18n/administration.ts'
import { useAction, useCall } from '../../lib/api.ts'
import { formatCount } from '../../lib/format.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Select } from '../../ui/Select.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { AddDialog, RenameDialog } from './EntryDialogs.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'

const CHOICES = FAMILLES.map((value) => ({ value, label: t.nameOf(value) }))

type RowProps = {
  readonly one: EntreeComptee
  readonly onRename: (one: EntreeComptee) => void
  readonly onToggle: (one: EntreeComptee) => void
}

const Row = ({ one, onRename, onToggle }: RowProps) => {
  const { libelle, retire, livree, anciens, usages } = one
  return (
    <tr>
      <th scope="row">
        {libelle}
        {retire && <Tag>{t.withdrawn}</Tag>}
        {anciens.length > 0 && <span className="muted">{t.before(anciens)}</span>}
      </th>
      <td className="admin-nowrap">{livree ? t.delivered : t.ours}</td>
      <td className="admin-number">{formatCount(usages)}</td>
      <td>
        <div className="admin-acts">
          <Button size="s" aria-label={t.renameOf(libelle)} onPress={() => onRename(one)}>
            {t.rename}
          </Button>
          <Button size="s" aria-label={retire ? t.restoreOf(libelle) : t.withdrawOf(libelle)} onPress={() => onToggle(one)}>
            {retire ? t.restore : t.withdraw}
          </Button>
        </div>
      </td>
    </tr>
  )
}

type ListProps = { readonly all: readonly EntreeComptee[]; readonly onChanged: () => void }

const Lists = ({ all, onChanged }: ListProps) => {
  const [famille, setFamille] = useState<Famille>('financeurs')
  const [words, setWords] = useState('')
  const [adding, setAdding] = useState(false)
  const [renaming, setRenaming] = useState<EntreeComptee | null>(null)
  const { mutate, isPending } = useAction('administration.changer')
  const own = all.filter((one) => one.famille === famille)
  const rows = own.filter(({ libelle, anciens }) => [libelle, ...anciens].some((text) => fold(text).includes(fold(words))))
  const toggle = ({ valeur, libelle, retire }: EntreeComptee) => {
    if (isPending) return
    mutate(
      { geste: retire ? 'remettre' : 'retirer', famille, valeur },
      {
        onSuccess: () => {
          showToast({ message: retire ? t.restored(libelle) : t.withdrew(libelle) })
          onChanged()
        },
        onError: (error) => showToast({ message: error.message }),
      },
    )
  }
  return (
    <>
      <div className="admin-filters">
        <Select label={t.family} choices={CHOICES} value={famille} onChange={setFamille} />
        <SearchField label={t.words} value={words} onChange={setWords} />
        <Button icon="plus" onPress={() => setAdding(true)}>
          {t.add}
        </Button>
        <span className="muted tabular" role="status">
          {t.count(own.filter(({ retire }) => !retire).length)}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState icon="search" title={t.nothing} level={3} />
      ) : (
        <Table label={t.nameOf(famille)} columns={Object.values(t.columns)} numbers={[2]} acts>
          {rows.map((one) => (
            <Row key={one.valeur} one={one} onRename={setRenaming} onToggle={toggle} />
          ))}
        </Table>
      )}
      {adding && <AddDialog famille={famille} onClose={() => setAdding(false)} onDone={onChanged} />}
      {renaming !== null && <RenameDialog one={renaming} onClose={() => setRenaming(null)} onDone={onChanged} />}
    </>
  )
}

/** Lists that the editor of a sheet proposes to everyone. */
export const ReferentialsSection = () => {
  const read = useCall('administration.referentiels', undefined, { fresh: true })
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read}>
      {(all) => <Lists all={all} onChanged={() => void read.refetch()} />}
    </Part>
  )
}
