import { detail as t } from '../../../i18n/orientations.ts'
import { Fact } from './Fact.tsx'
import { Part } from './Part.tsx'
import type { Told } from '../told.ts'

const Choices = ({ values }: { readonly values: readonly string[] }) => (
  <ul className="request-bullets">
    {values.map((value) => (
      <li key={value}>{value}</li>
    ))}
  </ul>
)

/** Why the person is sent there, and what they were said to fulfil. */
export const NeedPart = ({ of: { besoin } }: { readonly of: Told }) => {
  const { situation, situation_autre, criteres, motif } = besoin
  const all = situation_autre === '' ? situation : [...situation, situation_autre]
  return (
    <Part title={t.sections.need}>
      {all.length === 0 && criteres.length === 0 && motif === '' && <p className="muted">{t.noNeed}</p>}
      <dl className="request-list">
        {motif !== '' && (
          <Fact name={t.reason}>
            <span className="request-text">{motif}</span>
          </Fact>
        )}
        {all.length > 0 && (
          <Fact name={t.situation}>
            <Choices values={all} />
          </Fact>
        )}
        {criteres.length > 0 && (
          <Fact name={t.criteria}>
            <Choices values={criteres} />
          </Fact>
        )}
      </dl>
    </Part>
  )
}
