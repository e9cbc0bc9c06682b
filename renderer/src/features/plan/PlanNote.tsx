import { TextField } from '../../ui/TextField.tsx'

type Props = {
  readonly label: string
  readonly help: string
  readonly value: string
  readonly most: number
  readonly onChange: (value: string) => void
  /** Escape, or Ctrl and Enter: back to what it is about. */
  readonly onLeave: () => void
  readonly className?: string
}

/** A note on what it stands under, kept as it is typed. */
export const PlanNote = ({ label, help, value, most, onChange, onLeave, className }: Props) => (
  <TextField
    multiline
    rows={2}
    label={label}
    description={help}
    value={value}
    maxLength={most}
    onChange={onChange}
    onKeyDown={(event) => {
      if (event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey))) onLeave()
      else event.continuePropagation()
    }}
    {...(className !== undefined && { className })}
  />
)
