import { useMemo, useState } from 'react'
import { type DepartementFonctions, FONCTION, FONCTIONS, type Fonction } from '#shared/deployment/features.ts'
import { DEPARTEMENTS_DEPLOYABLES, isDeployable } from '#shared/deployment/state.ts'
import { administration, features as t } from '../../i18n/administration.ts'
import { readAgain, useAction, useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { findTerritories, type Territory, territoryName } from '../../lib/territories.ts'
import { showToast } from '../../lib/toasts.ts'
import { ActDialog } from '../../ui/ActDialog.tsx'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { SearchField } from '../../ui/SearchField.tsx'
import { Switch } from '../../ui/Switch.tsx'
import { Tag } from '../../ui/Tag.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { Part } from './Part.tsx'
import { Table } from './Table.tsx'

type DialogProps = {
  readonly code: string
  readonly one: DepartementFonctions | undefined
  readonly onClose: () => void
}

const EditDialog = ({ code, one, onClose }: DialogProps) => {
  const [open, setOpen] = useState<readonly string[]>(FONCTIONS.filter((each) => one?.fermees.includes(each) !== true))
  const [motif, setMotif] = useState(one?.motif ?? '')
  const { mutate, isPending, error } = useAction('administration.fermer')
  const name = territoryName(code)
  const fermees = FONCTIONS.filter((each) => !open.includes(each))
  const save = () =>
    mutate(
      { departement: code, fermees, motif: fermees.length === 0 ? '' : motif.trim() },
      {
        onSuccess: () => {
          showToast({ message: t.saved(name) })
          void readAgain('administration.fonctions')
          onClose()
        },
      },
    )
  return (
    <ActDialog title={t.editTitle(name)} confirm={t.save} isBusy={isPending} error={error} onConfirm={save} onClose={onClose}>
      <CheckboxGroup label={t.choose} value={[...open]} onChange={setOpen}>
        {FONCTIONS.map((each) => (
          <Checkbox key={each} value={each} description={FONCTION[each].effet}>
            {FONCTION[each].nom}
          </Checkbox>
        ))}
      </CheckboxGroup>
      {fermees.length > 0 && (
        <TextField label={t.reason} description={t.reasonHelp} maxLength={300} value={motif} onChange={setMotif} />
      )}
    </ActDialog>
  )
}

const State = ({ open }: { readonly open: boolean }) =>
  open ? (
    <span className="muted">{t.open}</span>
  ) : (
    <Tag tone="warn" icon="lock">
      {t.closed}
    </Tag>
  )

type RowProps = {
  readonly territory: Territory
  readonly one: DepartementFonctions | undefined
  readonly onEdit: (code: string) => void
}

const Row = ({ territory: { code }, one, onEdit }: RowProps) => {
  const isOpen = (fonction: Fonction): boolean => one?.fermees.includes(fonction) !== true
  return (
    <tr>
      <th scope="row">{territoryName(code)}</th>
      {FONCTIONS.map((fonction) => (
        <td key={fonction}>
          <State open={isOpen(fonction)} />
        </td>
      ))}
      <td className="admin-nowrap">{one === undefined ? administration.none : formatDate(one.depuis)}</td>
      <td className="admin-details">{one?.motif}</td>
      <td>
        <Button size="s" aria-label={t.editOf(territoryName(code))} onPress={() => onEdit(code)}>
          {t.edit}
        </Button>
      </td>
    </tr>
  )
}

const { departement, depuis, motif, acte } = t.columns
const COLUMNS = [departement, ...FONCTIONS.map((each) => FONCTION[each].nom), depuis, motif, acte]

const Territories = ({ known }: { readonly known: readonly DepartementFonctions[] }) => {
  const [words, setWords] = useState('')
  const [onlyClosed, setOnlyClosed] = useState(false)
  const [editing, setEditing] = useState<string | null>(null)
  const byCode = useMemo(() => new Map(known.map((one) => [one.departement, one])), [known])
  const rows = useMemo(
    () => findTerritories(words).filter(({ code }) => isDeployable(code) && (!onlyClosed || byCode.has(code))),
    [words, onlyClosed, byCode],
  )
  return (
    <>
      <div className="admin-filters">
        <SearchField label={t.words} hideLabel placeholder={t.wordsHint} value={words} onChange={setWords} />
        <Switch isSelected={onlyClosed} onChange={setOnlyClosed}>
          {t.onlyClosed}
        </Switch>
        <span className="muted tabular" role="status">
          {t.shown(rows.length, DEPARTEMENTS_DEPLOYABLES.length)}
        </span>
      </div>
      {rows.length === 0 ? (
        <EmptyState
          icon="filter"
          title={t.nothing}
          level={3}
          actions={
            <Button
              onPress={() => {
                setWords('')
                setOnlyClosed(false)
              }}
            >
              {t.clear}
            </Button>
          }
        />
      ) : (
        <Table label={t.table} columns={COLUMNS} acts>
          {rows.map((one) => (
            <Row key={one.code} territory={one} one={byCode.get(one.code)} onEdit={setEditing} />
          ))}
        </Table>
      )}
      {editing !== null && <EditDialog code={editing} one={byCode.get(editing)} onClose={() => setEditing(null)} />}
    </>
  )
}

/** What people may do in each département. */
export const FeaturesSection = () => {
  const read = useCall('administration.fonctions', undefined)
  return (
    <Part title={t.title} intro={t.intro} failed={t.failed} read={read}>
      {({ fonctions }) =>
        fonctions === null ? (
          <EmptyState icon="map" title={t.noCatalogue} level={3}>
            {t.noCatalogueText}
          </EmptyState>
        ) : (
          <Territories known={fonctions} />
        )
      }
    </Part>
  )
}
