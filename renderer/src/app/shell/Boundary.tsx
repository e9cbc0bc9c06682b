import { Component, type ReactNode } from 'react'
import { app } from '../../i18n/app.ts'
import { Button } from '../../ui/Button.tsx'
import { Notice } from '../../ui/Notice.tsx'

type Props = {
  /** Changes when another screen is shown: the failure is then forgotten. */ readonly of: string
  readonly children: ReactNode
}
type State = { readonly failedOn: string | null }

/** A screen that throws says so, and the others keep working. */
export class Boundary extends Component<Props, State> {
  override state: State = { failedOn: null }

  override componentDidCatch(): void {
    this.setState({ failedOn: this.props.of })
  }

  static getDerivedStateFromError(): null {
    return null
  }

  override render(): ReactNode {
    if (this.state.failedOn !== this.props.of) return this.props.children
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
