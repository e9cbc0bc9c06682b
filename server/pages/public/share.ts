import { html, type Html } from '../html.ts'
import { qrCode } from './qr.ts'

/** The page's own address, to read aloud and to point a telephone at. @param url whole. */
export const share = (url: string): Html =>
  html`<section>
    <h2>Partager cette page</h2>
    <div class="share">
      ${qrCode(url, 'Code QR qui mène à cette page')}
      <p>Son adresse ne change pas :<br /><strong translate="no">${url.replace(/^https?:\/\//, '')}</strong></p>
    </div>
    <p class="no-print"><a class="button" href="/ouvrir">Ouvrir dans DORA</a></p>
  </section>`
