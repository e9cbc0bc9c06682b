import { useState } from 'react'
import { editorText } from '../../../i18n/listing-editor.ts'
import { useCall } from '../../../lib/api.ts'
import { MultiSelect } from '../../../ui/MultiSelect.tsx'
import { Select } from '../../../ui/Select.tsx'
import { findDivisions, FRANCE, type Nature, NATURES, natureOf, type Territory, territoriesOf } from '../perimeter.ts'
import { useZoneNames } from '../../../lib/use-zone-names.ts'
import { listOf } from '../values.ts'
import { Field, useField } from './Field.tsx'

const t = editorText.champs
const SHOWN = 10

const LABELS: Readonly<Record<Nature, string>> = {
  commune: 'Commune',
  epci: 'Intercommunalité (EPCI)',
  departement: 'Département',
  region: 'Région',
  france: 'France entière',
}

/** Territories for what is typed, by nature: communes and intercommunalités are asked for, divisions are known here. */
const useFound = (nature: Nature, text: string): readonly Territory[] => {
  const typed = text.trim()
  const communes = useCall(
    'geo.suggest',
    { text: typed, limit: 20 },
    { enabled: nature === 'commune' && typed !== '', keepPrevious: true },
  )
  const epcis = useCall(
    'geo.epcis',
    { text: typed, limit: SHOWN },
    { enabled: nature === 'epci' && typed !== '', keepPrevious: true },
  )
  switch (nature) {
    case 'commune':
      return typed === ''
        ? []
        : (communes.data ?? []).flatMap(({ place, label }) =>
            place.kind === 'commune' ? [{ id: place.code, nom: label, codes: [place.code] }] : [],
          )
    case 'epci':
      return typed === '' ? [] : (epcis.data ?? []).map(({ code, nom }) => ({ id: code, nom, codes: [code] }))
    case 'departement':
    case 'region':
      return findDivisions(nature, typed)
    case 'france':
      return []
  }
}

type TerritoriesProps = { readonly nature: Exclude<Nature, 'france'>; readonly codes: readonly string[] }

const Territories = ({ nature, codes }: TerritoriesProps) => {
  const field = useField('zone_eligibilite')
  const [text, setText] = useState('')
  const nameOf = useZoneNames(codes)
  const chosen = territoriesOf(codes, nameOf)
  const found = useFound(nature, text)
    .filter(({ id }) => !chosen.some((one) => one.id === id))
    .slice(0, SHOWN)
  return (
    <MultiSelect
      label={t.territoire[nature]}
      description={t.territoireAide}
      chosen={chosen.map(({ id, nom }) => ({ id, label: nom }))}
      text={text}
      onText={setText}
      items={found.map(({ id, nom }) => ({ id, label: nom }))}
      onAdd={(id) => {
        const territory = found.find((one) => one.id === id)
        if (territory === undefined) return
        // One région is the list of its départements: two would no longer be told apart from them.
        field.set(nature === 'region' ? territory.codes : [...new Set([...codes, ...territory.codes])])
        field.leave()
      }}
      onRemove={(id) => {
        const gone = chosen.find((one) => one.id === id)?.codes ?? []
        field.set(codes.filter((code) => !gone.includes(code)))
      }}
      emptyText={t.rienTrouve}
      errorMessage={field.errorMessage}
      isRequired={field.isRequired}
      isDisabled={field.isDisabled}
    />
  )
}

/** Where one must live: the nature of the perimeter, then its territories (dora-screens.md §5.3). */
export const Perimeter = () => {
  const field = useField('zone_eligibilite')
  const codes = listOf(field.value)
  // Chosen before any territory is: the field itself says nothing yet.
  const [wished, setWished] = useState<Nature | null>(null)
  const nature = natureOf(codes) ?? wished
  return (
    <Field champ="zone_eligibilite">
      <Select
        label={t.perimetre}
        choices={NATURES.map((value) => ({ value, label: LABELS[value] }))}
        value={nature}
        onChange={(next) => {
          setWished(next)
          if (next === 'france') field.set([FRANCE])
          else if (natureOf(codes) !== next) field.set([])
        }}
        isRequired={field.isRequired}
        isDisabled={field.isDisabled}
        errorMessage={nature === null ? field.errorMessage : undefined}
      />
      <p className="ui-description">{nature === 'france' ? t.france : t.perimetreAide}</p>
      {nature !== null && nature !== 'france' && <Territories key={nature} nature={nature} codes={codes} />}
    </Field>
  )
}
