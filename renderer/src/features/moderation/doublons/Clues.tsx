import type { Indice } from '#shared/moderation/doublon.ts'
import { doublons as t } from '../../../i18n/doublons.ts'
import { Tag } from '../../../ui/Tag.tsx'
import { VisuallyHidden } from '../../../ui/VisuallyHidden.tsx'

type Props = { readonly indices: readonly Indice[]; readonly score: number }

/** Why the two look like one, and what speaks against, the weightiest first. */
export const Clues = ({ indices, score }: Props) => (
  <section className="doublons-clues" aria-labelledby="doublons-indices">
    <h3 id="doublons-indices">{t.why}</h3>
    <p className="tabular">{t.likely(score)}</p>
    <ul>
      {indices.map(({ code, poids, texte }) => (
        <li key={`${code} ${texte}`}>
          <Tag tone={poids > 0 ? 'good' : 'warn'} icon={poids > 0 ? 'plus' : 'minus'}>
            {texte}
            <VisuallyHidden>{`\u202f: ${poids > 0 ? t.for : t.against}`}</VisuallyHidden>
          </Tag>
        </li>
      ))}
    </ul>
  </section>
)
