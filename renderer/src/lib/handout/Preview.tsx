import type { FeuilleOptions } from '#shared/handout/handout.ts'
import type { DoraContract } from '#shared/contract.ts'
import type { OutputOf } from '#shared/rpc.ts'
import { handoutDialog as t } from '../../i18n/handout-dialog.ts'
import { Disclosure } from '../../ui/Disclosure.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Qr } from '../../ui/Qr.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SheetText } from './SheetText.tsx'

type Words = OutputOf<DoraContract, 'feuille.texte'>
type Props = { readonly words: Words | undefined; readonly options: FeuilleOptions; readonly failed: boolean }

/** What the sheet will say, and what its wording breaks of the rules of easy reading. */
export const Preview = ({ words, options, failed }: Props) => {
  if (words === undefined)
    return failed ? null : (
      <div aria-busy="true">
        <Skeleton lines={8} />
      </div>
    )
  const { texte, qr, lisibilite, absents } = words
  return (
    <>
      {absents.length > 0 && <Notice tone="warn">{t.absents(absents.join(', '))}</Notice>}
      {lisibilite.length === 0 ? (
        <p className="ui-description">{t.readable}</p>
      ) : (
        <Disclosure title={t.remarks(lisibilite.length)} level={3}>
          <ul className="handout-remarks">
            {lisibilite.map((one) => (
              <li key={one}>{one}</li>
            ))}
          </ul>
        </Disclosure>
      )}
      <div className="handout-preview" role="group" aria-label={t.preview}>
        <SheetText texte={texte} langue={options.langue} />
        {options.qr && <Qr text={qr} label={t.qrLabel} className="handout-qr" />}
      </div>
    </>
  )
}
