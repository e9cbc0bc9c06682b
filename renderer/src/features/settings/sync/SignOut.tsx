import { useState } from 'react'
import { serverText as t } from '../../../i18n/sync.ts'
import { SignOutDialog } from '../../../lib/SignOutDialog.tsx'
import { Button } from '../../../ui/Button.tsx'

export const SignOut = () => {
  const [asking, setAsking] = useState(false)
  return (
    <>
      <Button onPress={() => setAsking(true)} className="server-do">
        {t.signOut}
      </Button>
      <SignOutDialog isOpen={asking} onClose={() => setAsking(false)} />
    </>
  )
}
