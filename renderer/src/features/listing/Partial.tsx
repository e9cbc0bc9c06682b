import { useEffect, useState } from 'react'
import { listingText as t } from '../../i18n/listing.ts'
import { readAgain } from '../../lib/api.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

/** The server usually answers well before: what is on its way is not said to be missing. */
const PATIENCE_MS = 2_500

/** What only the server knows is not on this page. */
export const Partial = () => {
  const [said, setSaid] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setSaid(true), PATIENCE_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!said) return null
  return (
    <Notice
      actions={
        <Button size="s" icon="refresh" onPress={() => void readAgain('listing.read')}>
          {t.partialRetry}
        </Button>
      }
    >
      {t.partial}
    </Notice>
  )
}
