import type { ReactNode } from 'react'
import { Tab, TabList, TabPanel, Tabs as AriaTabs } from 'react-aria-components/Tabs'
import './Tabs.css'

type Props<K extends string> = {
  readonly label: string
  readonly tabs: readonly { readonly id: K; readonly label: ReactNode; readonly content: ReactNode }[]
  readonly selected: K
  readonly onSelect: (id: K) => void
}

/** `<Tabs label="Vues" tabs={[{ id, label, content }]} selected={id} onSelect={setId} />` */
export const Tabs = <K extends string>({ label, tabs, selected, onSelect }: Props<K>) => (
  <AriaTabs className="ui-tabs" selectedKey={selected} onSelectionChange={(key) => onSelect(String(key) as K)}>
    <TabList aria-label={label} className="ui-tablist">
      {tabs.map((tab) => (
        <Tab key={tab.id} id={tab.id} className="ui-tab">
          {tab.label}
        </Tab>
      ))}
    </TabList>
    {tabs.map((tab) => (
      <TabPanel key={tab.id} id={tab.id} className="ui-tabpanel">
        {tab.content}
      </TabPanel>
    ))}
  </AriaTabs>
)
