import { EntrustDialog } from './EntrustDialog.tsx'
import { InviteDialog } from './InviteDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { ObsoleteDialog } from './ObsoleteDialog.tsx'
import type { ActProps } from './props.ts'
import { RejectDialog } from './RejectDialog.tsx'
import { WriteDialog } from './WriteDialog.tsx'

/** Acts that ask for something first. */
export type Question = 'noter' | 'ecrire' | 'rejeter' | 'obsolete' | 'confier' | 'inviter'

export const ActDialogs = ({ question, ...props }: ActProps & { readonly question: Question | null }) => {
  switch (question) {
    case 'noter':
      return <NoteDialog {...props} />
    case 'ecrire':
      return <WriteDialog {...props} />
    case 'rejeter':
      return <RejectDialog {...props} />
    case 'obsolete':
      return <ObsoleteDialog {...props} />
    case 'confier':
      return <EntrustDialog {...props} />
    case 'inviter':
      return <InviteDialog {...props} />
    default:
      return null
  }
}
