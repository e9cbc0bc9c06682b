import { useState } from 'react'
import { createPortal, flushSync } from 'react-dom'
import type { PersonHeld, Sens } from '#shared/contract/orientation.ts'
import { held as t } from '../../../i18n/orientation-answers.ts'
import { useCall } from '../../../lib/api.ts'
import { formatDate } from '../../../lib/format.ts'
import { showToast } from '../../../lib/toasts.ts'
import { Button } from '../../../ui/Button.tsx'
import { Dialog } from '../../../ui/Dialog.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { Fact } from './Fact.tsx'
import { heldText, partsOf } from './held-text.ts'

const Parts = ({ data }: { readonly data: PersonHeld }) => (
  <>
    {data.lignes.map((line) => (
      <section key={`${line.ou} ${line.id}`} className="held-line">
        <h3>
          {t.where[line.ou]} · {line.service}
        </h3>
        <p className="muted">{[line.structure, formatDate(line.le)].filter(Boolean).join(' · ')}</p>
        <dl className="request-list">
          {partsOf(line).map(({ name, values }) => (
            <Fact key={name} name={name}>
              <ul>
                {values.map((value) => (
                  <li key={value}>{value}</li>
                ))}
              </ul>
            </Fact>
          ))}
        </dl>
      </section>
    ))}
  </>
)

const Paper = ({ data }: { readonly data: PersonHeld }) => (
  <article className="held-paper">
    <h1>{t.title}</h1>
    <p>{data.personne}</p>
    <Parts data={data} />
    <footer>{t.paper(formatDate(new Date().toISOString()))}</footer>
  </article>
)

type Props = { readonly sens: Sens; readonly id: string; readonly onClose: () => void }

/** « Ce qui est conservé sur cette personne »: to read, to print, to hand over. */
export const HeldDialog = ({ sens, id, onClose }: Props) => {
  const { data, error, refetch } = useCall('orientations.person', { sens, id }, { fresh: true })
  const [printing, setPrinting] = useState(false)
  const print = () => {
    flushSync(() => setPrinting(true))
    window.print()
    setPrinting(false)
  }
  const copy = async () => {
    if (data === undefined) return
    try {
      await navigator.clipboard.writeText(heldText(data))
      showToast({ message: t.copied })
    } catch {
      showToast({ tone: 'erreur', message: t.copyFailed })
    }
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.title}
      size="l"
      textOnly
      actions={
        data !== undefined && (
          <>
            <Button icon="copy" onPress={() => void copy()}>
              {t.copy}
            </Button>
            <Button icon="print" onPress={print}>
              {t.print}
            </Button>
          </>
        )
      }
    >
      {error !== null && <ReadFailure title={t.failed} error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && (
        <div aria-busy="true" role="status" aria-label={t.loading}>
          <Skeleton lines={6} />
        </div>
      )}
      {data !== undefined && (
        <div className="held">
          <p>{t.intro(data.personne)}</p>
          {data.lignes.length === 0 ? <p className="muted">{t.none}</p> : <Parts data={data} />}
          {printing && createPortal(<Paper data={data} />, document.body)}
        </div>
      )}
    </Dialog>
  )
}
