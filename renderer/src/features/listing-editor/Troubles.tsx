import { labelOf, type ListingKind } from '#shared/listing/groups.ts'
import { editorText } from '../../i18n/listing-editor.ts'
import { href } from '../../lib/route.ts'
import { showToast } from '../../lib/toasts.ts'
import { Button } from '../../ui/Button.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import type { WorkingCopy } from './use-working-copy.ts'

const t = editorText.enregistrement
const say = (work: Promise<void>) => void work.catch(({ message }: Error) => showToast({ tone: 'erreur', message }))

/** What stands between the text on screen and the store, and the ways out. Nothing when all is well. */
export const SaveTrouble = ({ copy }: { readonly copy: WorkingCopy }) => {
  const { save } = copy
  if (save.kind === 'echec')
    return (
      <Notice
        tone="bad"
        title={t.echec}
        urgent
        actions={
          <Button size="s" onPress={copy.saveNow}>
            {t.maintenant}
          </Button>
        }
      >
        {save.message} {t.echecSuite}
      </Notice>
    )
  if (save.kind === 'conflit')
    return (
      <Notice
        tone="warn"
        title={t.conflitTitre}
        urgent
        actions={
          <>
            <Button size="s" onPress={() => say(copy.keepMine())}>
              {t.garder}
            </Button>
            <Button size="s" onPress={() => say(copy.takeTheirs())}>
              {t.reprendre}
            </Button>
          </>
        }
      >
        {t.conflit}
      </Notice>
    )
  if (save.kind === 'supprime')
    return (
      <Notice tone="warn" title={t.supprimeTitre} urgent>
        {t.supprime}
      </Notice>
    )
  return null
}

/** The server said no to what was sent: the text is back here. */
export const RefusedSending = ({ shown }: { readonly shown: boolean }) =>
  !shown ? null : (
    <Notice tone="bad" title={editorText.actes.refuse} actions={<Link href={href.echanges()}>{editorText.actes.echanges}</Link>}>
      {editorText.actes.refuseAide}
    </Notice>
  )

type OthersProps = {
  readonly kind: ListingKind
  readonly present: readonly string[]
  readonly copy: Pick<WorkingCopy, 'received' | 'seenReceived'>
  readonly heurts: readonly { readonly champ: string }[]
  readonly onGo: (champ: string) => void
}

const list = new Intl.ListFormat('fr-FR', { type: 'conjunction' })

/** Other people at work on the same listing: who is there, what of theirs was taken, what must be chosen. */
export const Others = ({ kind, present, copy, heurts, onGo }: OthersProps) => {
  const o = editorText.autres
  const [first] = heurts
  const [only = null, ...more] = present
  return (
    <>
      <div role="status">
        {present.length > 0 && (
          <Notice title={present.length === 1 ? o.present(present[0] ?? '') : o.presents(list.format(present))}>
            {o.presentAide}
          </Notice>
        )}
      </div>
      <div role="status">
        {copy.received.length > 0 && (
          <Notice
            title={o.recus(more.length === 0 ? only : null, copy.received.length)}
            actions={
              <Button size="s" onPress={copy.seenReceived}>
                {o.compris}
              </Button>
            }
          >
            {list.format(copy.received.map((champ) => labelOf(kind, champ)))}
          </Notice>
        )}
      </div>
      {first !== undefined && (
        <Notice
          tone="warn"
          urgent
          title={o.heurtsTitre(heurts.length)}
          actions={heurts.map(({ champ }) => (
            <Button key={champ} size="s" onPress={() => onGo(champ)}>
              {labelOf(kind, champ)}
            </Button>
          ))}
        >
          {o.heurtsAide}
        </Notice>
      )}
    </>
  )
}
