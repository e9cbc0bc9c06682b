import { useMemo, useState } from 'react'
import { plan } from '../../i18n/plan.ts'
import { branchesFor } from '../../lib/thematique-branches.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { CheckboxGroup } from '../../ui/CheckboxGroup.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchField } from '../../ui/SearchField.tsx'

const t = plan.pick

type Props = {
  /** Needs that the plan has already. */
  readonly has: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
  readonly onClose: () => void
}

/** The needs of the référentiel, under their thématiques: ticked, then proposed all at once. */
export const NeedPicker = ({ has, onChoose, onClose }: Props) => {
  const [words, setWords] = useState('')
  const [ticked, setTicked] = useState<readonly string[]>([])
  const branches = useMemo(() => branchesFor(words), [words])
  return (
    <Dialog
      isOpen
      size="l"
      title={t.title}
      onClose={onClose}
      actions={
        <>
          <p className="plan-pick-count" role="status">
            {t.chosen(ticked.length)}
          </p>
          <Button onPress={onClose}>{t.cancel}</Button>
          <Button variant="primary" isDisabled={ticked.length === 0} onPress={() => onChoose(ticked)}>
            {t.done}
          </Button>
        </>
      }
    >
      <SearchField label={t.find} hideLabel placeholder={t.find} autoFocus value={words} onChange={setWords} />
      {branches.length === 0 && <p className="muted">{t.none}</p>}
      <div className="plan-pick">
        {branches.map(({ value, label, needs }) => {
          const here = needs.map((need) => need.value)
          return (
            <CheckboxGroup
              key={value}
              label={label}
              value={ticked.filter((one) => here.includes(one))}
              onChange={(next) => setTicked([...ticked.filter((one) => !here.includes(one)), ...next])}
            >
              {needs.map((need) => (
                <Checkbox key={need.value} value={need.value} isDisabled={has.includes(need.value)}>
                  {need.label}
                </Checkbox>
              ))}
            </CheckboxGroup>
          )
        })}
      </div>
    </Dialog>
  )
}
