import { figuresText as t } from '../i18n/figures.ts'
import { Button } from './Button.tsx'
import { Menu } from './Menu.tsx'

type Format = keyof typeof t.formats
const FORMATS = Object.keys(t.formats) as Format[]

type Props = { readonly isPending: boolean; readonly onExport: (format: Format) => void }

/** « Exporter », as one format or another. */
export const ExportMenu = ({ isPending, onExport }: Props) => (
  <Menu
    label={t.export}
    trigger={
      <Button icon="download" isPending={isPending}>
        {t.export}
      </Button>
    }
    entries={FORMATS.map((format) => ({ id: format, label: t.formats[format], onAction: () => onExport(format) }))}
  />
)
