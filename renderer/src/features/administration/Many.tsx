import { useState } from 'react'
import { isDeployable } from '#shared/deployment/state.ts'
import { fold } from '#shared/geo/fold.ts'
import { labelOf } from '#shared/reference/labels.ts'
import { CATEGORIES, NEEDS } from '#shared/reference/thematiques.ts'
import { administration } from '../../i18n/administration.ts'
import { findTerritories, territoryName } from '../../lib/territories.ts'
import type { ComboItem } from '../../ui/ComboBox.tsx'
import { MultiSelect } from '../../ui/MultiSelect.tsx'

/** What partners are told of, or bring: found as one types, whatever the référentiel calls it. */

const MOST_SHOWN = 30

type FieldProps = {
  readonly label: string
  readonly description: string
  readonly chosen: readonly string[]
  readonly onChange: (chosen: string[]) => void
  readonly errorMessage?: string | undefined
  readonly isRequired?: boolean
}

type ManyProps = FieldProps & {
  readonly labelOf: (id: string) => string
  readonly find: (typed: string) => readonly ComboItem[]
  /** Another takes the place of the one before. */
  readonly single?: boolean
  /** What may be kept as it is typed, though nothing proposes it. */
  readonly isFree?: (typed: string) => boolean
}

const Many = ({ chosen, labelOf: name, find, onChange, single = false, isFree, ...field }: ManyProps) => {
  const [typed, setTyped] = useState('')
  const text = typed.trim()
  const items = find(text)
    .filter(({ id }) => !chosen.includes(id))
    .slice(0, MOST_SHOWN)
  const add = (id: string) => onChange(single ? [id] : [...new Set([...chosen, id])])
  const takeTyped = () => {
    add(text)
    setTyped('')
  }
  return (
    <MultiSelect
      {...field}
      chosen={chosen.map((id) => ({ id, label: name(id) }))}
      text={typed}
      onText={setTyped}
      items={items}
      emptyText={administration.nothingFound}
      onAdd={add}
      onRemove={(id) => onChange(chosen.filter((one) => one !== id))}
      {...(isFree?.(text) === true && { onAddText: add })}
      // Typed whole and left there, it was meant; the beginning of another may not have been.
      onLeave={() => {
        if (isFree?.(text) === true && items.length === 0) takeTyped()
      }}
    />
  )
}

const has = (label: string, typed: string): boolean => fold(label).includes(fold(typed))

const themeName = (id: string): string => labelOf('thematiques', id)
const findThemes = (typed: string): readonly ComboItem[] =>
  [...CATEGORIES, ...NEEDS].filter(({ label }) => has(label, typed)).map(({ value, label }) => ({ id: value, label }))

export const ThemesField = (props: FieldProps) => <Many {...props} labelOf={themeName} find={findThemes} />

const findDepartements = (typed: string): readonly ComboItem[] =>
  findTerritories(typed)
    .filter(({ code }) => isDeployable(code))
    .map(({ code }) => ({ id: code, label: territoryName(code) }))

export const DepartementsField = (props: FieldProps & Pick<ManyProps, 'single'>) => (
  <Many {...props} labelOf={territoryName} find={findDepartements} />
)

const sourceName = (id: string): string => labelOf('sources', id)

/** @param known identifiers that are proposed */
export const SourcesField = ({
  known,
  ...props
}: FieldProps & Pick<ManyProps, 'isFree'> & { readonly known: readonly string[] }) => (
  <Many
    {...props}
    labelOf={sourceName}
    find={(typed) =>
      [...new Set(known)].map((id) => ({ id, label: sourceName(id) })).filter(({ id, label }) => has(`${label} ${id}`, typed))
    }
  />
)
