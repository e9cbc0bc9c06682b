import type { FiltreJournal } from '#shared/administration/journal.ts'
import { journal as t } from '../../i18n/administration-journal.ts'
import { useAction } from '../../lib/api.ts'
import { saveFile } from '../../lib/save-file.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'

/** What is filtered, as a file. */
export const ExportButton = ({ filtre }: { readonly filtre: FiltreJournal }) => {
  const { mutate, isPending } = useAction('administration.exporter')
  const save = () =>
    mutate(filtre, {
      onSuccess: (file) => saveFile(file, t.exported(file.entrees)),
      onError: (error) => showToast({ message: `${t.exportFailed}. ${error.message}` }),
    })
  return (
    <Button size="s" icon="download" isPending={isPending} onPress={save}>
      {isPending ? t.exporting : t.export}
    </Button>
  )
}
