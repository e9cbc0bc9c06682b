import { Component, type ReactNode } from 'react'
import { app } from '../../i18n/app.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

type Props = {
  /** Changes when another screen is shown: the failure is then forgotten. */ readonly of: string
  readonly children: ReactNode
}
type State = { readonly failed: boolean; readonly of: string }

/** A screen that throws says so, and the others keep working. */
export class Boundary extends Component<Props, State> {
  override state: State = { failed: false, of: this.props.of }

  // Decides before anything is drawn again: a screen that throws a second time would take the whole application with it.
  static getDerivedStateFromError(): Pick<State, 'failed'> {
    return { failed: true }
  }

  static getDerivedStateFromProps({ of }: Props, state: State): State | null {
    return of === state.of ? null : { failed: false, of }
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children
    return (
      <div className="ui-screen">
        <div className="ui-screen-inner">
          <h1 tabIndex={-1}>{app.crash}</h1>
          <Notice
            tone="bad"
            urgent
            actions={
              <Button size="s" icon="refresh" onPress={() => window.location.reload()}>
                {app.reload}
              </Button>
            }
          >
            {app.crashText}
          </Notice>
        </div>
      </div>
    )
  }
}
