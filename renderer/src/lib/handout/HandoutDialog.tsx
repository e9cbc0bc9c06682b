import { useState } from 'react'
import { type FeuilleSource, FeuilleOptions, FORMATS, LANGUES, type Langue } from '#shared/handout/handout.ts'
import { handoutDialog as t } from '../../i18n/handout-dialog.ts'
import { useAction, useCall } from '../api.ts'
import { useCurrentPerson } from '../current-person.ts'
import { href } from '../route.ts'
import { saveFile } from '../save-file.ts'
import { Button } from '../../ui/Button.tsx'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Link } from '../../ui/Link.tsx'
import { Notice } from '../../ui/Notice.tsx'
import { Select } from '../../ui/Select.tsx'
import { Preview } from './Preview.tsx'
import { PrintPages } from './PrintPages.tsx'
import { PrintSheet } from './PrintSheet.tsx'
import { copySms, sendMail } from './send.ts'
import { usePrint } from './use-print.ts'
import './handout.css'

const FRENCH = 'fr'

type Props = { readonly source: FeuilleSource; readonly isOpen: boolean; readonly onClose: () => void }

const isLangue = (value: string): value is Langue => (LANGUES as readonly string[]).includes(value)

/** What was chosen here, over what the folder in front says of the person. */
const useOptions = () => {
  const person = useCurrentPerson()
  const [chosen, setChosen] = useState<Partial<FeuilleOptions>>({})
  const langue = person?.profil.langue ?? ''
  const options: FeuilleOptions = {
    ...FeuilleOptions.parse({}),
    ...(isLangue(langue) && { langue }),
    ...(person?.profil.grands_caracteres === true && { format: 'grands-caracteres' as const }),
    ...chosen,
  }
  return { options, choose: (patch: Partial<FeuilleOptions>) => setChosen((before) => ({ ...before, ...patch })) }
}

const Body = ({ source, onClose }: Omit<Props, 'isOpen'>) => {
  const { options, choose: change } = useOptions()
  const pdf = useAction('feuille.pdf')
  const paper = usePrint(source, options)
  const choose = (patch: Partial<FeuilleOptions>) => {
    paper.clear()
    change(patch)
  }
  const { data: head } = useCall('feuille.modele', undefined)
  const { data: languages } = useCall('feuille.langues', undefined)
  const { data: words, error } = useCall('feuille.texte', { source, options }, { keepPrevious: true })
  const save = () =>
    pdf.mutate(
      { source, options },
      {
        onSuccess: (file) => {
          saveFile(file, t.saved)
          onClose()
        },
      },
    )
  const wrong = pdf.error ?? paper.error ?? error
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t.title}
      size="l"
      actions={
        <>
          <Button icon="copy" isDisabled={words === undefined} onPress={() => words !== undefined && void copySms(words)}>
            {t.sms}
          </Button>
          <Button icon="mail" isDisabled={words === undefined} onPress={() => words !== undefined && void sendMail(words)}>
            {t.email}
          </Button>
          <Button icon="print" isDisabled={words === undefined} isPending={paper.isPending} onPress={paper.print}>
            {t.print}
          </Button>
          <Button variant="primary" icon="download" autoFocus isPending={pdf.isPending} onPress={save}>
            {t.pdf}
          </Button>
        </>
      }
    >
      <div className="handout">
        <div className="handout-options">
          <Select
            label={t.format}
            choices={FORMATS.map((value) => ({ value, label: t.formats[value] }))}
            value={options.format}
            onChange={(format) => choose({ format })}
          />
          <Select
            label={t.language}
            choices={[
              { value: FRENCH, label: t.french },
              ...(languages ?? []).map(({ code, nom, propre }) => ({ value: code, label: nom, detail: propre })),
            ]}
            value={options.langue ?? FRENCH}
            onChange={(value) => choose({ langue: isLangue(value) ? value : null })}
          />
          {options.langue !== null && <p className="ui-description">{t.proofread}</p>}
          {'plan' in source && (
            <Checkbox isSelected={options.prenom} onChange={(prenom) => choose({ prenom })} description={t.firstNameHelp}>
              {t.firstName}
            </Checkbox>
          )}
          <Checkbox isSelected={options.carte} onChange={(carte) => choose({ carte })}>
            {t.map}
          </Checkbox>
          <Checkbox isSelected={options.qr} onChange={(qr) => choose({ qr })} description={t.qrHelp}>
            {t.qr}
          </Checkbox>
          <Checkbox isSelected={options.contact} onChange={(contact) => choose({ contact })}>
            {t.contact}
          </Checkbox>
          {options.contact && head?.telephone === '' && (
            <p className="ui-description">
              {t.noPhone} <Link href={href.reglages()}>{t.writePhone}</Link>
            </p>
          )}
        </div>
        <div className="handout-shown">
          {wrong !== null && (
            <Notice tone="bad" urgent title={t.failed}>
              {wrong.message}
            </Notice>
          )}
          <Preview words={words} options={options} failed={error !== null} />
        </div>
      </div>
      {paper.pages !== null ? (
        <PrintPages pages={paper.pages} />
      ) : (
        words !== undefined && (
          <PrintSheet
            texte={words.texte}
            qr={options.qr ? words.qr : null}
            langue={options.langue}
            large={options.format === 'grands-caracteres'}
          />
        )
      )}
    </Dialog>
  )
}

/**
 * The sheet a person leaves with: Enter saves it as a PDF, in the format and the language chosen.
 * `<HandoutDialog source={{ services: [id], titre: '' }} isOpen={open} onClose={close} />`
 */
export const HandoutDialog = ({ source, isOpen, onClose }: Props) => (isOpen ? <Body source={source} onClose={onClose} /> : null)
