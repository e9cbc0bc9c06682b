import { useState } from 'react'
import type { ModelLine, ServiceLine } from '#shared/contract/listing.ts'
import { modelText as t } from '../../../i18n/listing.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { IconButton } from '../../../ui/IconButton.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import type { Acts, ModelAct } from '../acts.ts'
import { nameOf } from '../lines.ts'
import { Differences } from './Differences.tsx'

type Props = {
  readonly model: ModelLine
  /** Those that follow it, the ones to update first. */
  readonly lines: readonly ServiceLine[]
  readonly acts: Acts
  readonly onClose: () => void
}

/** A model beside each of its services, and what to do about the one shown. */
export const CompareDialog = ({ model, lines, acts, onClose }: Props) => {
  const [chosen, setChosen] = useState(lines[0]?.id ?? '')
  const at = Math.max(
    0,
    lines.findIndex(({ id }) => id === chosen),
  )
  const line = lines[at]
  const go = (to: number) => setChosen(lines[to]?.id ?? chosen)
  if (line === undefined) return null
  const follow = (acte: ModelAct) => {
    if (lines.length === 1) onClose()
    void acts.followModel([line.id], acte)
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.diffTitle(nameOf(model))}
      size="l"
      actions={
        <>
          <Button variant="quiet" onPress={() => follow('detacher')}>
            {t.detachOne}
          </Button>
          <Button onPress={() => follow('refuser')}>{t.refuseOne}</Button>
          <Button variant="primary" onPress={() => follow('mettre-a-jour')}>
            {t.updateOne}
          </Button>
        </>
      }
    >
      <div className="ui-form">
        <div className="listing-bar">
          <p>
            <strong>{nameOf(line)}</strong> {line.modele?.change === true && <Tag tone="warn">{t.changed}</Tag>}
          </p>
          {lines.length > 1 && (
            <div className="ui-form-actions">
              <span className="muted tabular" role="status">
                {t.place(at + 1, lines.length)}
              </span>
              <IconButton label={t.previous} icon="chevron-left" size="s" isDisabled={at === 0} onPress={() => go(at - 1)} />
              <IconButton
                label={t.next}
                icon="chevron-right"
                size="s"
                isDisabled={at === lines.length - 1}
                onPress={() => go(at + 1)}
              />
            </div>
          )}
        </div>
        <Differences model={model.doc} service={line.doc} />
      </div>
    </Dialog>
  )
}
