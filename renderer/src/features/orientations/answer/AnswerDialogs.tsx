import type { Geste } from '#shared/orientation/life.ts'
import { AcceptDialog } from './AcceptDialog.tsx'
import { HandoverDialog } from './HandoverDialog.tsx'
import { NoteDialog } from './NoteDialog.tsx'
import { PostponeDialog } from './PostponeDialog.tsx'
import { RefuseDialog } from './RefuseDialog.tsx'
import type { AnswerProps } from './props.ts'
import { WriteDialog } from './WriteDialog.tsx'

/** The question that an act asks first; nothing for those that ask none. */
export const AnswerDialogs = ({ geste, ...props }: AnswerProps & { readonly geste: Geste | null }) => {
  switch (geste) {
    case 'accepter':
      return <AcceptDialog {...props} />
    case 'refuser':
      return <RefuseDialog {...props} />
    case 'reporter':
      return <PostponeDialog {...props} />
    case 'ecrire-prescripteur':
    case 'ecrire-beneficiaire':
      return <WriteDialog {...props} first={geste} />
    case 'relancer':
    case 'annuler':
      return <NoteDialog {...props} geste={geste} />
    case 'confier':
      return <HandoverDialog {...props} />
    default:
      return null
  }
}
