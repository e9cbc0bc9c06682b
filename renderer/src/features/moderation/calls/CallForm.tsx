import type { UseQueryResult } from '@tanstack/react-query'
import { useState, type ReactNode } from 'react'
import type { DoraError } from '#shared/errors.ts'
import type { DossierView } from '#shared/moderation/dossier.ts'
import { type Call, RESULTATS_APPEL } from '#shared/moderation/calls.ts'
import { call as t, resultHelp, results } from '../../../i18n/appels.ts'
import { useCall } from '../../../lib/api.ts'
import { href } from '../../../lib/route.ts'
import { Button } from '../../../ui/Button.tsx'
import { Checkbox } from '../../../ui/Checkbox.tsx'
import { Form } from '../../../ui/Form.tsx'
import { Link } from '../../../ui/Link.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { RadioGroup } from '../../../ui/RadioGroup.tsx'
import { ReadFailure } from '../../../ui/ReadFailure.tsx'
import { Skeleton } from '../../../ui/Skeleton.tsx'
import { TextField } from '../../../ui/TextField.tsx'
import { useActs } from '../dossier/use-acts.ts'
import { CallGroups } from './CallGroups.tsx'
import { type Draft, fill, keyOf, made, NO_DRAFT, useDay } from './day.ts'
import { mayConfirm, recordCall } from './record.ts'

const CHOICES = RESULTATS_APPEL.map((value) => ({ value, label: results[value], detail: resultHelp[value] }))

type SheetProps = {
  readonly read: Pick<UseQueryResult<DossierView, DoraError>, 'data' | 'error' | 'refetch'>
  readonly children: (view: DossierView) => ReactNode
}

/** What the sheet says, once the server has told it. */
const Sheet = ({ read: { data, error, refetch }, children }: SheetProps) => {
  if (data !== undefined) return children(data)
  return error === null ? (
    <Skeleton lines={6} />
  ) : (
    <ReadFailure title={t.valuesFailed} error={error} onRetry={() => void refetch()} />
  )
}

/** What was learnt by a call. Only groups that were read on this screen are said to be right. */
export const CallForm = ({ one }: { readonly one: Call }) => {
  const { cible, structure_id } = one
  const read = useCall('moderation.dossier', cible, { fresh: true })
  const acts = useActs()
  const key = keyOf(one)
  const draft = useDay((state) => state.drafts.get(key)) ?? NO_DRAFT
  const { ticked, resultat, note, retire } = draft
  const change = (changes: Partial<Draft>) => fill(key, { ...draft, ...changes })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [failed, setFailed] = useState(false)
  const [why, setWhy] = useState<string | null>(null)

  const structureId = cible.kind === 'structure' ? cible.id : structure_id
  const noGroup = resultat === 'verifie' && ticked.length === 0 && structureId !== null
  const save = async () => {
    setTried(true)
    if (resultat === null || noGroup || busy) return
    setBusy(true)
    setFailed(false)
    try {
      const told = await recordCall(
        one,
        { resultat, groupes: [...ticked], note: note.trim(), retire, vu: read.data?.vu ?? null },
        acts,
      )
      if (told.fait) made(key, resultat)
      else {
        setFailed(true)
        setWhy(told.raison)
      }
    } catch (thrown) {
      setFailed(true)
      setWhy((thrown as Error).message)
    } finally {
      setBusy(false)
    }
  }
  return (
    <Form onSubmit={() => void save()} label={t.form}>
      <RadioGroup
        label={t.result}
        choices={CHOICES}
        value={resultat}
        onChange={(next) => change({ resultat: next })}
        errorMessage={tried && resultat === null ? t.resultNeeded : undefined}
        className="call-results"
      />
      {resultat === 'ferme' && structureId !== null && (
        <Checkbox
          isSelected={retire}
          onChange={(next) => change({ retire: next })}
          description={cible.kind === 'structure' ? t.obsoleteHelp : t.archiveHelp}
        >
          {cible.kind === 'structure' ? t.obsolete : t.archive}
        </Checkbox>
      )}
      {structureId === null && <Notice>{t.noStructure}</Notice>}
      {structureId !== null && mayConfirm(resultat) && (
        <Sheet read={read}>
          {(view) => (
            <CallGroups
              one={one}
              view={view}
              ticked={ticked}
              error={tried && noGroup ? t.groupsNeeded : undefined}
              onTick={(groupes) => change({ ticked: groupes, resultat: resultat ?? (groupes.length > 0 ? 'verifie' : null) })}
            />
          )}
        </Sheet>
      )}
      {structureId !== null && read.data?.droits.modifier !== false && (
        <p>
          <Link href={href.modifier(cible.kind, structureId, cible.id)}>{t.edit}</Link>
        </p>
      )}
      <TextField
        label={t.note}
        description={t.noteHelp}
        multiline
        value={note}
        onChange={(text) => change({ note: text })}
        maxLength={1_500}
      />
      {failed && (
        <Notice tone="bad" title={t.refused} urgent>
          {why ?? acts.error?.message}
        </Notice>
      )}
      <Button type="submit" variant="primary" icon="check">
        {busy ? t.saving : t.save}
      </Button>
    </Form>
  )
}
