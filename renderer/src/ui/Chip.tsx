import { Button } from 'react-aria-components/Button'
import { Icon } from './Icon.tsx'
import './Tag.css'

type Props = {
  readonly label: string /** What pressing does, in words: « Retirer le filtre Jeunes ». */
  readonly removeLabel: string
  readonly onRemove: () => void
}

/** `<Chip label="Jeunes" removeLabel="Retirer le filtre Jeunes" onRemove={…} />`: something chosen, taken away by pressing it. */
export const Chip = ({ label, removeLabel, onRemove }: Props) => (
  <Button className="ui-chip" aria-label={removeLabel} onPress={onRemove}>
    <span>{label}</span>
    <Icon name="close" size={14} />
  </Button>
)
