import { journal as t } from '../../i18n/administration-journal.ts'
import { useAction } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { ReadFailure } from '../../ui/ReadFailure.tsx'

/** The whole chain read again, in one press: intact, or where it breaks. */
export const Verdict = () => {
  const { mutate, data, error, isPending } = useAction('administration.verifier')
  return (
    <>
      <div>
        <Button icon="shield" isPending={isPending} onPress={() => mutate(undefined)}>
          {isPending ? t.verifying : t.verify}
        </Button>
      </div>
      {error !== null && <ReadFailure title={t.verifyFailed} error={error} onRetry={() => mutate(undefined)} />}
      <div role="status">
        {data?.intact === true && (
          <Notice tone="good" title={t.intact(data.entrees)}>
            {t.intactText(data.empreinte)}
          </Notice>
        )}
        {data?.intact === false && (
          <Notice tone="bad" title={t.brokenAt(data.rompu_a ?? data.entrees + 1)}>
            {t.brokenText}
          </Notice>
        )}
      </div>
    </>
  )
}
