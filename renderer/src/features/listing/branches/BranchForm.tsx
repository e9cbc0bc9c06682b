import { useState } from 'react'
import type { Listing } from '#shared/contract/listing.ts'
import { branchText as t } from '../../../i18n/listing.ts'
import { people } from '../../../i18n/people.ts'
import { readAgain, useAction, useCall } from '../../../lib/api.ts'
import { PlaceField } from '../../../lib/PlaceField.tsx'
import { href, navigate } from '../../../lib/route.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { ComboBox } from '../../../ui/ComboBox.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { branchOf, branchProblems, NO_BRANCH, type BranchDraft } from './branch.ts'

type Suggestions = {
  readonly draft: BranchDraft
  readonly onChange: (draft: BranchDraft) => void
  readonly problem: string | undefined
}

/** An address typed, with those that the national base knows in that town when it can be asked; its point comes with the choice. */
const AddressField = ({ draft, onChange, problem }: Suggestions) => {
  const text = `${draft.adresse.trim()} ${draft.codePostal} ${draft.commune?.nom ?? ''}`.trim()
  const asked = draft.commune !== null && draft.adresse.trim().length >= 3 && draft.point === null
  const { data } = useCall('geo.addresses', { text }, { enabled: asked, keepPrevious: true })
  const found = asked ? (data ?? []).slice(0, 6) : []
  return (
    <ComboBox
      label={t.address}
      placeholder={t.addressHint}
      inputValue={draft.adresse}
      onInputChange={(adresse) => onChange({ ...draft, adresse, point: null })}
      items={found.map(({ label, detail }, at) => ({ id: String(at), label, detail }))}
      onSelect={(id) => {
        const one = found[Number(id)]
        if (one === undefined) return
        // « 12 rue de la Paix, 59000 Lille »: the town and its code are in their own fields.
        const [, street = one.label, post = draft.codePostal] = /^(.*), (\d{5}) [^,]*$/.exec(one.label) ?? []
        onChange({
          ...draft,
          adresse: street,
          codePostal: post,
          point: one.lat === null || one.lon === null ? null : { latitude: one.lat, longitude: one.lon },
        })
      }}
      errorMessage={problem}
    />
  )
}

const sirenOf = ({ doc }: Listing['structure']): string | null => {
  const { siret } = doc
  return typeof siret === 'string' && /^\d{14}$/.test(siret) ? siret.slice(0, 9) : null
}

type Props = { readonly structure: Listing['structure']; readonly onClose: () => void }

/** A branch of the structure: a sheet of its own, made at once. */
export const BranchForm = ({ structure, onClose }: Props) => {
  const [draft, setDraft] = useState(NO_BRANCH)
  const [tried, setTried] = useState(false)
  const add = useAction('listing.addBranch')
  const siren = sirenOf(structure)
  const all = branchProblems(draft, siren)
  const problems = tried ? all : {}
  const submit = () => {
    setTried(true)
    const antenne = branchOf(draft)
    if (Object.keys(all).length > 0 || antenne === null || add.isPending) return
    // Heard also when the form was put away meanwhile; a failure is shown by `add.error`.
    void add.mutateAsync({ structureId: structure.id, antenne }).then(
      ({ id }) => {
        onClose()
        void readAgain('listing.read')
        showToast({ message: t.added(antenne.nom), action: { label: t.open, run: () => navigate(href.offre(id)) } })
      },
      () => {},
    )
  }
  return (
    <Form box label={t.form} onSubmit={submit}>
      <h3>{t.form}</h3>
      <TextField
        label={t.name}
        placeholder={t.nameHint}
        autoFocus
        autoComplete="off"
        isRequired
        maxLength={255}
        value={draft.nom}
        onChange={(nom) => setDraft({ ...draft, nom })}
        errorMessage={problems.nom}
      />
      <PlaceField
        label={t.town}
        communesOnly
        chosen={draft.commune?.nom ?? ''}
        onChoose={({ place, label, detail }) => {
          if (place.kind !== 'commune') return
          setDraft({
            ...draft,
            commune: { nom: label.replace(/ \([^)]*\)$/, ''), code: place.code },
            codePostal: /\b\d{5}\b/.exec(detail)?.[0] ?? draft.codePostal,
            point: null,
          })
        }}
        onClear={() => setDraft({ ...draft, commune: null })}
        errorMessage={problems.commune}
      />
      <div className="listing-address">
        <AddressField draft={draft} onChange={setDraft} problem={problems.adresse} />
        <TextField
          label={t.post}
          inputMode="numeric"
          autoComplete="off"
          value={draft.codePostal}
          onChange={(codePostal) => setDraft({ ...draft, codePostal })}
          errorMessage={problems.codePostal}
        />
      </div>
      <TextField
        label={t.more}
        autoComplete="off"
        maxLength={255}
        value={draft.complement}
        onChange={(complement) => setDraft({ ...draft, complement })}
      />
      <TextField
        label={t.siretField}
        description={siren === null ? t.siretHelpNone : t.siretHelp(siren)}
        inputMode="numeric"
        autoComplete="off"
        value={draft.siret}
        onChange={(siret) => setDraft({ ...draft, siret })}
        errorMessage={problems.siret}
      />
      {add.error !== null && (
        <Notice tone="bad" urgent>
          {add.error.message}
        </Notice>
      )}
      <div className="ui-form-actions">
        <Button type="submit" variant="primary" isDisabled={add.isPending}>
          {add.isPending ? t.saving : t.save}
        </Button>
        <Button onPress={onClose}>{people.cancel}</Button>
      </div>
    </Form>
  )
}
