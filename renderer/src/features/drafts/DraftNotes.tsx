import { draftNotesText as t } from '../../i18n/sending.ts'
import { useCall } from '../../lib/api.ts'
import { formatDate } from '../../lib/format.ts'
import { href } from '../../lib/route.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { useDraftForm } from './form.ts'

/** The request whose place this one takes: which one, and where to see it. */
const InPlaceOf = ({ id }: { readonly id: string }) => {
  const { data } = useCall('orientations.get', { sens: 'envoi', id })
  return (
    <Notice>
      {data === undefined ? t.remplaceInconnue : t.remplace(data.line.serviceNom, formatDate(data.line.cree_le))}{' '}
      <Link href={href.demande('envoi', id)}>{t.remplaceLien}</Link>
    </Notice>
  )
}

/** Where this draft comes from, when it was not begun here: a refusal of the server, a silence, another tool. */
export const DraftNotes = () => {
  const { content, set } = useDraftForm()
  return (
    <>
      {content.refus !== '' && (
        <Notice
          tone="bad"
          title={t.refus}
          actions={
            <Button size="s" onPress={() => set('refus', '')}>
              {t.refusLu}
            </Button>
          }
        >
          <p>{content.refus}</p>
          <p>{t.refusAide}</p>
        </Notice>
      )}
      {content.remplace !== '' && <InPlaceOf id={content.remplace} />}
      {content.jeton_emplois !== '' && <Notice title={t.emplois}>{t.emploisAide}</Notice>}
    </>
  )
}
